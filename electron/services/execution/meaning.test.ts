import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newWorld, type World } from '../testing/world.ts';
import { loadPlant } from '../../store/plant.ts';
import { planProject } from './plan.ts';

const MOTORS = `
  - id: m.motor
    name: Motor
    whenGone: retire
    for: { type: PUMP }
    where: 'props.driver == "ELECTRIC"'
    do: { create_child: { slot: motor, type: MOTOR, tag: '{asset.tag}-M', relation: powers, properties: { poles: 4 } } }
`;

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const asset = (tag: string) => loadPlant(world.project.database).assets.find((one) => one.tag === tag);
const plan = (takes: readonly string[] = []) => planProject(world.project, { scope: {}, takes });
const importPump = (...more: { tag: string; type: string; poles: number }[]) =>
  world.importRows([{ tag: 'P-1', type: 'PUMP', driver: 'ELECTRIC' }, ...more]);

describe('a project', () => {
  test('keeps an adoption, whose rollback gives the thing back to the person', async () => {
    await importPump({ tag: 'P-1-M', type: 'MOTOR', poles: 2 });
    world.loadRules(MOTORS);
    const before = asset('P-1-M');
    const batch = world.execute();
    expect(asset('P-1-M')).toMatchObject({
      id: before?.id,
      origin: { ruleId: 'm.motor', sourceId: asset('P-1')?.id, slot: 'motor' },
      parentId: asset('P-1')?.id,
      properties: { poles: 2 },
    });
    expect(plan().operations).toEqual([]);
    world.rollBack(batch);
    expect(asset('P-1-M')).toEqual(before);
  });

  test('does not make an adopted thing again that a person deleted, until it is taken', async () => {
    await importPump({ tag: 'P-1-M', type: 'MOTOR', poles: 4 });
    world.loadRules(MOTORS);
    world.execute();
    world.remove('P-1-M');
    expect(plan()).toMatchObject({ operations: [], conflicts: [{ kind: 'DELETED', tag: 'P-1-M' }] });
    world.execute({}, ['P-1-M']);
    expect(asset('P-1-M')).toMatchObject({ properties: { poles: 4 } });
    expect(plan()).toMatchObject({ operations: [], conflicts: [] });
  });

  test("keeps a person's value until it is taken, and then it is the rule's", async () => {
    await importPump();
    world.loadRules(MOTORS);
    world.execute();
    world.edit('P-1-M', { poles: '2' });
    expect(plan()).toMatchObject({ operations: [], conflicts: [{ kind: 'PERSON' }] });
    world.execute({}, ['P-1-M:poles']);
    expect(asset('P-1-M')).toMatchObject({
      properties: { poles: 4 },
      owners: { 'properties.poles': 'rule:m.motor' },
    });
  });

  test('retires what lost its reason, whose rollback brings it back as it was', async () => {
    await importPump();
    world.loadRules(MOTORS);
    world.execute();
    const before = loadPlant(world.project.database);
    world.edit('P-1', { driver: 'ENGINE' });
    const batch = world.execute();
    expect(asset('P-1-M')).toBeUndefined();
    expect(plan().operations).toEqual([]);
    world.rollBack(batch);
    expect(asset('P-1-M')).toEqual(before.assets.find(({ tag }) => tag === 'P-1-M'));
    expect(loadPlant(world.project.database).edges).toEqual(before.edges);
  });

  test('says what lost its reason where the source is deleted and the rule is retired, until it is gone', async () => {
    await importPump();
    world.loadRules(MOTORS);
    world.execute();
    world.loadRules('  []');
    world.execute();
    const open = () => loadPlant(world.project.database).findings.filter(({ status }) => status === 'OPEN');
    expect(open()).toMatchObject([{ code: 'ORPHAN', ruleId: 'm.motor', tag: 'P-1-M', severity: 'WARNING' }]);
    expect(plan().operations).toEqual([]);
    world.remove('P-1-M');
    expect(open()).toEqual([]);
    expect(plan().operations).toEqual([]);
  });

  test('records that an enforced rule is not replaced', async () => {
    await importPump();
    const rule = MOTORS.replace('whenGone', 'source: FIRM\n    enforced: true\n    whenGone');
    world.loadRules(rule, 'firm');
    world.loadRules(
      MOTORS.replace('poles: 4', 'poles: 6').replace('whenGone', 'source: CLIENT\n    whenGone'),
      'client',
    );
    expect(plan().skips).toMatchObject([{ ruleId: 'm.motor', reason: 'ENFORCED' }]);
    world.execute();
    expect(asset('P-1-M')).toMatchObject({ properties: { poles: 4 } });
  });
});
