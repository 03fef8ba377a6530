import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { create } from '../testing/entity-changes.ts';
import { assetOf } from '../testing/project-reading.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { newWorld, type World } from '../testing/world.ts';
import { historyView } from './history-view.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'A-1', type: 'AREA', area: '100', shaft_power_kw: '' },
    { tag: 'P-1', type: 'PUMP', area: '100', shaft_power_kw: 10, parent_tag: 'A-1' },
  ]);
});
afterEach(() => world.close());

const history = (of: string) => historyView(world.project, of);

describe('the history of an entity', () => {
  test('tells each change with its state, reason and origin; ids are shown as tags', () => {
    world.edit('P-1', { area: '200' }, { reason: 'moved', unset: ['parent_tag'] });
    const { versions, ...entity } = history('p-1');
    expect(entity).toEqual({
      id: assetOf(world.project, 'P-1').id,
      type: 'ASSET',
      tag: 'P-1',
      subtype: 'PUMP',
      area: '200',
      isThere: true,
      related: [],
      namesakes: [],
    });
    expect(
      versions.map(({ number, eventType, batchKind, reason, because, userId }) => [
        number,
        eventType,
        batchKind,
        reason,
        because,
        userId,
      ]),
    ).toEqual([
      [1, 'ASSET_CREATED', 'IMPORT', 'list-1.csv', 'row 3 of list-1.csv', 'anna'],
      [2, 'ASSET_UPDATED', 'EDIT', 'moved', null, 'anna'],
    ]);
    expect(versions[0]?.state).toMatchObject({
      tag: 'P-1',
      parentId: 'A-1',
      properties: { shaft_power_kw: 10 },
    });
    expect(versions[0]?.diff).toContainEqual({ field: 'properties.shaft_power_kw', old: null, new: 10 });
    expect(versions[0]?.diff).toContainEqual({ field: 'parentId', old: null, new: 'A-1' });
    expect(versions[1]?.diff).toEqual([
      { field: 'area', old: '100', new: '200' },
      { field: 'parentId', old: 'A-1', new: null },
    ]);
    expect(versions[1]?.state).not.toHaveProperty('parentId');
  });

  test('tells the rule, the values it saw and where it started from', () => {
    world.loadRules(MOTOR_RULES);
    world.execute();
    const { versions, related } = history('P-1-M');
    expect(versions.map(({ ruleId, ruleName, because }) => [ruleId, ruleName, because])).toEqual([
      ['m.motor', 'Motor of a pump', expect.stringMatching(/^from P-1 because .*shaft_power_kw = 10/)],
      [
        'm.rating',
        'Rating of a motor',
        expect.stringMatching(/^from P-1-M because .*parent shaft_power_kw = 10/),
      ],
    ]);
    expect(related.map(({ description }) => description)).toEqual(['parent, pump', 'powers P-1']);
  });

  test('marks what was rolled back, and goes on with what took it back', () => {
    world.rollBack(world.edit('P-1', { area: '200' }));
    const { versions, area } = history('P-1');
    expect([area, versions.map(({ isRolledBack, because }) => [isRolledBack, because])]).toEqual([
      '100',
      [
        [false, 'row 3 of list-1.csv'],
        [true, null],
        [false, `takes back #${versions[1]?.position}`],
      ],
    ]);
  });

  test('of what is gone is found by its last tag, and its namesakes are named', () => {
    const first = assetOf(world.project, 'P-1').id;
    world.remove('P-1');
    const gone = history('P-1');
    expect([gone.isThere, gone.area, gone.versions.at(-1)?.state]).toEqual([false, '100', null]);
    expect(gone.versions.at(-1)?.diff).toContainEqual({ field: 'type', old: 'PUMP', new: null });
    world.edit('P-1', {}, { newType: 'FAN' });
    const second = history('P-1');
    expect([second.subtype, second.versions.length, second.namesakes]).toEqual([
      'FAN',
      1,
      [{ id: first, tag: 'P-1', isThere: false }],
    ]);
    expect(history(first).namesakes).toEqual([{ id: second.id, tag: 'P-1', isThere: true }]);
  });

  test('of a cable and a package names their ends and members', () => {
    const [area, pump] = [assetOf(world.project, 'A-1'), assetOf(world.project, 'P-1')];
    const origin = { userId: 'anna' };
    const cable = {
      id: 'cable-1',
      tag: 'W-1',
      cableType: 'POWER',
      fromAssetId: area.id,
      toAssetId: pump.id,
      lengthM: 5,
      conductorSizeMm2: null,
      cores: null,
      insulation: null,
      voltageV: null,
      ampacityA: null,
      loadCurrentA: null,
      voltageDropPct: null,
      status: 'PROPOSED',
      properties: {},
      origin,
      owners: {},
    } as const;
    const members = { [`ASSET:${pump.id}`]: true, 'CABLE:cable-1': true } as const;
    const pack = {
      id: 'pack-1',
      code: 'EL-1',
      packageType: 'EL-M040',
      status: 'OPEN',
      members,
      origin,
      owners: {},
    } as const;
    world.change([create('CABLE', cable), create('PACKAGE', pack)]);
    expect(history('W-1')).toMatchObject({
      type: 'CABLE',
      subtype: 'POWER',
      related: [
        { label: 'A-1', description: 'from it, area' },
        { label: 'P-1', description: 'to it, pump' },
        { type: 'PACKAGE', label: 'EL-1', description: 'member of EL-M040' },
      ],
      versions: [{ state: { fromAssetId: 'A-1', toAssetId: 'P-1' } }],
    });
    const { versions, related } = history('el-1');
    expect(versions[0]?.diff).toContainEqual({ field: 'members.P-1', old: null, new: true });
    expect(versions[0]?.state).toMatchObject({ members: { 'P-1': true, 'W-1': true } });
    expect(related.map(({ label, description }) => `${label}: ${description}`).toSorted()).toEqual([
      'P-1: pump in it',
      'W-1: power cable in it',
    ]);
    expect(history('P-1').related.map(({ description }) => description)).toEqual([
      'parent, area',
      'power cable from A-1',
      'member of EL-M040',
    ]);
  });

  test('of a rule or the project is found by its id', () => {
    world.loadRules(MOTOR_RULES);
    const [rule] = world.project.database.prepare<[], { id: string }>('SELECT id FROM rules').all();
    expect(history(rule?.id ?? '')).toMatchObject({ type: 'RULE', isThere: true, namesakes: [] });
  });

  test('of what never was is refused', () => {
    expect(failureOf(() => history('X-1')).code).toBe('ASSET_NOT_FOUND');
  });
});
