// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import type { RunState } from '../../../shared/contract/runs.ts';
import type { RollbackResult } from '../../../shared/model/rollback.ts';
import { useApp } from '../../lib/app-store.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { batch, fakeBridge, giveLayout, projectAt, Refusal, type FakeBridge } from '../timeline/testing.ts';
import { RollbackConfirmModal } from './RollbackConfirmModal.tsx';

const RUN = '00000000-0000-4000-8000-000000000001';
const NONE = { deleted: 0, restored: 0, recreated: 0 };
const conflict = {
  correlationId: 'batch-9',
  kind: 'EDIT',
  userId: 'anna',
  timestamp: '2026-11-21T10:02:00.000Z',
  tag: 'P-118-M',
  field: 'description',
  reason: 'was written later',
} as const;
const result = (more: Partial<RollbackResult> = {}): RollbackResult => ({
  correlationId: null,
  originalCorrelationId: 'batch-1',
  cascaded: [],
  eventsRolledBack: 256,
  summary: {
    assets: { ...NONE, deleted: 64, restored: 31 },
    cables: { ...NONE, deleted: 64 },
    edges: NONE,
    packages: NONE,
  },
  conflicts: [],
  ...more,
});
const preview = (more: Partial<RollbackPreview> = {}): RollbackPreview => ({
  batch: batch(1, { reason: 'area 100 for IFC' }),
  result: result(),
  cascaded: [],
  lines: [
    { op: 'UPDATE', aggregateType: 'ASSET', tag: 'P-1', diff: [{ field: 'area', old: '100', new: '200' }] },
  ],
  totalLines: 256,
  ...more,
});
const runState = (more: Partial<RunState>): RunState => ({
  runId: RUN,
  kind: 'ROLLBACK',
  status: 'RUNNING',
  phase: 'Applying changes',
  startedAt: '2026-11-21T09:14:00.000Z',
  elapsedMs: 100,
  done: 10,
  total: 256,
  errors: 0,
  rules: null,
  tail: [],
  correlationId: null,
  outcome: null,
  error: null,
  ...more,
});

let bridge: FakeBridge;
let hasConflicts: boolean;
let refusal: Refusal | null;
const onOpenChange = vi.fn<(open: boolean) => void>();

beforeEach(() => {
  giveLayout(300);
  hasConflicts = false;
  refusal = null;
  onOpenChange.mockReset();
  useApp.setState({ project: projectAt(100), run: null });
  bridge = fakeBridge({
    'rollback.preview': ({ cascade }) =>
      hasConflicts
        ? preview({
            result: result({ conflicts: cascade === true ? [] : [conflict] }),
            cascaded: [batch(9, { kind: 'EDIT', userId: 'anna', reason: 'site name' })],
            totalLines: cascade === true ? 260 : 256,
          })
        : preview(),
    'rollback.start': () => {
      if (refusal !== null) throw refusal;
      return { runId: RUN };
    },
  });
});
afterEach(cleanup);

function open(): void {
  const element = <RollbackConfirmModal correlationId="batch-1" open onOpenChange={onOpenChange} />;
  const router = createMemoryRouter([{ path: '*', element }]);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}

const button = (name: string): Promise<HTMLElement> => screen.findByRole('button', { name });
const started = () => bridge.asked.filter(({ name }) => name === 'rollback.start').map(({ args }) => args);
const writeReason = (text: string): boolean =>
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: text } });

test('shows the full impact, and asks for a reason', async () => {
  open();
  expect((await button('Roll back 256 changes')).hasAttribute('disabled')).toBe(true);
  expect(screen.getByText('64 assets, 64 cables')).toBeTruthy();
  expect(screen.getByText('31 assets')).toBeTruthy();
  expect(screen.getByText(/every event stays in the log/)).toBeTruthy();
  expect(screen.getByText('A reason is required.')).toBeTruthy();
});

test('starts by Ctrl+Enter, never by Enter alone, and tells what it came to', async () => {
  open();
  await button('Roll back 256 changes');
  writeReason('wrong list');
  fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Enter' });
  expect(started()).toEqual([]);
  fireEvent.keyDown(screen.getByLabelText('Reason'), { key: 'Enter', ctrlKey: true });
  await waitFor(() =>
    expect(started()).toEqual([{ correlationId: 'batch-1', cascade: false, reason: 'wrong list' }]),
  );
  act(() => bridge.push({ type: 'run', run: runState({}) }));
  expect(await screen.findByRole('progressbar', { name: 'Applying changes' })).toBeTruthy();
  const outcome = { kind: 'ROLLBACK', result: result({ correlationId: 'batch-2' }) } as const;
  act(() => bridge.push({ type: 'run', run: runState({ status: 'COMPLETED', outcome }) }));
  await screen.findByText(/256 events rolled back/);
  const link = screen.getByRole('link', { name: 'Show the rollback in the timeline' });
  expect(link.getAttribute('href')).toBe('/rules/timeline?batch=batch-2');
});

test('names the conflicts, and takes later batches back only where that is ticked', async () => {
  hasConflicts = true;
  open();
  const first = await button('Roll back 256 changes');
  writeReason('wrong list');
  expect(first.hasAttribute('disabled')).toBe(true);
  expect(screen.getByText('P-118-M')).toBeTruthy();
  expect(screen.getByText('description')).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Roll back 1 later batch too' }));
  fireEvent.click(await button('Roll back 260 changes'));
  await waitFor(() =>
    expect(started()).toEqual([{ correlationId: 'batch-1', cascade: true, reason: 'wrong list' }]),
  );
});

test('shows the list of what changes', async () => {
  open();
  fireEvent.click(await button('Show list'));
  expect(await screen.findByText('area 100 \u2192 200')).toBeTruthy();
});

test('says in words why it was refused, and looks again', async () => {
  refusal = new Refusal(
    'EXECUTION_IN_PROGRESS',
    'Another batch is running in this project. Wait until it ends.',
  );
  open();
  const start = await button('Roll back 256 changes');
  writeReason('wrong list');
  fireEvent.click(start);
  await screen.findByText('Another batch is running in this project. Wait until it ends.');
  expect(screen.getByText('Nothing was rolled back.')).toBeTruthy();
  fireEvent.click(await button('Try again'));
  await waitFor(() => expect(screen.queryByText('Nothing was rolled back.')).toBeNull());
});
