import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyProject } from '../../store/verify.ts';
import {
  asset,
  cable,
  create,
  edge,
  finding,
  membersOf,
  packageOf,
  remove,
  update,
  type EntityChange,
} from '../testing/entity-changes.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';

let world: World;

beforeEach(async () => {
  world = await newWorld();
  world.change([
    create('ASSET', asset('A-1', 'AREA')),
    create('ASSET', asset('P-1', 'PUMP', { parentId: 'A-1', properties: { duty: 'CONSTANT' } })),
    create('ASSET', asset('P-2', 'PUMP')),
    create('ASSET', asset('MCC-1', 'MCC')),
    create('CABLE', cable('C-1', 'MCC-1', 'P-1', { lengthM: 20, properties: { runs: 1 } })),
    create('EDGE', edge('P-1', 'fed_from', 'MCC-1')),
    create('PACKAGE', packageOf('EL', ['ASSET:P-1', 'CABLE:C-1'])),
    create('FINDING', finding('r.open', 'P-1')),
    create('FINDING', finding('r.closed', 'P-2', { status: 'RESOLVED' })),
  ]);
});

afterEach(() => world.close());

/** Rolls a batch back and on again, and compares the whole state each time. */
function expectUndone(before: unknown, run: () => string): void {
  const batch = run();
  const after = stateOf(world.project);
  expect(after).not.toEqual(before);
  const rollback = world.rollBack(batch);
  expect(stateOf(world.project)).toEqual(before);
  const redo = world.rollBack(rollback);
  expect(stateOf(world.project)).toEqual(after);
  world.rollBack(redo);
  expect(stateOf(world.project)).toEqual(before);
  expect(verifyProject(world.project.database)).toMatchObject({ ok: true });
}

const CHANGES: readonly (readonly [what: string, changes: readonly EntityChange[]])[] = [
  ['a created asset', [create('ASSET', asset('P-9', 'PUMP', { area: '100', properties: { poles: 4 } }))]],
  ['a changed field of an asset', [update('ASSET', 'P-1', { area: '200' })]],
  ['a field of an asset emptied', [update('ASSET', 'P-1', { parentId: null })]],
  ['a changed property', [update('ASSET', 'P-1', { properties: { duty: 'VARIABLE' } })]],
  ['properties that come and go', [update('ASSET', 'P-1', { properties: { poles: 2, outdoor: true } })]],
  ['a changed type and tag', [update('ASSET', 'P-1', { type: 'FAN', tag: 'F-1' })]],
  ['a changed parent', [update('ASSET', 'P-2', { parentId: 'P-1' })]],
  [
    'tags that were exchanged',
    [
      update('ASSET', 'P-1', { tag: 'P-2x' }),
      update('ASSET', 'P-2', { tag: 'P-1' }),
      update('ASSET', 'P-1', { tag: 'P-2' }),
    ],
  ],
  ['a deleted asset', [remove('ASSET', 'A-1'), update('ASSET', 'P-1', { parentId: null })]],
  ['a created cable', [create('CABLE', cable('C-2', 'MCC-1', 'P-2', { ampacityA: 158, cores: 4 }))]],
  [
    'a changed cable',
    [update('CABLE', 'C-1', { lengthM: 25.5, status: 'APPROVED', properties: { runs: 2 } })],
  ],
  ['changed ends of a cable', [update('CABLE', 'C-1', { fromAssetId: 'P-2', toAssetId: null })]],
  [
    'a deleted cable',
    [remove('CABLE', 'C-1'), update('PACKAGE', 'EL', { members: membersOf(['ASSET:P-1']) })],
  ],
  ['a created edge', [create('EDGE', edge('P-2', 'allocated_to', 'A-1', { slot: 'DI-07' }))]],
  ['a deleted edge', [remove('EDGE', 'P-1 fed_from MCC-1')]],
  [
    'an edge made anew with other ends',
    [
      remove('EDGE', 'P-1 fed_from MCC-1'),
      create('EDGE', { ...edge('P-1', 'fed_from', 'A-1'), id: 'P-1 fed_from MCC-1' }),
    ],
  ],
  ['a created package', [create('PACKAGE', packageOf('IN', ['ASSET:P-2'], { packageType: 'IN-P040' }))]],
  [
    'members that join and leave',
    [update('PACKAGE', 'EL', { members: membersOf(['ASSET:P-1', 'ASSET:P-2']) })],
  ],
  ['a changed code and status', [update('PACKAGE', 'EL', { code: 'EL-01', status: 'ISSUED' })]],
  ['a deleted package', [remove('PACKAGE', 'EL')]],
  ['a raised finding', [create('FINDING', finding('r.new', 'C-1', { subjectType: 'CABLE' }))]],
  ['a resolved finding', [update('FINDING', 'r.open on P-1', { status: 'RESOLVED' })]],
  ['a finding raised again', [update('FINDING', 'r.closed on P-2', { status: 'OPEN', message: 'worse' })]],
  [
    'what came and went in the batch',
    [
      create('ASSET', asset('P-8', 'PUMP')),
      update('ASSET', 'P-8', { area: '1' }),
      remove('ASSET', 'P-8'),
      update('ASSET', 'P-1', { area: '1' }),
    ],
  ],
];

