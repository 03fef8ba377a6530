import { describe, expect, test } from 'vitest';
import { madeId } from '../../kernel/ids.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import { applyOperations } from '../testing/apply-operations.ts';
import { MOTOR, pump, rule, STATION } from '../testing/rules.ts';
import { asset, compiled, edge, executed, lines, plant, planOf } from '../testing/world.ts';

const rules = compiled(MOTOR);
const origin = { ruleId: 'mech.pump-motor', slot: 'motor', sourceId: 'P-1' };
const motor = (more: Partial<Asset> = {}) =>
  asset('P-1-M', 'MOTOR', {
    id: 'by-hand',
    description: 'Motor of P-1',
    properties: { poles: 4 },
    ...more,
  });

describe('adoption', () => {
  test('of a thing of the same tag and type records origin and parent in one update; the edge is its own', () => {
    const state = plant([pump('P-1'), motor()]);
    const plan = planOf(state, rules);
    expect(plan.operations.map(({ because: _because, ...operation }) => operation)).toMatchObject([
      {
        op: 'UPDATE',
        aggregateId: 'by-hand',
        before: { origin: { userId: 'anna' }, parentId: null },
        after: { origin, parentId: 'P-1', owners: { parentId: 'rule:mech.pump-motor' } },
        diff: [
          { field: 'origin', old: { userId: 'anna' }, new: origin },
          { field: 'parentId', old: null, new: 'P-1' },
        ],
      },
      {
        op: 'CREATE',
        aggregateType: 'EDGE',
        after: { sourceId: 'by-hand', targetId: 'P-1', relation: 'powers' },
      },
    ]);
    expect(plan).toMatchObject({ conflicts: [], errors: [] });
    expect(planOf(applyOperations(state, plan.operations), rules).operations).toEqual([]);
  });

  test('leaves an edge that is there, and finds a tag in other letters', () => {
    const state = plant([pump('P-1'), motor({ tag: 'p-1-m' })], {
      edges: [edge('by-hand', 'powers', 'P-1')],
    });
    const plan = planOf(state, rules);
    expect(plan.operations.map(({ op, diff }) => [op, diff.map(({ field }) => field)])).toEqual([
      ['UPDATE', ['origin', 'parentId']],
    ]);
    expect(plan.conflicts).toEqual([]);
    expect(planOf(applyOperations(state, plan.operations), rules)).toMatchObject({
      operations: [],
      conflicts: [],
    });
  });

  test("keeps the person's other fields, with conflicts as usual, and fills empty ones", () => {
    const state = plant([
      pump('P-1', { area: '47' }),
      asset('L-1', 'LINE'),
      motor({ parentId: 'L-1', properties: { poles: 2 } }),
    ]);
    const plan = planOf(state, rules);
    expect(lines(plan)).toEqual([
      `UPDATE ASSET P-1-M area="47" origin=${JSON.stringify(origin)}`,
      'CREATE EDGE P-1-M powers',
    ]);
    expect(plan.conflicts.map(({ field, present, planned }) => [field, present, planned])).toEqual([
      ['parentId', 'L-1', 'P-1'],
      ['properties.poles', 2, 4],
    ]);
    const after = applyOperations(state, plan.operations);
    expect(planOf(after, rules)).toMatchObject({ operations: [], conflicts: plan.conflicts });
  });

  test('an adopted thing is found again by its origin, whatever its tag and parent', () => {
    const before = executed(plant([pump('P-1'), motor()]), rules);
    const moved = {
      ...before,
      assets: before.assets.map((one) =>
        one.id === 'by-hand'
          ? { ...one, tag: 'M-7', parentId: 'X-1', owners: { ...one.owners, parentId: 'user:anna' } }
          : one,
      ),
    };
    const plan = planOf({ ...moved, assets: [...moved.assets, asset('X-1', 'LINE')] }, rules);
    expect(plan).toMatchObject({ operations: [], errors: [] });
    expect(plan.conflicts.map(({ field }) => field)).toEqual(['tag', 'parentId']);
  });

  test('what follows from it is made from the adopted one', () => {
    const both = compiled(MOTOR, STATION);
    const plan = planOf(plant([pump('P-1'), motor()]), both);
    expect(lines(plan).slice(-2)).toEqual(['CREATE ASSET P-1-M-LCS', 'CREATE EDGE P-1-M-LCS controls']);
  });

  test('same tag and other type, or made by another rule, is DUPLICATE_TAG', () => {
    const errors = (thing: Asset) => planOf(plant([pump('P-1'), thing]), rules).errors;
    expect(errors(motor({ type: 'FAN' }))).toMatchObject([{ code: 'DUPLICATE_TAG', tag: 'P-1-M' }]);
    const owned = {
      origin: { ruleId: 'other', sourceId: 'P-1', slot: 'motor' },
      owners: { '*': 'rule:other' },
    };
    expect(errors(motor(owned))).toMatchObject([{ code: 'DUPLICATE_TAG', tag: 'P-1-M' }]);
  });

  test('of two that would adopt one thing, the first by rule and source does', () => {
    const same = rule(
      'a',
      'type: PUMP',
      'create_child: { slot: m, type: MOTOR, tag: "M-1", relation: powers }',
    );
    const state = plant([pump('P-2'), pump('P-1'), asset('M-1', 'MOTOR')]);
    const plan = planOf(state, compiled(same));
    expect(plan.operations.map(({ because }) => because.source.tag)).toEqual(['P-1', 'P-1']);
    expect(plan.errors).toMatchObject([{ aggregateId: 'P-2', code: 'DUPLICATE_TAG' }]);
    const after = applyOperations(state, plan.operations);
    expect(planOf(after, compiled(same))).toMatchObject({
      operations: [],
      errors: plan.errors.map(({ code }) => ({ code })),
    });
  });

  test('nothing becomes its own child, or that of what stands below it', () => {
    const up = (tag: string) =>
      compiled(rule('a', 'type: PUMP', `create_child: { slot: p, type: MOTOR, tag: "${tag}" }`));
    const state = plant([asset('M-1', 'MOTOR'), asset('P-1', 'PUMP', { parentId: 'M-1' })]);
    expect(planOf(state, up('M-1'))).toMatchObject({ operations: [], errors: [{ code: 'DUPLICATE_TAG' }] });
  });

  test('an adopted thing that a person deleted is not made again', () => {
    const identity = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const state = plant([pump('P-1')], { deletedByPerson: new Set(['by-hand', identity]) });
    expect(planOf(state, rules)).toMatchObject({
      operations: [],
      conflicts: [{ kind: 'DELETED', tag: 'P-1-M' }],
    });
  });
});
