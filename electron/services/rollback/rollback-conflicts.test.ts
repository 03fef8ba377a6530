import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBatches } from '../../store/batch-query.ts';
import {
  asset,
  cable,
  create,
  edge,
  membersOf,
  packageOf,
  remove,
  update,
  type EntityChange,
} from '../testing/entity-changes.ts';
import { conflictsOf, expectConflict } from '../testing/rollback-conflict.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { previewRollback } from './rollback.ts';

let world: World;
let other: World;

beforeEach(async () => {
  world = await newWorld();
  other = world.as('bernd');
  world.change([
    create('ASSET', asset('P-1', 'PUMP', { area: '100' })),
    create('ASSET', asset('P-2', 'PUMP')),
    create('ASSET', asset('MCC-1', 'MCC')),
    create('CABLE', cable('C-1', 'MCC-1', 'P-1')),
    create('EDGE', edge('P-1', 'fed_from', 'MCC-1')),
    create('PACKAGE', packageOf('EL', ['ASSET:P-1'])),
  ]);
});

afterEach(() => world.close());

const P9 = create('ASSET', asset('P-9', 'PUMP'));

const CONFLICTS: readonly (readonly [
  what: string,
  first: readonly EntityChange[],
  then: readonly EntityChange[],
  conflicts: readonly string[],
])[] = [
  [
    'wrote a field that this one wrote',
    [update('ASSET', 'P-1', { area: '200', system: 'S' })],
    [update('ASSET', 'P-1', { area: '300', ioType: 'DI' })],
    ['P-1 area (EDIT of bernd) wrote the same field since'],
  ],
  [
    'wrote a property that this one wrote',
    [update('ASSET', 'P-1', { properties: { poles: 2, duty: 'CONSTANT' } })],
    [update('ASSET', 'P-1', { properties: { poles: 4, duty: 'CONSTANT' } })],
    ['P-1 properties.poles (EDIT of bernd) wrote the same field since'],
  ],
  [
    'changed a membership that this one changed',
    [update('PACKAGE', 'EL', { members: membersOf(['ASSET:P-1', 'ASSET:P-2']) })],
    [update('PACKAGE', 'EL', { members: membersOf(['ASSET:P-1']) })],
    ['EL members.ASSET:P-2 (EDIT of bernd) wrote the same field since'],
  ],
  [
    'gave an entity that this one created a child',
    [P9],
    [update('ASSET', 'P-2', { parentId: 'P-9' })],
    ['P-2 parentId (EDIT of bernd) refers to it since'],
  ],
  [
    'created a child of an entity that this one created',
    [P9],
    [create('ASSET', asset('M-9', 'MOTOR', { parentId: 'P-9' }))],
    ['M-9 parentId (EDIT of bernd) refers to it since'],
  ],
  [
    'laid cables to and from an entity that this one created',
    [P9],
    [create('CABLE', cable('C-9', 'MCC-1', 'P-9')), update('CABLE', 'C-1', { fromAssetId: 'P-9' })],
    [
      'C-9 toAssetId (EDIT of bernd) refers to it since',
      'C-1 fromAssetId (EDIT of bernd) refers to it since',
    ],
  ],
  [
    'made edges to and from an entity that this one created',
    [P9],
    [create('EDGE', edge('P-9', 'powers', 'P-2')), create('EDGE', edge('P-2', 'powers', 'P-9'))],
    [' sourceId (EDIT of bernd) refers to it since', ' targetId (EDIT of bernd) refers to it since'],
  ],
  [
    'took an entity that this one created into a package',
    [create('CABLE', cable('C-9', null, null))],
    [update('PACKAGE', 'EL', { members: membersOf(['ASSET:P-1', 'CABLE:C-9']) })],
    ['EL members.CABLE:C-9 (EDIT of bernd) refers to it since'],
  ],
  [
    'made something from an entity that this one created',
    [P9],
    [create('ASSET', asset('M-9', 'MOTOR', { origin: { ruleId: 'r', sourceId: 'P-9', slot: 'motor' } }))],
    ['M-9 origin (EDIT of bernd) refers to it since'],
  ],
  [
    'wrote any field of an entity that this one created',
    [P9],
    [update('ASSET', 'P-9', { area: '1', properties: { poles: 4 } })],
    ['P-9 area (EDIT of bernd) wrote it since', 'P-9 properties.poles (EDIT of bernd) wrote it since'],
  ],
  [
    'deleted an entity that this one created',
    [P9],
    [remove('ASSET', 'P-9')],
    ['P-9 * (EDIT of bernd) deleted it since'],
  ],
  [
    'took a tag that this one freed by a new tag',
    [update('ASSET', 'P-1', { tag: 'P-1X' })],
    [create('CABLE', cable('p-1', null, null))],
    ['p-1 tag (EDIT of bernd) took the tag since'],
  ],
  [
    'took a tag that this one freed by a deletion',
    [remove('PACKAGE', 'EL')],
    [update('ASSET', 'P-2', { tag: 'EL' })],
    ['EL tag (EDIT of bernd) took the tag since'],
  ],
  [
    'took a code that this one freed',
    [update('PACKAGE', 'EL', { code: 'EL-1' })],
    [create('PACKAGE', packageOf('X', [])), update('PACKAGE', 'X', { code: 'EL' })],
    ['EL code (EDIT of bernd) took the tag since'],
  ],
  [
    'took a tag that this one freed, and gave it up again',
    [update('ASSET', 'P-1', { tag: 'P-1X' })],
    [update('ASSET', 'P-2', { tag: 'P-1' }), update('ASSET', 'P-2', { tag: 'P-2' })],
    ['P-1 tag (EDIT of bernd) took the tag since'],
  ],
  [
    'made an edge that this one deleted',
    [remove('EDGE', 'P-1 fed_from MCC-1')],
    [create('EDGE', edge('P-1', 'fed_from', 'MCC-1', { id: 'another' }))],
    [' relation (EDIT of bernd) made the same edge since'],
  ],
  [
    'made the same entity again that this one deleted',
    [remove('ASSET', 'P-2')],
    [create('ASSET', asset('P-2', 'FAN'))],
    ['P-2 tag (EDIT of bernd) made it again since'],
  ],
];

