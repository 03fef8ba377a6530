import { describe, expect, test } from 'vitest';
import { compact } from '../../shared/model/changes.ts';
import { hashAt, readHead } from './append.ts';
import { createFinder, isEntityType, referrersOf } from './asset-query.ts';
import { findBatch, listBatches, recordedSnapshot } from './batch-query.ts';
import { clientOf } from './database.ts';
import { GENESIS_HASH } from './event-hash.ts';
import { entitiesByTag, touchingEntities } from './entity-lookup.ts';
import { changedSince, lastWriter } from './change-query.ts';
import { countAll } from './count-query.ts';
import { listAssets, listCables, listEdges, listFindings, listPackages } from './entity-query.ts';
import { loadPlant, loadProject, loadRules } from './plant.ts';
import { readSnapshot } from './snapshot.ts';
import {
  asset,
  cable,
  created,
  deleted,
  edge,
  finding,
  newWorld,
  pack,
  plainSql,
  PROJECT,
  refusal,
  rule,
  run,
  updated,
  type World,
} from './testing.ts';

const MCC = asset('m', { tag: 'MCC-1', type: 'MCC', area: '47' });
const P1 = asset('p1', { tag: 'P-[1]', area: '47', parentId: 'm' });
const P2 = asset('p2', { tag: 'p-2', area: '48' });
const W1 = cable('w1', { tag: 'W-1', fromAssetId: 'm', toAssetId: 'p1', lengthM: 75 });
const W2 = cable('w2', { tag: 'W-2' });
const FED = edge('e1', 'p1', 'm', { relation: 'fed_from' });
const POWERS = [edge('e2', 'p2', 'm'), edge('e3', 'm', 'p1'), edge('e4', 'm', 'm')];
const K1 = pack('k1', { code: 'K-1', members: { 'ASSET:p1': true, 'CABLE:w1': true } });
const F1 = finding('f1', 'p1');
const F2 = finding('f2', 'p2', { status: 'RESOLVED' });
const R1 = rule('r1');

function plant(): World {
  const world = newWorld();
  run(world.store, [
    ...[P2, MCC, P1].map((one) => created('ASSET', one)),
    ...[W2, W1].map((one) => created('CABLE', one)),
    ...[...POWERS, FED].map((one) => created('EDGE', one)),
    created('PACKAGE', K1),
    created('FINDING', F1),
    created('FINDING', F2),
    created('RULE', R1),
  ]);
  return world;
}

describe('a list', () => {
  test('of assets is sorted by tag, with the tag of the parent, and filtered by type, area and glob', () => {
    const { database } = plant();
    const tags = (filter: Parameters<typeof listAssets>[1], limit?: number) => {
      const { items, total } = listAssets(database, filter, limit);
      return [total, ...items.map(({ tag, parentTag }) => [tag, parentTag])];
    };
    expect(tags({})).toEqual([3, ['MCC-1', null], ['p-2', null], ['P-[1]', 'MCC-1']]);
    expect(tags({}, 1)).toEqual([3, ['MCC-1', null]]);
    expect(tags({ type: 'PUMP', area: '47' })).toEqual([1, ['P-[1]', 'MCC-1']]);
    expect(tags({ tag: 'p-*' })).toEqual([2, ['p-2', null], ['P-[1]', 'MCC-1']]);
    expect(tags({ tag: 'P-[1]' })).toEqual([1, ['P-[1]', 'MCC-1']]);
    expect(tags({ tag: 'mcc-?', area: '48' })).toEqual([0]);
  });

  test('of cables, edges, packages and findings names the tags of what they refer to', () => {
    const { database } = plant();
    expect(listCables(database).items.map(({ tag, fromTag, toTag }) => [tag, fromTag, toTag])).toEqual([
      ['W-1', 'MCC-1', 'P-[1]'],
      ['W-2', null, null],
    ]);
    expect(
      listEdges(database).items.map(({ relation, sourceTag, targetTag }) => [relation, sourceTag, targetTag]),
    ).toEqual([
      ['fed_from', 'P-[1]', 'MCC-1'],
      ['powers', 'MCC-1', 'MCC-1'],
      ['powers', 'MCC-1', 'P-[1]'],
      ['powers', 'p-2', 'MCC-1'],
    ]);
    expect(listPackages(database, 5)).toMatchObject({
      total: 1,
      items: [{ code: 'K-1', members: '{"ASSET:p1":true,"CABLE:w1":true}' }],
    });
    expect(listFindings(database, false).items.map(({ id }) => id)).toEqual(['f1']);
    expect(listFindings(database, true).items.map(({ id }) => id)).toEqual(['f1', 'f2']);
  });

  test('of counts has each kind once', () => {
    expect(countAll(plant().database)).toEqual({
      assets: 3,
      cables: 2,
      edges: 4,
      packages: 1,
      rules: 1,
      findings: 1,
      events: 18,
      batches: 2,
    });
  });
});

