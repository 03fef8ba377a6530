import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asset, cable, create, edge, packageOf, update } from '../testing/entity-changes.ts';
import { conflictsOf, expectConflict } from '../testing/rollback-conflict.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';

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

describe('a redo needs what it changes to be there', () => {
  test('it is a conflict that no cascade solves, where what made it is not in force', () => {
    const made = world.change([P9]);
    const edited = other.edit('P-9', { area: '1' });
    const undone = world.rollBack(edited);
    world.rollBack(made);
    const conflicts = ['P-9 * (EDIT of anna) made what this needs, and is not in force'];
    expect(conflictsOf(world, undone)).toEqual(conflicts);
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
    expect(conflictsOf(world, undone)).toEqual([
      'P-9 parentId (EDIT of anna) made what this refers to, and is not in force',
      'P-9 origin (EDIT of anna) made what this refers to, and is not in force',
    ]);
  });

  test('what a later batch deleted comes back with a cascade', () => {
    const linked = other.change([update('ASSET', 'P-2', { parentId: 'P-1' })]);
    const undone = world.rollBack(linked);
    const deleted = world.remove('P-1');
    expectConflict(world, undone, [deleted], ['P-1 parentId (EDIT of anna) deleted what this refers to']);
  });

  test('a change of what was deleted before it needs the deletion off', () => {
    const deleted = world.remove('P-1');
    const back = world.rollBack(deleted);
    const edited = other.edit('P-1', { area: '7' });
    const undone = world.rollBack(edited);
    world.rollBack(back);
    expectConflict(world, undone, [deleted], ['P-1 * (EDIT of anna) deleted what this needs']);
  });

  test('a deletion that is redone clashes with what was written, made or laid since', () => {
    const back = world.rollBack(world.remove('P-1'));
    const edited = other.edit('P-1', { area: '7' });
    const laid = other.change([create('CABLE', cable('C-9', 'MCC-1', 'P-1'))]);
    expectConflict(
      world,
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
    expectConflict(world, back, [linked], ['C-9 toAssetId (EDIT of bernd) refers to it since']);
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
      world,
      undone,
      [joined, taken],
      ['P-9 tag (EDIT of bernd) took the tag since', ' relation (EDIT of bernd) made the same edge since'],
    );
  });

  test('what was made again meanwhile', () => {
    const first = world.change([P9]);
    const back = world.rollBack(first);
    const second = other.change([P9]);
    expectConflict(world, back, [second], ['P-9 tag (EDIT of bernd) made it again since']);
  });

  test('what a batch before it made, that was redone meanwhile', () => {
    const first = world.change([P9]);
    const back = world.rollBack(first);
    const away = world.rollBack(other.change([P9]));
    world.rollBack(back);
    expectConflict(world, away, [first], ['P-9 tag (EDIT of anna) made it again since']);
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
    expectConflict(
      world,
      undone,
      [edited],
      ['P-1 properties.voltage_v (EDIT of anna) wrote the same field since'],
    );
  });

  test('a value keeps its owner where what gave the field to that owner is off', () => {
    world.loadRules(`  - { id: r, name: R, for: { type: PUMP }, do: { set_property: { voltage_v: 400 } } }`);
    world.execute();
    const taken = world.edit('P-1', { voltage_v: '500' });
    const edited = world.edit('P-1', { voltage_v: '690' });
    const undone = world.rollBack(edited);
    world.rollBack(taken);
    expect(conflictsOf(world, undone)).toEqual([
      'P-1 properties.voltage_v (EDIT of anna) made what this needs, and is not in force',
    ]);
  });
});
