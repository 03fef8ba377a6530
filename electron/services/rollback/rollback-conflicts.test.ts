import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SynapseError } from '../../../shared/errors.ts';
import { listBatches } from '../../store/batch-query.ts';
import { verifyProject } from '../../store/verify.ts';
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
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { previewRollback, rollBack } from './rollback.ts';

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

/** What stands against a rollback, in a line each: `P-1 area (EDIT of bernd) wrote the same field since`. */
const conflictsOf = (correlationId: string): string[] =>
  previewRollback(world.project, correlationId, false).conflicts.map(
    ({ tag, field, kind, userId, reason }) => `${tag} ${field} (${kind} of ${userId}) ${reason}`,
  );

/** Refused with exactly this list, changing nothing; then rolled back with all of `later`, newest first. */
function expectConflict(batch: string, later: readonly string[], conflicts: readonly string[]): void {
  const before = stateOf(world.project);
  expect(conflictsOf(batch)).toEqual(conflicts);
  const batches = listBatches(world.project.database, true);
  expect(() => world.rollBack(batch)).toThrow(SynapseError);
  expect([stateOf(world.project), listBatches(world.project.database, true)]).toEqual([before, batches]);
  expect(previewRollback(world.project, batch, true)).toMatchObject({ conflicts: [], cascaded: later });
  const result = rollBack(world.project, { correlationId: batch, reason: 'wrong', cascade: true });
  expect(result.cascaded).toEqual(later);
  expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
  world.rollBack(result.correlationId ?? '');
  expect(stateOf(world.project)).toEqual(before);
}

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
    expectConflict(batch, [later], conflicts);
  });

  test('put the former parent of an asset below that asset', () => {
    world.change([update('ASSET', 'P-1', { parentId: 'P-2' })]);
    const batch = world.change([update('ASSET', 'P-1', { parentId: null })]);
    const later = other.change([update('ASSET', 'P-2', { parentId: 'P-1' })]);
    expectConflict(batch, [later], ['P-2 parentId (EDIT of bernd) would put an asset below itself']);
  });

  test('wrote a field whose owner alone this one changed', () => {
    const batch = other.edit('P-1', { area: '100' });
    const later = other.edit('P-1', { area: '300' });
    expectConflict(batch, [later], ['P-1 area (EDIT of bernd) wrote the same field since']);
  });

  test('changed a rule or a setting that this one changed', () => {
    const rule = (poles: number) =>
      `  - { id: r, name: R, for: { type: PUMP }, do: { set_property: { poles: ${poles} } } }`;
    const rules = world.loadRules(rule(2));
    const changed = other.loadRules(rule(4));
    expectConflict(
      rules,
      [changed],
      ['r hash (RULES of bernd) wrote it since', 'r definition (RULES of bernd) wrote it since'],
    );
    const settings = world.settings({ ambient_c: '45' });
    const later = other.settings({ ambient_c: '50', voltage_drop_pct: '4' });
    expectConflict(
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
    expect(conflictsOf(batch)).toEqual(['M-9 parentId (EDIT of bernd) refers to it since']);
    expectConflict(batch, [grandchild, child], conflictsOf(batch));
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
    expect(conflictsOf(batch)).toEqual([]);
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
    expect(conflictsOf(batch)).toEqual([]);
  });
});