describe('the plant', () => {
  test('is loaded whole whatever the numbers of its rows, which others may have set', () => {
    const { database } = plant();
    const known = loadPlant(database).assets;
    const ids = ['-9223372036854775808', '0', '9223372036854775806', '9223372036854775807'];
    for (const [index, { id }] of known.entries())
      clientOf(database).exec(`UPDATE assets SET rowid = ${ids[index] ?? index} WHERE id = '${id}'`);
    expect(loadPlant(database).assets).toEqual(known);
  });

  test('has the hash of its log at each position, and none beyond', () => {
    const { database } = plant();
    const hashes = [0, 1, 17, 18].map((position) => hashAt(database, position));
    expect(new Set(hashes).size).toBe(4);
    expect([hashes.at(0), hashes.at(-1), hashAt(database, 19)]).toEqual([
      GENESIS_HASH,
      readHead(database).hash,
      null,
    ]);
  });

  test('is loaded whole, with every field, as it stands at one position', () => {
    const { database } = plant();
    expect(loadPlant(database)).toEqual({
      position: 18,
      hash: readHead(database).hash,
      project: PROJECT,
      rules: [R1],
      assets: expect.arrayContaining([MCC, P1, P2]),
      cables: expect.arrayContaining([W1, W2]),
      edges: expect.arrayContaining([...POWERS, FED]),
      packages: [K1],
      findings: expect.arrayContaining([F1, F2]),
      provenance: { at: expect.any(Function) },
      deletedByPerson: new Set(),
    });
    expect(loadRules(database)).toEqual([R1]);
    expect(loadProject(database)).toEqual(PROJECT);
  });
});

describe('looking up', () => {
  test('a tag finds what bears it now, whatever its case', () => {
    const finder = createFinder(plant().database);
    expect(finder.asset('P-2')).toEqual({ type: 'ASSET', entity: P2, version: 1 });
    expect(finder.cable('w-1')?.entity).toEqual(W1);
    expect(finder.package('k-1')?.entity).toEqual(K1);
    expect([
      finder.any('MCC-1')?.type,
      finder.any('W-2')?.type,
      finder.any('K-1')?.type,
      finder.any('none'),
    ]).toEqual(['ASSET', 'CABLE', 'PACKAGE', null]);
    expect(finder.byId('EDGE', 'e1')?.entity).toEqual(FED);
    expect(finder.byId('ASSET', 'none')).toBeNull();
  });

  test('a tag also finds what bore it once, after the one that bears it', () => {
    const { database, store } = plant();
    run(store, [
      deleted('ASSET', P2),
      created('ASSET', asset('a-new', { tag: 'P-2' })),
      updated('CABLE', W2, { ...W2, tag: 'W-20' }),
    ]);
    expect(entitiesByTag(database, 'p-2')).toEqual([
      { id: 'a-new', type: 'ASSET', tag: 'P-2' },
      { id: 'p2', type: 'ASSET', tag: 'p-2' },
    ]);
    expect(entitiesByTag(database, 'W-2')).toEqual([{ id: 'w2', type: 'CABLE', tag: 'W-2' }]);
    expect(entitiesByTag(database, 'k-1')).toEqual([{ id: 'k1', type: 'PACKAGE', tag: 'K-1' }]);
  });

  test('an asset finds all that refers to it now, and all that ever touched it', () => {
    const { database } = plant();
    expect(referrersOf(database, 'p1')).toEqual({
      edges: [FED, POWERS[1]],
      cables: [W1],
      packages: [K1],
      children: [],
      findings: [F1],
    });
    expect(referrersOf(database, 'm').children).toEqual([P1]);
    expect(touchingEntities(database, 'p1').toSorted()).toEqual(['e1', 'e3', 'f1', 'k1', 'w1']);
    expect([isEntityType('ASSET'), isEntityType('BATCH')]).toEqual([true, false]);
  });
});

