import { expect, test } from 'vitest';
import { executeLabel, whyNotExecute } from './execute-label.ts';
import { planOverview, plannedRule } from './testing.ts';

const plan = planOverview([plannedRule('a', { creates: 212, updates: 96, deletes: 4, findings: 3 })]);
const findings = planOverview([plannedRule('a', { findings: 1 })]);
const nothing = planOverview([plannedRule('a')]);

test('the button says what it will do, with the number', () => {
  expect([null, plan, findings, nothing].map(executeLabel)).toEqual([
    'Execute',
    'Execute 312 changes',
    'Record 1 finding',
    'Execute 0 changes',
  ]);
});

test('a plan is executed once, in its scope, by whoever may write, and only if it does something', () => {
  const ready = {
    plan,
    readOnlyReason: null,
    isBusy: false,
    isExecuted: false,
    isStale: false,
    isOfScope: true,
  };
  expect([
    whyNotExecute(ready),
    whyNotExecute({ ...ready, plan: null }),
    whyNotExecute({ ...ready, plan: nothing }),
    whyNotExecute({ ...ready, isBusy: true }),
    whyNotExecute({ ...ready, isExecuted: true }),
    whyNotExecute({ ...ready, isStale: true }),
    whyNotExecute({ ...ready, isOfScope: false }),
    whyNotExecute({ ...ready, readOnlyReason: 'anna has it open.' }),
  ]).toEqual([
    null,
    'Make a dry run first.',
    'The plan changes nothing.',
    'Something else is running.',
    'This plan was executed. Make another dry run.',
    'The project changed since this plan was made. Plan again.',
    'The scope was changed since the dry run. Make another one.',
    'The project is read-only. anna has it open.',
  ]);
});
