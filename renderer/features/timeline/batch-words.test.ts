import { expect, test } from 'vitest';
import { batchName, batchState, totalChanges } from './batch-words.ts';
import { batch } from './testing.ts';

test('a batch tells how it stands', () => {
  const states = [
    batch(1),
    batch(1, { canRollback: false }),
    batch(1, { kind: 'ROLLBACK', canRollback: false }),
    batch(1, { status: 'ROLLED_BACK' }),
    batch(1, { status: 'INTERRUPTED' }),
    batch(1, { status: 'CANCELLED' }),
    batch(1, { status: 'RUNNING' }),
  ];
  expect(states.map((each) => batchState(each, null).word)).toEqual([
    'in force',
    'no changes',
    'in force',
    'rolled back',
    'interrupted',
    'cancelled',
    'running',
  ]);
  expect(batchState(batch(1, { status: 'ROLLED_BACK' }), { startedPosition: 4750 }).word).toBe(
    'rolled back by #4,750',
  );
});

test('its changes are those of all kinds of entity', () => {
  const cables = { created: 3, updated: 0, deleted: 1 };
  expect(totalChanges({ ...batch(1).counts, cables })).toEqual({ created: 5, updated: 1, deleted: 1 });
});

test('it is called by its reason, otherwise by its kind', () => {
  expect([batchName(batch(1)), batchName(batch(1, { reason: null }))]).toEqual(['"reason 1"', 'Execution']);
});