describe('a later original in force is a conflict where it', () => {
  test.each(CONFLICTS)('%s', (_, first, then, conflicts) => {
    const batch = world.change(first);
    const later = other.change(then);
    expectConflict(world, batch, [later], conflicts);
  });

  test('put the former parent of an asset below that asset', () => {
    world.change([update('ASSET', 'P-1', { parentId: 'P-2' })]);
    const batch = world.change([update('ASSET', 'P-1', { parentId: null })]);
    const later = other.change([update('ASSET', 'P-2', { parentId: 'P-1' })]);
    expectConflict(world, batch, [later], ['P-2 parentId (EDIT of bernd) would put an asset below itself']);
  });

  test('wrote a field whose owner alone this one changed', () => {
    const batch = other.edit('P-1', { area: '100' });
    const later = other.edit('P-1', { area: '300' });
    expectConflict(world, batch, [later], ['P-1 area (EDIT of bernd) wrote the same field since']);
  });

  test('changed a rule or a setting that this one changed', () => {
    const rule = (poles: number) =>
      `  - { id: r, name: R, for: { type: PUMP }, do: { set_property: { poles: ${poles} } } }`;
    const rules = world.loadRules(rule(2));
    const changed = other.loadRules(rule(4));
    expectConflict(
      world,
      rules,
      [changed],
      ['r hash (RULES of bernd) wrote it since', 'r definition (RULES of bernd) wrote it since'],
    );
    const settings = world.settings({ ambient_c: '45' });
    const later = other.settings({ ambient_c: '50', voltage_drop_pct: '4' });
    expectConflict(
      world,
      settings,
      [later],
      ['Plant settings.ambient_c (SETTINGS of bernd) wrote the same field since'],
    );
  });
});

