import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { newWorld, type World } from '../testing/world.ts';
import { rollbackPreview } from './rollback-preview.ts';

let world: World;
let executed: string;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([{ tag: 'P-1', type: 'PUMP', shaft_power_kw: 10 }]);
  world.loadRules(MOTOR_RULES);
  executed = world.execute();
});
afterEach(() => world.close());

test('tells each entity that changes, and the batch it is about', () => {
  const preview = rollbackPreview(world.project, executed, false);
  expect(preview).toMatchObject({
    batch: { correlationId: executed, kind: 'EXECUTION', canRollback: true },
    result: { correlationId: null, originalCorrelationId: executed, conflicts: [] },
    cascaded: [],
    lines: [
      {
        op: 'DELETE',
        aggregateType: 'EDGE',
        diff: [
          { field: 'relation', old: 'powers', new: null },
          { field: 'targetId', old: 'P-1', new: null },
        ],
      },
      {
        op: 'DELETE',
        aggregateType: 'ASSET',
        tag: 'P-1-M',
        diff: [{ field: 'type', old: 'MOTOR', new: null }],
      },
    ],
    totalLines: 2,
  });
  const edit = world.edit('P-1', { area: '200' });
  expect(rollbackPreview(world.project, edit, false).lines).toEqual([
    { op: 'UPDATE', aggregateType: 'ASSET', tag: 'P-1', diff: [{ field: 'area', old: '200', new: null }] },
  ]);
});

test('without cascade tells the conflicts and which batches a cascade would take back', () => {
  const edit = world.edit('P-1-M', { description: 'spare' });
  const alone = rollbackPreview(world.project, executed, false);
  expect([alone.result.conflicts.length, alone.cascaded.map(({ correlationId }) => correlationId)]).toEqual([
    1,
    [edit],
  ]);
  const cascade = rollbackPreview(world.project, executed, true);
  expect([cascade.result.conflicts, cascade.result.cascaded, cascade.cascaded.length]).toEqual([
    [],
    [edit],
    1,
  ]);
});

test('of what is not there or not in force is refused', () => {
  expect(failureOf(() => rollbackPreview(world.project, 'none', false)).code).toBe('BATCH_NOT_FOUND');
  world.rollBack(executed);
  expect(failureOf(() => rollbackPreview(world.project, executed, false)).code).toBe('ALREADY_ROLLED_BACK');
});
