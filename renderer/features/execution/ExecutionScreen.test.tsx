// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlanPageRequest } from '../../../shared/contract/plans.ts';
import type { RunState } from '../../../shared/contract/runs.ts';
import { followApp, useApp } from '../../lib/app-store.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { followExecutions } from '../../lib/use-execution-stream.ts';
import { giveLayout } from '../assets/testing.ts';
import { ExecutionScreen } from './ExecutionScreen.tsx';
import { useExecution } from './execution-store.ts';
import {
  actionLine,
  executionRun,
  fakeMain,
  motorCreation,
  PLAN_ID,
  plannedRule,
  planOverview,
  project,
  RUN_ID,
  scopeCounts,
  type FakeMain,
} from './testing.ts';

const MOTORS = 60_000;
const plan = planOverview(
  [
    plannedRule('mech.pump-motor', { creates: MOTORS }),
    plannedRule('mech.motor-kw', { conflicts: 1, skips: 2 }),
  ],
  { notes: ['One note.'] },
);

const answers = {
  'scope.counts': () => scopeCounts(44, 128),
  'plan.start': () => ({ runId: RUN_ID }),
  'execution.start': () => ({ runId: RUN_ID }),
  'plan.overview': () => plan,
  'plan.hash': () => '7c1e1399fbb04511',
  'plan.page': (args: unknown) => {
    const { offset, limit } = args as PlanPageRequest;
    const operations = Array.from({ length: limit }, (_, index) => motorCreation(`P-${offset + index}`));
    return { total: MOTORS, operations, skips: [], conflicts: [], errors: [] };
  },
};

let main: FakeMain;
let stops: (() => void)[] = [];

beforeEach(() => giveLayout({ width: 900, height: 600 }));
afterEach(() => {
  cleanup();
  for (const stop of stops) stop();
  stops = [];
  sessionStorage.clear();
  useExecution.setState(useExecution.getInitialState(), true);
});