describe('a conflict', () => {
  test('is refused with the complete list: batch, kind, user, time, tag and field', () => {
    const batch = world.change([P9, update('ASSET', 'P-1', { area: '2' })]);
    const child = other.change([create('ASSET', asset('M-9', 'MOTOR', { parentId: 'P-9' }))]);
    const area = other.edit('P-1', { area: '3' });
    const { conflicts } = previewRollback(world.project, batch, false);
    expect(conflicts).toEqual([
      {
        correlationId: child,
        kind: 'EDIT',
        userId: 'bernd',
        timestamp: expect.stringMatching(/^2026-01-02T08:00:\d\d\.000Z$/),
        tag: 'M-9',
        field: 'parentId',
        reason: 'refers to it since',
      },
      expect.objectContaining({ correlationId: area, tag: 'P-1', field: 'area' }),
    ]);
    expect(() => world.rollBack(batch)).toThrow(
      expect.objectContaining({ code: 'ROLLBACK_CONFLICT', context: { conflicts } }),
    );
  });

  test('cascades over all that rests on what is rolled back, newest first', () => {
    const batch = world.change([P9]);
    const child = other.change([create('ASSET', asset('M-9', 'MOTOR', { parentId: 'P-9' }))]);
    const apart = other.edit('P-2', { area: '5' });
    const grandchild = other.change([create('CABLE', cable('C-9', 'MCC-1', 'M-9'))]);
    const before = stateOf(world.project);
    expect(conflictsOf(world, batch)).toEqual(['M-9 parentId (EDIT of bernd) refers to it since']);
    expectConflict(world, batch, [grandchild, child], conflictsOf(world, batch));
    expect(stateOf(world.project)).toEqual(before);
    expect(
      listBatches(world.project.database, true).find(({ correlationId }) => correlationId === apart)?.status,
    ).toBe('COMPLETED');
  });

  test('is no conflict any more once the later batch is rolled back', () => {
    const before = stateOf(world.project);
    const batch = world.edit('P-1', { area: '200' });
    world.rollBack(other.edit('P-1', { area: '300' }));
    world.rollBack(batch);
    expect(stateOf(world.project)).toEqual(before);
  });
});

describe('no conflict is', () => {
  test('a value that was merely computed from what is rolled back', () => {
    world.loadRules(
      `  - { id: r, name: R, for: { type: PUMP }, where: 'asset.area == "200"', do: { set_property: { voltage_v: 400 } } }`,
    );
    const batch = world.edit('P-1', { area: '200' });
    world.execute();
    expect(conflictsOf(world, batch)).toEqual([]);
    world.rollBack(batch);
    expect(stateOf(world.project).ASSET['P-1']).toMatchObject({
      area: '100',
      properties: { voltage_v: 400 },
    });
  });

  test('another field of the same entity', () => {
    const batch = world.edit('P-1', { area: '200' });
    other.edit('P-1', { system: 'S' });
    world.rollBack(batch);
    expect(stateOf(world.project).ASSET['P-1']).toMatchObject({ area: '100', system: 'S' });
  });

  test('a later deletion of what was only updated, with its references and what it had freed', () => {
    const batch = world.edit('P-1', { area: '200' });
    other.change([update('ASSET', 'P-2', { parentId: 'P-1' })]);
    other.remove('P-1');
    const before = stateOf(world.project);
    const rollback = world.rollBack(batch);
    expect(stateOf(world.project)).toEqual(before);
    world.rollBack(rollback);
    expect(stateOf(world.project)).toEqual(before);
  });

  test('a finding on what is removed', () => {
    const batch = world.change([P9]);
    world.loadRules(
      `  - { id: r, name: R, for: { type: PUMP }, do: { validate: { that: 'false', severity: ERROR, message: no } } }`,
    );
    world.execute();
    expect(conflictsOf(world, batch)).toEqual([]);
  });
});