describe('a redo needs what it changes to be there', () => {
  test('it is a conflict that no cascade solves, where what made it is not in force', () => {
    const made = world.change([P9]);
    const edited = other.edit('P-9', { area: '1' });
    const undone = world.rollBack(edited);
    world.rollBack(made);
    const conflicts = ['P-9 * (EDIT of anna) made what this needs, and is not in force'];
    expect(conflictsOf(undone)).toEqual(conflicts);
    expect(() => world.rollBack(undone, true)).toThrow(
      expect.objectContaining({ code: 'ROLLBACK_CONFLICT' }),
    );
  });

  test('the same for what it refers to, or was made from', () => {
    const made = world.change([P9]);
    const origin = { ruleId: 'r', sourceId: 'P-9', slot: 's' };
    const child = other.change([create('ASSET', asset('M-9', 'MOTOR', { parentId: 'P-9', origin }))]);
    const undone = world.rollBack(child);
    world.rollBack(made);
    expect(conflictsOf(undone)).toEqual([
      'P-9 parentId (EDIT of anna) made what this refers to, and is not in force',
      'P-9 origin (EDIT of anna) made what this refers to, and is not in force',
    ]);
  });

  test('what a later batch deleted comes back with a cascade', () => {
    const linked = other.change([update('ASSET', 'P-2', { parentId: 'P-1' })]);
    const undone = world.rollBack(linked);
    const deleted = world.remove('P-1');
    expectConflict(undone, [deleted], ['P-1 parentId (EDIT of anna) deleted what this refers to']);
  });

  test('a change of what was deleted before it needs the deletion off', () => {
    const deleted = world.remove('P-1');
    const back = world.rollBack(deleted);
    const edited = other.edit('P-1', { area: '7' });
    const undone = world.rollBack(edited);
    world.rollBack(back);
    expectConflict(undone, [deleted], ['P-1 * (EDIT of anna) deleted what this needs']);
  });

  test('a deletion that is redone clashes with what was written, made or laid since', () => {
    const back = world.rollBack(world.remove('P-1'));
    const edited = other.edit('P-1', { area: '7' });
    const laid = other.change([create('CABLE', cable('C-9', 'MCC-1', 'P-1'))]);
    expectConflict(
      back,
      [laid, edited],
      ['P-1 area (EDIT of bernd) wrote it since', 'C-9 toAssetId (EDIT of bernd) refers to it since'],
    );
  });

  test('a reference that was redone before the deletion clashes as well', () => {
    const linked = other.change([create('CABLE', cable('C-9', 'MCC-1', 'P-2'))]);
    const unlinked = world.rollBack(linked);
    const back = world.rollBack(world.remove('P-2'));
    world.rollBack(unlinked);
    expectConflict(back, [linked], ['C-9 toAssetId (EDIT of bernd) refers to it since']);
  });

  test('a tag or an edge that was taken meanwhile', () => {
    const undone = world.rollBack(
      world.change([
        P9,
        create('EDGE', edge('P-2', 'fed_from', 'MCC-1')),
        update('ASSET', 'P-2', { area: '1' }),
      ]),
    );
    const taken = other.change([update('ASSET', 'P-2', { tag: 'P-9' })]);
    const joined = other.change([create('EDGE', edge('P-2', 'fed_from', 'MCC-1', { id: 'another' }))]);
    expectConflict(
      undone,
      [joined, taken],
      ['P-9 tag (EDIT of bernd) took the tag since', ' relation (EDIT of bernd) made the same edge since'],
    );
  });

  test('what was made again meanwhile', () => {
    const first = world.change([P9]);
    const back = world.rollBack(first);
    const second = other.change([P9]);
    expectConflict(back, [second], ['P-9 tag (EDIT of bernd) made it again since']);
  });

  test('what a batch before it made, that was redone meanwhile', () => {
    const first = world.change([P9]);
    const back = world.rollBack(first);
    const away = world.rollBack(other.change([P9]));
    world.rollBack(back);
    expectConflict(away, [first], ['P-9 tag (EDIT of anna) made it again since']);
  });

  test('a value written since stays, being later in order', () => {
    const undone = world.rollBack(world.edit('P-1', { area: '200' }));
    world.edit('P-1', { area: '300' });
    world.rollBack(undone);
    expect(stateOf(world.project).ASSET['P-1']?.['area']).toBe('300');
  });

  test('a value that a person wrote since does not become the rule’s', () => {
    world.loadRules(`  - { id: r, name: R, for: { type: PUMP }, do: { set_property: { voltage_v: 400 } } }`);
    const undone = world.rollBack(world.execute());
    const edited = world.edit('P-1', { voltage_v: '690' });
    expectConflict(undone, [edited], ['P-1 properties.voltage_v (EDIT of anna) wrote the same field since']);
  });

  test('a value keeps its owner where what gave the field to that owner is off', () => {
    world.loadRules(`  - { id: r, name: R, for: { type: PUMP }, do: { set_property: { voltage_v: 400 } } }`);
    world.execute();
    const taken = world.edit('P-1', { voltage_v: '500' });
    const edited = world.edit('P-1', { voltage_v: '690' });
    const undone = world.rollBack(edited);
    world.rollBack(taken);
    expect(conflictsOf(undone)).toEqual([
      'P-1 properties.voltage_v (EDIT of anna) made what this needs, and is not in force',
    ]);
  });
});
