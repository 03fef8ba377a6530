import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyProject } from '../../store/verify.ts';
import { eventLines, eventsIn } from '../testing/project-reading.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { planProject } from './plan.ts';

/** A rule of each action that makes or fills something. */
const RULES = `
  - id: a.motor
    name: Motor of a pump
    for: { type: PUMP }
    do: { create_child: { slot: m, type: MOTOR, tag: '{asset.tag}-M', relation: powers, inherit: [area], properties: { power_kw: 75, voltage_v: 400, electrical_code: IEC } } }
  - id: b.loop
    name: Numbered transmitter
    for: { type: TANK }
    do: { create_child: { slot: lt, type: LEVEL_TRANSMITTER, tag: '{asset.area}-LT-{seq:03}', relation: measures, inherit: [area] } }
  - id: c.feeder
    name: Feeder
    for: { type: MOTOR }
    do: { create_cable: { slot: f, cableType: POWER, tag: '{asset.tag}-PWR', from: { type: MCC, same: area }, to: self, cores: 4, sizing: { loadA: '= full_load_current(props)' } } }
  - id: d.screen
    name: Screen
    for: { entity: CABLE, cableType: POWER }
    do: { set_property: { screen: OVERALL } }
  - id: e.motors
    name: Motors of an area
    for: { type: MOTOR }
    do: { create_package: { code: '{asset.area}-EL', packageType: EL-M040 } }
  - id: f.cables
    name: Cables of an area
    for: { entity: CABLE }
    do: { create_package: { code: '{to.area}-CA', packageType: CA-P040 } }
  - id: g.io
    name: Channels
    for: { type: [LEVEL_TRANSMITTER, MOTOR] }
    do: { allocate_io: { AI: 1, DI: 2, cabinet: { type: CABINET, same: area } } }
  - id: h.fed
    name: Feeding
    for: { type: MOTOR }
    do: { create_relationship: { relation: fed_from, to: { type: MCC, same: area } } }
  - id: i.large
    name: No large cable
    for: { entity: CABLE }
    do: { validate: { that: 'cable.conductorSizeMm2 < 30', message: '{cable.tag} has {cable.conductorSizeMm2} mm2' } }
`;

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '47' },
    { tag: 'P-2', type: 'PUMP', area: '47' },
    { tag: 'T-1', type: 'TANK', area: '47' },
    { tag: '47-MCC', type: 'MCC', area: '47' },
    { tag: '47-CAB', type: 'CABINET', area: '47' },
  ]);
  world.loadRules(RULES);
});
afterEach(() => world.close());

const planned = (): string[] =>
  planProject(world.project, { scope: {} }).operations.map(
    ({ op, aggregateType, tag }) => `${op} ${aggregateType} ${tag}`,
  );

describe('an execution of all actions', () => {
  test('writes each operation as an event, and the next one has nothing to do', () => {
    const plan = planProject(world.project, { scope: {} });
    expect([plan.errors, plan.conflicts, plan.skips]).toEqual([[], [], []]);
    const batch = world.execute();
    const events = eventsIn(world.project, batch).filter(
      ({ aggregateType }) => !['BATCH', 'RULE'].includes(aggregateType),
    );
    expect(events.map(({ aggregateId }) => aggregateId)).toEqual(
      plan.operations.map(({ aggregateId }) => aggregateId),
    );
    const counts = Map.groupBy(events, ({ eventType }) => eventType);
    expect(Object.fromEntries([...counts].map(([type, of]) => [type, of.length]))).toEqual({
      ASSET_CREATED: 5,
      RELATIONSHIP_CREATED: 16,
      CABLE_CREATED: 2,
      CABLE_UPDATED: 2,
      PACKAGE_CREATED: 2,
      FINDING_RAISED: 2,
    });
    expect(planned()).toEqual([]);
    expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
  });

  test('rolls back to the exact state before, and comes back with the same ids', () => {
    const before = stateOf(world.project);
    const batch = world.execute();
    const after = stateOf(world.project);
    const rollback = world.rollBack(batch);
    expect(stateOf(world.project)).toEqual(before);
    const again = planProject(world.project, { scope: {} }).operations;
    world.rollBack(rollback);
    expect(stateOf(world.project)).toEqual(after);
    expect(again.map(({ aggregateId }) => aggregateId).toSorted()).toEqual(
      eventsIn(world.project, batch)
        .filter(({ aggregateType }) => !['BATCH', 'RULE'].includes(aggregateType))
        .map(({ aggregateId }) => aggregateId)
        .toSorted(),
    );
    expect(planned()).toEqual([]);
    expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
  });

  test('after a rollback the same execution makes the same things', () => {
    const batch = world.execute();
    const after = stateOf(world.project);
    world.rollBack(batch);
    world.execute();
    expect(stateOf(world.project)).toEqual(after);
  });

  test('a change and its rollback take members, sizes and channels along', async () => {
    world.execute();
    const first = stateOf(world.project);
    await world.importRows([{ tag: '48-MCC', type: 'MCC', area: '48' }]);
    world.edit('P-2-M', { area: '48', power_kw: '11' });
    const changed = stateOf(world.project);
    const batch = world.execute();
    expect(
      eventLines(world.project, batch).filter((line) => /CABLE_|PACKAGE_|RELATIONSHIP_/.test(line)),
    ).toEqual([
      'RELATIONSHIP_DELETED P-2-M',
      'CABLE_UPDATED P-2-M-PWR',
      'PACKAGE_UPDATED 47-EL',
      'PACKAGE_CREATED 48-EL',
      'RELATIONSHIP_CREATED P-2-M',
      'PACKAGE_UPDATED 47-CA',
      'PACKAGE_CREATED 48-CA',
    ]);
    const rollback = world.rollBack(batch);
    expect(stateOf(world.project)).toEqual(changed);
    world.rollBack(rollback);
    expect(planned()).toEqual([]);
    expect(Object.keys(stateOf(world.project).CABLE)).toEqual(Object.keys(first.CABLE));
  });

  test('a deleted transmitter frees its channel, and its rollback takes it back', () => {
    world.execute();
    const before = stateOf(world.project);
    const removed = world.remove('47-LT-001');
    expect(
      planProject(world.project, { scope: {} }).conflicts.map(({ kind, tag }) => `${kind} ${tag}`),
    ).toEqual(['DELETED 47-LT-{seq}']);
    world.rollBack(removed);
    expect(stateOf(world.project)).toEqual(before);
    expect(planned()).toEqual([]);
  });
});