async function show(more: Parameters<typeof project>[0] = {}, address = '/rules/execution') {
  main = fakeMain({
    ...answers,
    'app.state': () => ({ ...useApp.getState(), project: project(more), run: null }),
  });
  useApp.setState({ ...useApp.getInitialState(), isLoaded: false }, true);
  stops = [followApp(), followExecutions()];
  await waitFor(() => expect(useApp.getState().isLoaded).toBe(true));
  const router = createMemoryRouter([{ path: '*', element: <ExecutionScreen /> }], {
    initialEntries: [address],
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

const push = (run: RunState) => act(() => main.push({ type: 'run', run }));

const planRun = (more: Partial<RunState> = {}) =>
  executionRun({ kind: 'PLAN', phase: 'Applying rules to the plant', total: null, rules: null, ...more });

async function showPlan() {
  await show();
  fireEvent.keyDown(window, { key: 'd' });
  await waitFor(() => expect(useExecution.getState().planRunId).toBe(RUN_ID));
  push(planRun({ status: 'COMPLETED', outcome: { kind: 'PLAN', planId: PLAN_ID } }));
  await screen.findByText('still current');
}

describe('the dry run', () => {
  test('starts with the scope of the address, shows how it goes and can be cancelled', async () => {
    await show({}, '/rules/execution?discipline=ELECTRICAL&area=100');
    expect(await screen.findByText('44 rules, 128 assets')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Dry run' }));
    await waitFor(() =>
      expect(main.argsOf('plan.start')).toEqual([
        { scope: { disciplines: ['ELECTRICAL'], areas: ['100'] }, takes: [] },
      ]),
    );
    push(planRun());
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(main.argsOf('run.cancel')).toEqual([{ runId: RUN_ID }]));
    push(planRun({ status: 'CANCELLED' }));
    expect(screen.getByText('The dry run was cancelled')).toBeTruthy();
  });

  test('of 60,000 changes reads and draws only what is in view', async () => {
    await showPlan();
    expect(await screen.findByText('7c1e1399')).toBeTruthy();
    const grid = await screen.findByRole('grid', { name: 'Planned changes by rule' });
    expect(grid.getAttribute('aria-rowcount')).toBe(String(MOTORS + 2));
    expect(await screen.findByText('P-0-M')).toBeTruthy();
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
    expect(main.argsOf('plan.page')).toEqual([
      { planId: PLAN_ID, part: 'operations', ruleId: 'mech.pump-motor', offset: 0, limit: 100 },
    ]);
  });

  test('shows the details of a change by the keyboard, and Esc closes them', async () => {
    await showPlan();
    const grid = await screen.findByRole('grid', { name: 'Planned changes by rule' });
    await screen.findByText('P-0-M');
    for (const key of ['j', 'j', 'Enter']) fireEvent.keyDown(grid, { key });
    const details = await screen.findByRole('region', { name: 'Planned change' });
    expect(await within(details).findByText('P-0, row 14 of equipment.csv')).toBeTruthy();
    expect(within(details).getByText('shaft_power_kw').nextSibling?.textContent).toBe('55');
    fireEvent.keyDown(grid, { key: 'Escape' });
    expect(screen.queryByRole('region', { name: 'Planned change' })).toBe(null);
  });

  test('says so where the project is read-only', async () => {
    await show({ mode: 'READ_ONLY', readOnlyReason: 'anna has it open.' });
    const button = await screen.findByRole('button', { name: 'Execute' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(
      screen.getByText('The project is read-only: a plan can be looked at, not executed. anna has it open.'),
    ).toBeTruthy();
  });
});

describe('the execution', () => {
  async function execute() {
    await showPlan();
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Execute 60,000 changes?' });
    fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: ' area 100 for IFC ' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Execute 60,000 changes' }));
    await waitFor(() => expect(useExecution.getState().executionRunId).toBe(RUN_ID));
  }

  test('asks first, tells how far it is, logs with gaps and ends with the ways on', async () => {
    await execute();
    expect(main.argsOf('execution.start')).toEqual([{ planId: PLAN_ID, reason: 'area 100 for IFC' }]);
    push(executionRun({ done: 8_120, tail: [actionLine(0), actionLine(500)] }));
    expect(await screen.findByText('8,120 of 13,100')).toBeTruthy();
    expect(screen.getByText('499 lines left out')).toBeTruthy();
    const summary = {
      rulesExecuted: 2,
      assetsProcessed: 60_000,
      actionsTaken: 60_000,
      skipped: 2,
      errors: 0,
      created: { assets: 60_000, cables: 0, edges: 0, packages: 0 },
      updated: { assets: 0, cables: 0 },
      findings: 0,
    };
    const outcome = { kind: 'EXECUTION', correlationId: 'batch-1', durationMs: 2_900, summary } as const;
    push(executionRun({ status: 'COMPLETED', outcome }));
    expect(await screen.findByText('60,000 changes applied in 2.9 s')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show in the timeline' }).getAttribute('href')).toBe(
      '/rules/timeline?batch=batch-1',
    );
    expect(screen.getByText('executed')).toBeTruthy();
  });

  test('that finds the plan stale shows what moved and plans again', async () => {
    await execute();
    const moved = [{ tag: 'P-1', field: 'properties.power_kw', planned: 55, now: 75, correlationId: 'b' }];
    const context = { moved, operations: { added: [], removed: [{}], changed: [] } };
    push(executionRun({ status: 'FAILED', error: { code: 'PLAN_STALE', message: 'Moved.', context } }));
    expect(await screen.findByText('75 kW')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    await waitFor(() => expect(main.argsOf('plan.start').length).toBe(2));
  });

  test('that was cancelled says that nothing was applied', async () => {
    await execute();
    push(executionRun({ status: 'CANCELLED' }));
    expect(await screen.findByText('Cancelled; nothing was applied')).toBeTruthy();
  });
});

describe('a project that is not ready', () => {
  test('without rules offers to load the pack', async () => {
    await show({ rules: 0 });
    fireEvent.click(await screen.findByRole('button', { name: 'Load the rule pack' }));
    await waitFor(() => expect(main.argsOf('rules.load')).toEqual([{ fileIds: null, reason: null }]));
  });

  test('without assets leads to the import', async () => {
    const router = await show({ assets: 0 });
    fireEvent.click(await screen.findByRole('button', { name: 'Import a tag list' }));
    expect(router.state.location.pathname).toBe('/import');
  });
});
