import { describe, expect, test } from 'vitest';
import { takeRun, useExecution } from './execution-store.ts';
import { groupKey } from './plan/plan-tree.ts';
import { executionRun, PLAN_ID, RUN_ID } from './testing.ts';

const nothing = useExecution.getInitialState();
const planned = executionRun({
  kind: 'PLAN',
  status: 'COMPLETED',
  outcome: { kind: 'PLAN', planId: PLAN_ID },
});

describe('what the screen keeps', () => {
  test('is the plan that a dry run came to; what was chosen in the one before goes', () => {
    const before = {
      ...nothing,
      planId: 'another',
      executionRunId: 'run',
      shows: 'RUN',
      filter: 'conflicts',
      open: { [groupKey('all', 'a')]: true },
      active: { ruleId: 'a', offset: 3 },
      isDetailOpen: true,
    } as const;
    expect(takeRun(before, planned)).toEqual({
      ...nothing,
      planRunId: RUN_ID,
      planId: PLAN_ID,
      filter: 'conflicts',
    });
  });

  test('stays as it is when the same plan is told again', () => {
    const view = takeRun(nothing, planned);
    expect(takeRun(view, planned)).toBe(view);
  });

  test('is an execution that goes on, as after a reload of the window, but not an old one', () => {
    expect(takeRun(nothing, executionRun())).toMatchObject({ executionRunId: RUN_ID, shows: 'RUN' });
    expect(takeRun(nothing, executionRun({ status: 'COMPLETED' }))).toBe(nothing);
    const looksAtPlan = { ...nothing, executionRunId: RUN_ID, shows: 'PLAN' } as const;
    expect(takeRun(looksAtPlan, executionRun())).toBe(looksAtPlan);
  });
});
