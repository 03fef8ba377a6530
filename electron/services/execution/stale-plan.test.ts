import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../../shared/model/plan.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { batchLines, exists } from '../testing/project-reading.ts';
import { newWorld, type World } from '../testing/world.ts';
import { executePlan } from './execute.ts';
import { planProject } from './plan.ts';

let world: World;
let plan: Plan;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '1', shaft_power_kw: 60 },
    { tag: 'P-2', type: 'PUMP', area: '1' },
  ]);
  world.loadRules(MOTOR_RULES);
  plan = planProject(world.project, { scope: {} });
});
afterEach(() => world.close());

const apply = () => executePlan(world.project, { scope: {}, plan, reason: null });
const staleness = () => {
  const before = batchLines(world.project);
  const { code, message, context } = failureOf(apply);
  expect([code, batchLines(world.project), exists(world.project, 'P-1-M')]).toEqual([
    'PLAN_STALE',
    before,
    false,
  ]);
  return { message, moved: context['moved'], operations: context['operations'] };
};
const none = { added: [], removed: [], changed: [] };

describe('a saved plan', () => {
  test('is applied though unrelated rows came in and other settings changed', async () => {
    await world.importRows([{ tag: 'T-1', type: 'TANK', area: '9' }]);
    world.settings({ spare_pairs_pct: '30' });
    expect(apply().planHash).toBe(plan.planHash);
    expect(exists(world.project, 'P-1-M')).toBe(true);
  });

  test('is applied though the row that it started from came in again unchanged, or from another row', async () => {
    await world.importCsv('tag,type,area,shaft_power_kw\n\n\nP-1,PUMP,1,60\n');
    world.edit('P-1', { description: 'feed pump' });
    expect(apply().planHash).toBe(plan.planHash);
  });

  test('is stale where a value that it rests on is another one, and says which, and since which batch', () => {
    const batch = world.edit('P-1', { shaft_power_kw: '45' });
    const { message, moved, operations } = staleness();
    expect(moved).toEqual([
      { tag: 'P-1', field: 'properties.shaft_power_kw', planned: 60, now: 45, correlationId: batch },
    ]);
    expect(message).toBe(
      'The project changed since the plan was made: P-1 properties.shaft_power_kw was 60 and is 45 now. ' +
        '0 operations would be added, 0 dropped, 3 come out differently. Plan again.',
    );
    expect(operations).toMatchObject({ added: [], removed: [] });
  });

  test('is stale where a value came to a rule that had none', () => {
    const edited = world.edit('P-2', { shaft_power_kw: '45' });
    const { moved, operations } = staleness();
    expect(moved).toEqual([
      { tag: 'P-2', field: 'properties.shaft_power_kw', planned: null, now: 45, correlationId: edited },
    ]);
    expect(operations).toMatchObject({
      ...none,
      added: [
        { op: 'CREATE', aggregateType: 'ASSET', tag: 'P-2-M', ruleId: 'm.motor' },
        { op: 'CREATE', aggregateType: 'EDGE', tag: 'P-2-M', ruleId: 'm.motor' },
        { op: 'UPDATE', aggregateType: 'ASSET', tag: 'P-2-M', ruleId: 'm.rating' },
      ],
    });
  });

  test('is stale where its source is gone or has another tag', () => {
    const gone = world.remove('P-1');
    expect(staleness()).toMatchObject({
      moved: [{ tag: 'P-1', field: 'tag', planned: 'P-1', now: null, correlationId: gone }],
    });
    world.rollBack(gone);
    expect(apply().summary.created.assets).toBe(1);
  });

  test('is stale where its source was renamed', () => {
    const renamed = world.edit('P-1', { tag: 'P-7' });
    expect(staleness()).toMatchObject({
      moved: [{ tag: 'P-1', field: 'tag', planned: 'P-1', now: 'P-7', correlationId: renamed }],
    });
  });

  test('is stale where a rule of it changed or was retired', () => {
    const changed = world.loadRules(MOTOR_RULES.replace('* 1.1', '* 1.2'));
    const { moved, operations, message } = staleness();
    expect(moved).toMatchObject([{ tag: '', field: 'rule m.rating', correlationId: changed }]);
    expect(message).toContain('since the plan was made: rule m.rating is another version.');
    expect(operations).toMatchObject({ changed: [{ tag: 'P-1-M', ruleId: 'm.rating' }] });
    world.loadRules('  []');
    expect(staleness().operations).toMatchObject({ added: [], changed: [] });
  });

  test('is stale where a setting that it rests on changed, and its sentence names the setting', () => {
    world.loadRules(`${MOTOR_RULES}
  - id: m.voltage
    name: Voltage
    for: { type: MOTOR }
    do: { set_property: { voltage_v: '= props.power_kw > project.settings.lv_limit_kw ? 6600.0 : 400.0' } }`);
    plan = planProject(world.project, { scope: {} });
    const batch = world.settings({ lv_limit_kw: '50' });
    const { moved, message } = staleness();
    expect(moved).toContainEqual({
      tag: '',
      field: 'settings.lv_limit_kw',
      planned: 200,
      now: 50,
      correlationId: batch,
    });
    expect(message).toContain('changed since the plan was made: settings.lv_limit_kw was 200 and is 50 now.');
  });
});
