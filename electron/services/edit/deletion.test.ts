import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPlant } from '../../store/plant.ts';
import { verifyProject } from '../../store/verify.ts';
import { planProject } from '../execution/plan.ts';
import { asset, cable, create, edge, finding, packageOf } from '../testing/entity-changes.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { assetOf, eventLines, exists, packageNamed } from '../testing/project-reading.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { editEntity } from './edit.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const ids = (entities: Readonly<Record<string, unknown>>): string[] => Object.keys(entities);

describe('deleting by hand', () => {
  test('takes edges, cables, memberships and findings along, and leaves children without parent', () => {
    world.change([
      create('ASSET', asset('MCC', 'MCC')),
      create('ASSET', asset('P', 'PUMP')),
      create('ASSET', asset('M', 'MOTOR', { parentId: 'P' })),
      create('EDGE', edge('M', 'powers', 'P')),
      create('EDGE', edge('M', 'fed_from', 'MCC')),
      create('CABLE', cable('C', 'MCC', 'P')),
      create('CABLE', cable('D', 'MCC', 'M')),
      create('PACKAGE', packageOf('PK', ['ASSET:P', 'CABLE:C', 'CABLE:D'])),
      create('FINDING', finding('r.a', 'P')),
      create('FINDING', finding('r.a', 'C', { subjectType: 'CABLE' })),
      create('FINDING', finding('r.a', 'M')),
    ]);
    const result = editEntity(world.project, { tag: 'p', delete: true, reason: 'not built' });
    expect(result.found).toBe(null);
    const state = stateOf(world.project);
    expect({
      assets: ids(state.ASSET),
      edges: ids(state.EDGE),
      cables: ids(state.CABLE),
      members: Object.keys(packageNamed(world.project, 'PK').members),
      open: Object.values(state.FINDING)
        .filter(({ status }) => status === 'OPEN')
        .map(({ id }) => id),
      deletedByPerson: state.deletedByPerson,
    }).toEqual({
      assets: ['M', 'MCC'],
      edges: ['M fed_from MCC'],
      cables: ['D'],
      members: ['CABLE:D'],
      open: ['r.a on M'],
      deletedByPerson: ['P'],
    });
    expect(assetOf(world.project, 'M')).toMatchObject({ parentId: null, owners: { '*': 'user:anna' } });
    expect(eventLines(world.project, result.correlationId)).toEqual([
      'BATCH_STARTED',
      'RELATIONSHIP_DELETED P',
      'PACKAGE_UPDATED PK',
      'FINDING_RESOLVED C',
      'CABLE_DELETED C',
      'PACKAGE_UPDATED PK',
      'ASSET_UPDATED M',
      'FINDING_RESOLVED P',
      'ASSET_DELETED P',
      'BATCH_COMPLETED',
    ]);
    expect(verifyProject(world.project.database).ok).toBe(true);
  });

  test('of an asset that is tied to itself names each thing once', () => {
    world.change([
      create('ASSET', asset('P', 'PUMP')),
      create('EDGE', edge('P', 'related_to', 'P')),
      create('CABLE', cable('C', 'P', 'P')),
    ]);
    world.remove('P');
    expect(loadPlant(world.project.database)).toMatchObject({ assets: [], edges: [], cables: [] });
  });

  test('of a cable and of a package takes only them', () => {
    world.change([
      create('ASSET', asset('P', 'PUMP')),
      create('CABLE', cable('C', 'P', null)),
      create('PACKAGE', packageOf('PK', ['ASSET:P', 'CABLE:C'])),
    ]);
    world.remove('C');
    expect(Object.keys(packageNamed(world.project, 'PK').members)).toEqual(['ASSET:P']);
    world.remove('pk');
    expect([exists(world.project, 'P'), exists(world.project, 'C'), exists(world.project, 'PK')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('of what a rule made is final: it is a conflict and is not made again', async () => {
    await world.importRows([{ tag: 'P-1', type: 'PUMP', shaft_power_kw: 60 }]);
    world.loadRules(MOTOR_RULES);
    world.execute();
    world.remove('P-1-M');
    const plan = planProject(world.project, { scope: {} });
    expect(plan.operations).toEqual([]);
    expect(plan.conflicts.map(({ kind, tag, ruleId }) => [kind, tag, ruleId])).toEqual([
      ['DELETED', 'P-1-M', 'm.motor'],
    ]);
    world.execute();
    expect(exists(world.project, 'P-1-M')).toBe(false);
  });

  test('of what a deletion took along is not final: a rule makes the edge again', async () => {
    await world.importRows([
      { tag: 'P-1', type: 'PUMP', area: '1' },
      { tag: 'MCC-1', type: 'MCC', area: '1' },
    ]);
    world.loadRules(`
  - id: f.feed
    name: Feed
    for: { type: PUMP }
    do: { create_relationship: { relation: fed_from, direction: out, to: { type: MCC, same: area } } }`);
    world.execute();
    world.remove('MCC-1');
    await world.importRows([{ tag: 'MCC-1', type: 'MCC', area: '1' }]);
    world.execute();
    const [made] = loadPlant(world.project.database).edges;
    expect([made?.relation, made?.targetId]).toEqual(['fed_from', assetOf(world.project, 'MCC-1').id]);
  });
});