describe('rolling back and redoing restores exactly', () => {
  test.each(CHANGES)('%s', (_, changes) => {
    expectUndone(stateOf(world.project), () => world.change(changes));
  });

  test('owners: a rule’s field that a person took goes back to the rule', () => {
    world.loadRules(
      `  - { id: elec.volt, name: Volt, for: { type: PUMP }, do: { set_property: { voltage_v: 400 } } }`,
    );
    world.execute();
    const before = stateOf(world.project);
    expect(before.ASSET['P-1']?.['owners']).toEqual({
      '*': 'user:anna',
      'properties.voltage_v': 'rule:elec.volt',
    });
    expectUndone(before, () => world.edit('P-1', { voltage_v: '690' }));
  });

  test('a field given back to the rules', () => {
    expectUndone(stateOf(world.project), () => world.edit('P-1', undefined, { unset: ['duty'] }));
  });

  test('a deletion by hand, with all that it took along', () => {
    const before = stateOf(world.project);
    expectUndone(before, () => {
      const batch = world.remove('P-1');
      const after = stateOf(world.project);
      expect(Object.keys(after.ASSET)).toEqual(['A-1', 'MCC-1', 'P-2']);
      expect([after.CABLE, after.EDGE, after.PACKAGE['EL']?.['members']]).toEqual([{}, {}, undefined]);
      expect(after.FINDING['r.open on P-1']?.['status']).toBe('RESOLVED');
      expect(after.deletedByPerson).toEqual(['P-1']);
      return batch;
    });
  });

  test('the row that an asset was imported from', async () => {
    await world.importRows([{ tag: 'P-7', type: 'PUMP' }]);
    const before = stateOf(world.project);
    expect(Object.values(before.provenance)).toEqual(['list-1.csv:2']);
    expectUndone(before, () => world.remove('P-7'));
  });

  test('an import of creations, changes and parents', async () => {
    const before = stateOf(world.project);
    const batch = await world.importRows([
      { tag: 'P-7', type: 'PUMP', area: '300', parent_tag: 'A-7' },
      { tag: 'A-7', type: 'AREA', area: '', parent_tag: 'A-1' },
      { tag: 'P-1', type: 'PUMP', area: '300', parent_tag: 'A-7' },
    ]);
    expectUndone(before, () => batch);
  });

  test('an execution of rules of several kinds', () => {
    world.loadRules(`
  - { id: mech.motor, name: Motor, for: { type: PUMP }, do: { create_child: { slot: motor, type: MOTOR, tag: "{asset.tag}-M", relation: powers } } }
  - { id: elec.fed, name: Fed, for: { type: MOTOR }, do: { create_relationship: { relation: fed_from, to: [{ type: MCC }] } } }
  - { id: elec.area, name: Area, for: { type: PUMP }, do: { validate: { that: 'asset.area != null', severity: ERROR, message: "{asset.tag}: no area" } } }`);
    expectUndone(stateOf(world.project), () => {
      const batch = world.execute();
      const { ASSET, EDGE, FINDING } = stateOf(world.project);
      expect([ASSET, EDGE, FINDING].map((kind) => Object.keys(kind).length)).toEqual([6, 5, 4]);
      return batch;
    });
  });

  test('rules defined, changed and retired', () => {
    const rule = (id: string, value: number) =>
      `  - { id: ${id}, name: Rule, for: { type: PUMP }, do: { set_property: { poles: ${value} } } }\n`;
    const before = stateOf(world.project);
    expectUndone(before, () => world.loadRules(rule('a', 2) + rule('b', 2)));
    world.loadRules(rule('a', 2) + rule('b', 2));
    expectUndone(stateOf(world.project), () => world.loadRules(rule('a', 4) + rule('c', 2)));
  });

  test('settings, the name and the country of the project', () => {
    world.settings({ ambient_c: '45' });
    expectUndone(stateOf(world.project), () =>
      world.settings({ ambient_c: '', voltage_drop_pct: '5', name: 'Other', country: 'US', client: 'ACME' }),
    );
  });
});

describe('findings follow', () => {
  test('those on what is removed are resolved, and open again when it comes back', () => {
    const made = world.change([create('ASSET', asset('P-9', 'PUMP'))]);
    world.change([create('FINDING', finding('r', 'P-9'))]);
    const before = stateOf(world.project);
    const rollback = world.rollBack(made);
    expect(stateOf(world.project).FINDING['r on P-9']?.['status']).toBe('RESOLVED');
    world.rollBack(rollback);
    expect(stateOf(world.project)).toEqual(before);
  });

  test('one that came back while its subject was away opens with the subject', () => {
    const made = world.change([create('ASSET', asset('P-9', 'PUMP'))]);
    const raised = world.change([create('FINDING', finding('r', 'P-9'))]);
    const before = stateOf(world.project);
    const withoutFinding = world.rollBack(raised);
    const withoutAsset = world.rollBack(made);
    world.rollBack(withoutFinding);
    expect(stateOf(world.project).FINDING['r on P-9']?.['status']).toBe('RESOLVED');
    world.rollBack(withoutAsset);
    expect(stateOf(world.project)).toEqual(before);
  });

  test('one that a later batch raised again stays, though the batch that raised it first is rolled back', () => {
    const first = world.change([
      create('FINDING', finding('r', 'P-1')),
      update('ASSET', 'P-1', { area: '1' }),
    ]);
    world.change([update('FINDING', 'r on P-1', { status: 'RESOLVED' })]);
    world.change([update('FINDING', 'r on P-1', { status: 'OPEN', message: 'again' })]);
    world.rollBack(first);
    expect(stateOf(world.project).FINDING['r on P-1']).toEqual(finding('r', 'P-1', { message: 'again' }));
  });

  test('one on an asset that is made anew stays resolved', () => {
    const made = world.change([create('ASSET', asset('P-9', 'PUMP'))]);
    world.change([create('FINDING', finding('r', 'P-9'))]);
    world.rollBack(made);
    world.change([create('ASSET', asset('P-9', 'PUMP', { area: '2' }))]);
    const edited = world.change([update('FINDING', 'r on P-9', { message: 'other' })]);
    world.rollBack(edited);
    expect(stateOf(world.project).FINDING['r on P-9']).toEqual(finding('r', 'P-9', { status: 'RESOLVED' }));
  });
});