describe('a batch', () => {
  test('that was started and not ended is running while its process is there, and interrupted otherwise', () => {
    const { database, store } = newWorld();
    store.start({ kind: 'IMPORT', userId: 'bob', reason: null, correlationId: 'died' });
    expect(listBatches(database, true)[0]?.status).toBe('RUNNING');
    expect(findBatch(database, 'died', true)?.status).toBe('RUNNING');
    expect(listBatches(database, false).map(({ status }) => status)).toEqual(['INTERRUPTED', 'COMPLETED']);
    run(store, [], { correlationId: 'later' });
    expect(
      listBatches(database, true)
        .map(({ correlationId, status }) => [correlationId, status])
        .slice(0, 2),
    ).toEqual([
      ['later', 'COMPLETED'],
      ['died', 'INTERRUPTED'],
    ]);
    expect(findBatch(database, 'died', true)?.status).toBe('INTERRUPTED');
    expect(findBatch(database, 'none', true)).toBeNull();
  });

  test('that made the project cannot be rolled back', () => {
    const { database } = newWorld();
    expect(listBatches(database, false).map(({ canRollback }) => canRollback)).toEqual([false]);
  });

  test('has a snapshot that is read only if it is what was recorded', async () => {
    const { database, store, path } = newWorld();
    run(store, [created('ASSET', P1)]);
    const { correlationId } = run(store, [
      created('ASSET', P2),
      updated('ASSET', P1, { ...P1, description: 'seen' }),
    ]);
    const recorded = recordedSnapshot(database, correlationId);
    expect(readSnapshot(database, correlationId, recorded)).toEqual([
      { type: 'ASSET', id: 'p1', state: compact(P1) },
    ]);
    expect((await refusal(() => readSnapshot(database, correlationId, '00'))).code).toBe('PROJECT_CORRUPT');
    expect((await refusal(() => readSnapshot(database, 'none', null))).message).toBe(
      'The snapshot of batch none is missing. Run `verify`, and restore a backup.',
    );
    plainSql(path, "UPDATE execution_snapshots SET state = x'00'");
    expect((await refusal(() => readSnapshot(database, correlationId, recorded))).message).toMatch(
      /is not what was recorded/,
    );
    expect(recordedSnapshot(database, 'none')).toBeNull();
    expect(clientOf(database).inTransaction).toBe(false);
  });
});

describe('what changed after a position', () => {
  test('are entities, rules and settings, not the start or end of a batch', () => {
    const { database, store } = plant();
    expect([changedSince(database, 16), changedSince(database, 17)]).toEqual([true, false]);
    run(store, []);
    expect(changedSince(database, 18)).toBe(false);
    run(store, [updated('RULE', R1, { ...R1, hash: '01' })]);
    expect(changedSince(database, 18)).toBe(true);
  });

  test('was written last by the batch that wrote the field, or else by the last one that wrote anything of it', () => {
    const { database, store } = plant();
    const area = { ...P2, area: '49' };
    run(store, [updated('ASSET', P2, area)], { correlationId: 'area' });
    run(store, [updated('ASSET', area, { ...area, system: 'S' })], { correlationId: 'system' });
    run(store, [updated('RULE', R1, { ...R1, hash: '01' })], { correlationId: 'rule' });
    expect([lastWriter(database, 'p2', 'area', 18), lastWriter(database, 'p2', 'tag', 18)]).toEqual([
      'area',
      'system',
    ]);
    expect([lastWriter(database, null, 'hash', 18), lastWriter(database, 'p1', 'area', 18)]).toEqual([
      'rule',
      null,
    ]);
    run(store, [deleted('ASSET', { ...area, system: 'S' })], { correlationId: 'gone' });
    expect(lastWriter(database, 'p2', 'area', 18)).toBe('gone');
  });
});
