import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact } from '../../../shared/model/changes.ts';
import type { Asset, Cable, Edge, Entity, EntityType, Package } from '../../../shared/model/entities.ts';
import type { EventDraft } from '../../../shared/model/events.ts';
import { storedEntity } from '../base.ts';
import { batchRecords, findBatch, recordedSnapshot, switchesOfRollback } from '../batch-query.ts';
import { clientOf, closeDatabase, openMemory, writeTransaction, type WritableDatabase } from '../database.ts';
import { entitiesByTag, everReferringTo } from '../entity-lookup.ts';
import { createEventStore, type EventStore } from '../event-store.ts';
import { loadPlant } from '../plant.ts';
import { rebuildProjections } from '../rebuild.ts';
import { migrate } from '../schema.ts';
import { readSnapshot } from '../snapshot.ts';
import * as make from '../testing.ts';
import { created, deleted, newWorld, note, run, updated } from '../testing.ts';
import { verifyProject } from '../verify.ts';

/** One step of a random batch; it is left out where it does not fit what is there. */
interface Step {
  readonly act: 'CREATE' | 'UPDATE' | 'DELETE' | 'SWAP_TAGS';
  readonly type: 'ASSET' | 'CABLE' | 'EDGE' | 'PACKAGE' | 'FINDING' | 'RULE';
  readonly who: number;
  readonly other: number;
  readonly value: string | number | boolean | null;
  readonly name: string;
  readonly byPerson: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('CREATE', 'CREATE', 'UPDATE', 'UPDATE', 'DELETE', 'SWAP_TAGS'),
  type: fc.constantFrom('ASSET', 'ASSET', 'CABLE', 'EDGE', 'PACKAGE', 'FINDING', 'RULE'),
  who: fc.nat(4),
  other: fc.nat(4),
  value: fc.oneof(
    fc.constantFrom(null, true, 'x', -0, 1e21, 'Ω\n"'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
  ),
  name: fc.constantFrom('power_kw', 'constructor', 'toString', '__proto__', 'hasOwnProperty', ''),
  byPerson: fc.boolean(),
});

type Plant = Map<string, { type: EntityType; entity: Entity }>;

/** The draft of a step, and the plant after it. */
function play(plant: Plant, { act, type, who, other, value, name, byPerson }: Step): EventDraft[] {
  const id = `${type}-${who}`;
  const present = plant.get(id)?.entity;
  const context = { byPerson, ...(byPerson ? { file: 'list.csv', row: who } : {}) };
  if (act === 'SWAP_TAGS') return swapTags(plant, `ASSET-${who}`, `ASSET-${other}`);
  if (act === 'DELETE') {
    if (present === undefined) return [];
    plant.delete(id);
    return [deleted(type, present, { context })];
  }
  if ((act === 'CREATE') !== (present === undefined)) return [];
  const entity = entityOf(type, id, other, value, name);
  if (clashes(plant, type, entity)) return [];
  if (present === undefined) {
    plant.set(id, { type, entity });
    return [created(type, entity, { context })];
  }
  if (type === 'EDGE' || JSON.stringify(compact(entity)) === JSON.stringify(compact(present))) return [];
  plant.set(id, { type, entity });
  return [updated(type, present, entity, { context })];
}

/** Two updates that bear one tag between them. */
function swapTags(plant: Plant, one: string, two: string): EventDraft[] {
  const a = plant.get(one)?.entity as Asset | undefined;
  const b = plant.get(two)?.entity as Asset | undefined;
  if (a === undefined || b === undefined || a === b) return [];
  const [newA, newB] = [
    { ...a, tag: b.tag },
    { ...b, tag: a.tag },
  ];
  plant.set(one, { type: 'ASSET', entity: newA });
  plant.set(two, { type: 'ASSET', entity: newB });
  return [updated('ASSET', a, newA), updated('ASSET', b, newB)];
}

function entityOf(type: Step['type'], id: string, other: number, value: Step['value'], name: string): Entity {
  const properties = value === null ? {} : { [name]: value };
  const text = value === null ? null : String(value);
  const reference = other === 0 ? null : `ASSET-${other}`;
  switch (type) {
    case 'ASSET':
      return make.asset(id, {
        tag: `P-${other}`,
        description: text,
        parentId: reference,
        properties,
        owners: { '*': 'rule:r', [`properties.${name}`]: 'user:eve' },
      });
    case 'CABLE':
      return make.cable(id, {
        tag: `W-${other}`,
        fromAssetId: reference,
        lengthM: typeof value === 'number' ? value : null,
        properties,
      });
    case 'EDGE':
      return make.edge(id, `ASSET-${other}`, 'ASSET-1', { properties });
    case 'PACKAGE':
      return make.pack(id, { code: `K-${other}`, members: { [`ASSET:ASSET-${other}`]: true } });
    case 'FINDING':
      return make.finding(id, `ASSET-${other}`, { message: text ?? '' });
    case 'RULE':
      return make.rule(id, { hash: text ?? '', definition: properties });
    default:
      return type satisfies never;
  }
}

