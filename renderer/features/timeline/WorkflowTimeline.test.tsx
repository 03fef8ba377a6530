// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TimelineRequest } from '../../../shared/model/timeline.ts';
import { useApp } from '../../lib/app-store.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import {
  batch,
  event,
  fakeBridge,
  giveLayout,
  projectAt,
  Refusal,
  rule,
  type FakeBridge,
} from './testing.ts';
import { TimelineScreen } from './TimelineScreen.tsx';

const HEAD = 1_000_000;
let bridge: FakeBridge;
let isRefused: boolean;

beforeEach(() => {
  giveLayout(600);
  isRefused = false;
  const noFacets = { ruleId: [{ value: 'mech.pump-motor', count: 12 }], discipline: [], eventType: [] };
  bridge = fakeBridge({
    'timeline.batches': ({ filter }) => {
      if (isRefused) throw new Refusal('FILE_NOT_READABLE', 'The project file cannot be read.');
      const isNothing = JSON.stringify(filter).includes('nothing');
      const batches = isNothing
        ? []
        : [batch(2), batch(1, { kind: 'IMPORT', status: 'ROLLED_BACK', canRollback: false })];
      return { batches, nextBefore: null, total: batches.length };
    },
    'timeline.batch': ({ correlationId }) => batch(correlationId === 'batch-2' ? 2 : 1),
    'timeline.batchRules': () => [rule('mech.pump-motor'), rule(null)],
    'timeline.events': pageOf,
    'timeline.facets': () => ({ ...noFacets, aggregateType: [], userId: [], rolledBack: [] }),
    'timeline.histogram': () => ({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-11T00:00:00.000Z',
      counts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    }),
  });
  useApp.setState({ project: projectAt(HEAD) });
});
afterEach(cleanup);

/** A log of a million events; a filter by rule finds three of them. */
function pageOf(args: Record<string, unknown>): unknown {
  const { before = HEAD + 1, limit = 50, ruleId } = args as Partial<TimelineRequest>;
  if (ruleId !== undefined) return { events: [event(29), event(25), event(21)], nextBefore: null, total: 3 };
  const newest = Math.min(HEAD, before - 1);
  const events = Array.from({ length: Math.min(limit, newest) }, (_, index) => event(newest - index));
  return { events, nextBefore: newest - events.length, total: HEAD };
}

function open(search = ''): ReturnType<typeof createMemoryRouter> {
  const router = createMemoryRouter([{ path: '*', element: <TimelineScreen /> }], {
    initialEntries: [`/rules/timeline${search}`],
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

const rowOf = (text: string): Promise<HTMLElement> =>
  screen.findByText(text).then((cell) => cell.closest<HTMLElement>('[role="row"]') ?? cell);
const press = (key: string): boolean => fireEvent.keyDown(screen.getByRole('treegrid'), { key });

test('lists the batches with what they changed and how they stand', async () => {
  open();
  const row = await rowOf('reason 2');
  expect(row.textContent).toContain('Execution');
  expect(row.textContent).toContain('in force');
  expect((await rowOf('reason 1')).textContent).toContain('rolled back');
});

test('opens a batch down to its events by keyboard', async () => {
  open();
  await rowOf('reason 2');
  press('j');
  press('ArrowRight');
  await screen.findByText('Start and end of the batch');
  press('j');
  press('Enter');
  expect(await rowOf('P-25-M')).toBeTruthy();
  press('j');
  press('Enter');
  const detail = await screen.findByRole('region', { name: 'Record' });
  expect(within(detail).getByText('#29')).toBeTruthy();
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Record' })).toBeNull());
  press('ArrowLeft');
  press('ArrowLeft');
  await waitFor(() => expect(screen.queryByText('P-25-M')).toBeNull());
});

test('reads the filter from the address and writes it back', async () => {
  const router = open('?rule=mech.pump-motor&view=events');
  await rowOf('P-29-M');
  expect(bridge.asked).toContainEqual({
    name: 'timeline.events',
    args: { ruleId: 'mech.pump-motor', before: HEAD + 1, limit: 100 },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter: rule mech.pump-motor' }));
  await waitFor(() => expect(router.state.location.search).toBe('?view=events'));
});

test('goes to the first of a million events without reading those between', async () => {
  open('?view=events');
  await screen.findByText('#1,000,000');
  press('End');
  await screen.findByText('P-1-M');
  const asked = bridge.asked.filter(({ name }) => name === 'timeline.events');
  expect(asked.length).toBeLessThan(8);
  expect(asked.map(({ args }) => args)).toContainEqual({ before: 101, limit: 100 });
});

test('says that the log has grown, and takes the new events in when it is asked to', async () => {
  open('?view=events');
  await screen.findByText('#1,000,000');
  act(() => useApp.setState({ project: projectAt(HEAD + 12) }));
  expect(screen.queryByText('#1,000,012')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '12 new' }));
  await screen.findByText('#1,000,012');
});

test('follows the log while it is live', async () => {
  open('?view=events');
  await screen.findByText('#1,000,000');
  fireEvent.click(screen.getByRole('button', { name: 'Live' }));
  act(() => useApp.setState({ project: projectAt(HEAD + 3) }));
  await screen.findByText('#1,000,003');
  expect(screen.queryByRole('button', { name: '3 new' })).toBeNull();
});

test('says that nothing matches, and how to see all again', async () => {
  const router = open('?text=nothing');
  await screen.findByText('No events match');
  fireEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] ?? document.body);
  await rowOf('reason 2');
  expect(router.state.location.search).toBe('');
});

test('says why it cannot be read, and tries again', async () => {
  isRefused = true;
  open();
  await screen.findByText('The project file cannot be read.');
  isRefused = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await rowOf('reason 2');
});

test('chooses a range by the keys of the histogram', async () => {
  const router = open();
  const start = await screen.findByRole('slider', { name: 'Start of the range' });
  fireEvent.keyDown(start, { key: 'ArrowRight' });
  await waitFor(() =>
    expect(new URLSearchParams(router.state.location.search).get('from')).toBe('2026-11-02T00:00:00.000Z'),
  );
});

test('offers no rollback where the project can only be read', async () => {
  useApp.setState({ project: projectAt(HEAD, { mode: 'READ_ONLY', readOnlyReason: 'Held by anna.' }) });
  open();
  fireEvent.click(await rowOf('reason 2'));
  const button = await screen.findByRole('button', { name: 'Roll back...' });
  expect(button.hasAttribute('disabled')).toBe(true);
  expect(screen.getByText('Held by anna.')).toBeTruthy();
});