/** What the services never let pass: a tag, code or edge that another one has. */
function clashes(plant: Plant, type: EntityType, entity: Entity): boolean {
  const key = keyOf(type, entity);
  return (
    key !== null &&
    [...plant.values()].some(
      (one) => one.type === type && one.entity.id !== entity.id && keyOf(type, one.entity) === key,
    )
  );
}

function keyOf(type: EntityType, entity: Entity): string | null {
  if (type === 'ASSET' || type === 'CABLE') return (entity as Asset | Cable).tag;
  if (type === 'PACKAGE') return (entity as Package).code;
  return type === 'EDGE' ? (entity as Edge).sourceId : null;
}

describe('the projections of random batches', () => {
  test('are those of the whole log, before and after a rebuild; snapshots hold what was there before', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 25 }), { minLength: 1, maxLength: 6 }), (batches) => {
        const { database, store } = memoryWorld();
        try {
          const plant: Plant = new Map();
          for (const steps of batches) {
            const before = new Map(plant);
            const drafts = steps.flatMap((one) => play(plant, one));
            const { correlationId, changes } = run(store, drafts);
            expect(changes).toBe(drafts.length);
            expect(snapshotOf(database, correlationId)).toEqual(entriesOf(before, drafts));
          }
          for (const [id, { type, entity }] of plant) {
            expect(storedEntity(database)(type, id)?.state).toEqual(plain(compact(entity)));
          }
          expectRebuildChangesNothing(database);
        } finally {
          closeDatabase(database);
        }
      }),
      { numRuns: 25 },
    );
  });

  const snapshotOf = (database: WritableDatabase, correlationId: string) => {
    const recorded = recordedSnapshot(database, correlationId);
    return recorded === null ? [] : readSnapshot(database, correlationId, recorded);
  };

  const entriesOf = (before: Plant, drafts: readonly EventDraft[]) =>
    [...new Set(drafts.map(({ aggregateId }) => aggregateId))].flatMap((id) => {
      const state = before.get(id)?.entity;
      return state === undefined ? [] : [{ type: id.split('-')[0], id, state: plain(compact(state)) }];
    });

  const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
});

function memoryWorld() {
  const database = openMemory();
  writeTransaction(database, () => migrate(database));
  const store = createEventStore(database, make.steppingClock());
  run(store, [created('PROJECT', make.PROJECT)]);
  return { database, store };
}

function expectRebuildChangesNothing(database: WritableDatabase): void {
  expect(verifyProject(database)).toMatchObject({ ok: true, projections: { differences: [] } });
  const live = make.contentOf(database);
  rebuildProjections(database);
  expect(make.contentOf(database)).toEqual(live);
}

describe('a projection', () => {
  const A = make.asset('a', { tag: 'P-1', properties: { shaft_power_kw: 5 } });
  const B = make.asset('b', { tag: 'P-2' });

  test('takes two assets that exchange their tags in one batch', () => {
    const { database, store } = newWorld();
    run(store, [created('ASSET', A), created('ASSET', B)]);
    run(store, [updated('ASSET', A, { ...A, tag: 'P-2' }), updated('ASSET', B, { ...B, tag: 'P-1' })]);
    expect(loadPlant(database).assets.map(({ id, tag }) => [id, tag])).toEqual(
      expect.arrayContaining([
        ['a', 'P-2'],
        ['b', 'P-1'],
      ]),
    );
    expect(entitiesByTag(database, 'p-1').map(({ id }) => id)).toEqual(['b', 'a']);
    expectRebuildChangesNothing(database);
  });

  test('lets an asset take the tag that another one frees in the same batch', () => {
    const { database, store } = newWorld();
    run(store, [created('ASSET', A)]);
    run(store, [deleted('ASSET', A), created('ASSET', { ...B, tag: 'p-1' })]);
    expect(loadPlant(database).assets).toEqual([{ ...B, tag: 'p-1' }]);
    expectRebuildChangesNothing(database);
  });

  test('counts versions from the last creation on', () => {
    const { database, store } = newWorld();
    run(store, [created('ASSET', A), updated('ASSET', A, { ...A, area: '1' })]);
    run(store, [updated('ASSET', { ...A, area: '1' }, A)]);
    expect(storedEntity(database)('ASSET', 'a')?.version).toBe(3);
    run(store, [deleted('ASSET', A), created('ASSET', A)]);
    expect(storedEntity(database)('ASSET', 'a')?.version).toBe(1);
    expectRebuildChangesNothing(database);
  });

  test('keeps the row of the file that an asset came from', () => {
    const { database, store } = newWorld();
    run(store, [
      created('ASSET', A, { context: { file: 'tags.csv', row: 7 } }),
      created('ASSET', B, { context: { file: 'tags.csv' } }),
    ]);
    run(store, [updated('ASSET', A, { ...A, area: '1' }, { context: { file: 'other.csv', row: 2 } })]);
    const { assets, provenance } = loadPlant(database);
    expect(assets.map(({ id }, place) => [id, provenance.at(place)])).toEqual([
      ['a', { file: 'tags.csv', row: 7 }],
      ['b', undefined],
    ]);
    expectRebuildChangesNothing(database);
  });

  test('remembers what a person deleted while the batch that did so is in force', () => {
    const { database, store } = newWorld();
    run(store, [created('ASSET', A), created('ASSET', B)]);
    run(store, [deleted('ASSET', A, { context: { byPerson: true } }), deleted('ASSET', B)], {
      correlationId: 'deleting',
    });
    expect([...loadPlant(database).deletedByPerson]).toEqual(['a']);
    switchBatches(
      store,
      [{ correlationId: 'deleting', inForce: false }],
      [created('ASSET', A), created('ASSET', B)],
    );
    expect([...loadPlant(database).deletedByPerson]).toEqual([]);
    switchBatches(
      store,
      [{ correlationId: 'deleting', inForce: true }],
      [deleted('ASSET', A), deleted('ASSET', B)],
    );
    expect([...loadPlant(database).deletedByPerson]).toEqual(['a']);
    expectRebuildChangesNothing(database);
  });

  test('remembers everything that ever referred to an asset', () => {
    const { database, store } = newWorld();
    const entities: [EntityType, Entity][] = [
      ['ASSET', make.asset('child', { parentId: 'a' })],
      ['ASSET', make.asset('motor', { origin: { ruleId: 'r', sourceId: 'a', slot: 'm' } })],
      ['CABLE', make.cable('from', { fromAssetId: 'a' })],
      ['CABLE', make.cable('to', { toAssetId: 'a' })],
      ['EDGE', make.edge('out', 'a', 'b')],
      ['EDGE', make.edge('in', 'b', 'a')],
      ['PACKAGE', make.pack('member', { members: { 'ASSET:a': true } })],
      ['FINDING', make.finding('f', 'a')],
    ];
    run(store, [
      created('ASSET', A),
      created('ASSET', B),
      ...entities.map(([type, entity]) => created(type, entity)),
    ]);
    run(store, [
      deleted('EDGE', make.edge('out', 'a', 'b')),
      updated('CABLE', make.cable('from', { fromAssetId: 'a' }), make.cable('from', { fromAssetId: 'b' })),
    ]);
    expect(everReferringTo(database, 'a').toSorted((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
      { id: 'child', type: 'ASSET' },
      { id: 'f', type: 'FINDING' },
      { id: 'from', type: 'CABLE' },
      { id: 'in', type: 'EDGE' },
      { id: 'member', type: 'PACKAGE' },
      { id: 'motor', type: 'ASSET' },
      { id: 'out', type: 'EDGE' },
      { id: 'to', type: 'CABLE' },
    ]);
    expectRebuildChangesNothing(database);
  });

  test('groups the events of a batch by kind, rule, discipline and kind of entity', () => {
    const { database, store } = newWorld();
    run(
      store,
      [
        created('ASSET', A, { ruleId: 'r', discipline: 'ELECTRICAL' }),
        note({ eventType: 'RULE_SKIPPED', aggregateType: 'ASSET', ruleId: 'r' }),
        note({ eventType: 'RULE_SKIPPED', aggregateType: 'CABLE', ruleId: 'r' }),
        created('ASSET', B, { ruleId: 'r', discipline: 'ELECTRICAL' }),
      ],
      { correlationId: 'run' },
    );
    const groups = clientOf(database)
      .prepare(
        "SELECT event_type, rule_id, discipline, aggregate_type, events, first_position, last_position FROM event_groups WHERE correlation_id = 'run' ORDER BY first_position",
      )
      .raw(true)
      .all();
    expect(groups).toEqual([
      ['BATCH_STARTED', '', 'GENERAL', 'BATCH', 1, 4, 4],
      ['ASSET_CREATED', 'r', 'ELECTRICAL', 'ASSET', 2, 5, 8],
      ['RULE_SKIPPED', 'r', 'GENERAL', 'ASSET', 1, 6, 6],
      ['RULE_SKIPPED', 'r', 'GENERAL', 'CABLE', 1, 7, 7],
      ['BATCH_COMPLETED', '', 'GENERAL', 'BATCH', 1, 9, 9],
    ]);
  });

  test('counts what a batch changed, by kind of entity', () => {
    const { database, store } = newWorld();
    const C = make.cable('c');
    const K = make.pack('k');
    const F = make.finding('f', 'a');
    const R = make.rule('r');
    const drafts = [
      created('ASSET', A),
      created('ASSET', B),
      updated('ASSET', A, { ...A, area: '1' }),
      deleted('ASSET', B),
      created('CABLE', C),
      updated('CABLE', C, { ...C, lengthM: 5 }),
      deleted('CABLE', { ...C, lengthM: 5 }),
      created('EDGE', make.edge('e', 'a', 'b')),
      created('EDGE', make.edge('g', 'b', 'a')),
      deleted('EDGE', make.edge('g', 'b', 'a')),
      created('PACKAGE', K),
      updated('PACKAGE', K, { ...K, status: 'ISSUED' }),
      created('FINDING', F),
      updated('FINDING', F, { ...F, status: 'RESOLVED' }),
      created('RULE', R),
      updated('RULE', R, { ...R, hash: '01' }),
      deleted('RULE', R),
      note({ eventType: 'CSV_IMPORTED' }),
    ];
    const { correlationId } = run(store, drafts, { kind: 'EXECUTION', reason: 'why', planHash: 'h' });
    expect(findBatch(database, correlationId, false)).toEqual({
      correlationId,
      kind: 'EXECUTION',
      status: 'COMPLETED',
      startedAt: '2026-01-05T08:00:02.000Z',
      finishedAt: '2026-01-05T08:00:03.000Z',
      userId: 'ada',
      reason: 'why',
      planHash: 'h',
      summary: {},
      canRollback: true,
      counts: {
        events: 20,
        assets: { created: 2, updated: 1, deleted: 1 },
        cables: { created: 1, updated: 1, deleted: 1 },
        edges: { created: 2, updated: 0, deleted: 1 },
        packages: { created: 1, updated: 1, deleted: 0 },
        rules: { created: 1, updated: 1, deleted: 1 },
        findings: { raised: 1, resolved: 1 },
      },
    });
    expectRebuildChangesNothing(database);
  });

  test('switches batches off and on again as rollbacks say', () => {
    const { database, store } = newWorld();
    run(store, [created('ASSET', A)], { correlationId: 'one' });
    run(store, [updated('ASSET', A, { ...A, area: '1' })], { correlationId: 'two' });
    const off = switchBatches(
      store,
      [
        { correlationId: 'two', inForce: false },
        { correlationId: 'one', inForce: false },
      ],
      [deleted('ASSET', A)],
    );
    expect(switchesOfRollback(database, off)).toEqual([
      { correlationId: 'one', inForce: false },
      { correlationId: 'two', inForce: false },
    ]);
    expect(statuses(database)).toEqual({ one: 'ROLLED_BACK', two: 'ROLLED_BACK', [off]: 'COMPLETED' });
    expect(snapshotStatuses(database)).toEqual({ one: 'ROLLED_BACK', two: 'ROLLED_BACK', [off]: 'ACTIVE' });
    expect(findBatch(database, 'one', false)?.canRollback).toBe(false);
    const on = switchBatches(
      store,
      [
        { correlationId: 'one', inForce: true },
        { correlationId: off, inForce: false },
      ],
      [created('ASSET', A)],
    );
    expect(statuses(database)).toEqual({
      one: 'COMPLETED',
      two: 'ROLLED_BACK',
      [off]: 'ROLLED_BACK',
      [on]: 'COMPLETED',
    });
    expect(switchesOfRollback(database, 'one')).toEqual([]);
    expectRebuildChangesNothing(database);
  });

  const statuses = (database: WritableDatabase) =>
    Object.fromEntries(
      batchRecords(database)
        .slice(1)
        .map(({ correlationId, status }) => [correlationId, status]),
    );
  const snapshotStatuses = (database: WritableDatabase) =>
    Object.fromEntries(
      clientOf(database)
        .prepare<[], [string, string]>('SELECT correlation_id, status FROM execution_snapshots')
        .raw(true)
        .all()
        .slice(1),
    );

  function switchBatches(
    store: EventStore,
    switched: { correlationId: string; inForce: boolean }[],
    drafts: EventDraft[],
  ): string {
    const marks = switched.map((one) =>
      note({ eventType: 'BATCH_ROLLED_BACK', aggregateId: one.correlationId }, { switched: [one] }),
    );
    return run(store, [note({ eventType: 'ROLLBACK' }), ...drafts, ...marks], { kind: 'ROLLBACK' })
      .correlationId;
  }
});
