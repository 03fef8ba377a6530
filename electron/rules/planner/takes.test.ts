import { describe, expect, test } from 'vitest';
import { madeId } from '../../kernel/ids.ts';
import { applyOperations } from '../testing/apply-operations.ts';
import { FEEDER, MOTOR, pump, rule } from '../testing/rules.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

describe('--take', () => {
  const SET = rule('a', 'type: PUMP', 'set_property: { poles: 4, area: "47" }');
  const rules = compiled(SET);
  const state = plant([asset('P-1', 'PUMP', { area: '48', properties: { poles: 2 } })]);
  const taking = (...takes: string[]) => planOf(state, rules, { takes });

  test("a person's value is taken for the rule, which owns the field from then on", () => {
    const plan = taking('p-1');
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 area="47" poles=4']);
    expect(plan).toMatchObject({ conflicts: [], notes: [], takes: ['p-1'] });
    const after = applyOperations(state, plan.operations);
    expect(after.assets[0]?.owners).toMatchObject({ area: 'rule:a', 'properties.poles': 'rule:a' });
    expect(planOf(after, rules)).toMatchObject({ operations: [], conflicts: [] });
  });

  test('one field is named with or without its prefix, and the other one stays', () => {
    for (const field of ['poles', 'properties.poles']) {
      const plan = taking(`P-1:${field}`);
      expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=4']);
      expect(plan.conflicts.map((one) => one.field)).toEqual(['area']);
    }
    expect(lines(taking('P-1:area'))).toEqual(['UPDATE ASSET P-1 area="47"']);
  });

  test('where there is nothing to take, a note says so', () => {
    expect(taking('P-9', 'P-1:duty', 'P-1:area').notes).toEqual([
      `Nothing to take for "P-9": no conflict with a person's value has this tag or field.`,
      `Nothing to take for "P-1:duty": no conflict with a person's value has this tag or field.`,
    ]);
  });

  test('it is part of the plan and of its hash', () => {
    const nothing = planOf(plant([]), rules, { takes: ['X'] });
    expect(nothing.planHash).not.toBe(planOf(plant([]), rules).planHash);
  });

  test('it does not decide between rules', () => {
    const plan = planOf(state, compiled(SET, SET.replace('id: a', 'id: b').replace('poles: 4', 'poles: 6')), {
      takes: ['P-1'],
    });
    expect(plan.conflicts.map(({ kind, field }) => [kind, field])).toEqual([['RULES', 'properties.poles']]);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 area="47"']);
  });

  test('a tag that a person gave is taken back', () => {
    const made = executed(plant([pump('P-1')]), compiled(MOTOR));
    const renamed = {
      ...made,
      assets: made.assets.map((one) =>
        one.tag === 'P-1-M' ? { ...one, tag: 'M-7', owners: { ...one.owners, tag: 'user:anna' } } : one,
      ),
    };
    expect(lines(planOf(renamed, compiled(MOTOR), { takes: ['M-7:tag'] }))).toEqual([
      'UPDATE ASSET P-1-M tag="P-1-M"',
    ]);
  });

  test('a thing that a person deleted is made again, under the same id', () => {
    const id = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const deleted = plant([pump('P-1')], { deletedByPerson: new Set([id]) });
    const plan = planOf(deleted, compiled(MOTOR), { takes: ['P-1-M'] });
    expect(plan).toMatchObject({
      operations: [{ aggregateId: id }, { aggregateType: 'EDGE' }],
      conflicts: [],
    });
    expect(planOf(applyOperations(deleted, plan.operations), compiled(MOTOR)).operations).toEqual([]);
  });

  test('a relation that a person deleted is made again', () => {
    const before = plant([asset('M', 'MOTOR', { area: '47' }), asset('MCC', 'MCC', { area: '47' })]);
    const ids = executed(before, compiled(FEEDER)).edges.map(({ id }) => id);
    const deleted = { ...before, deletedByPerson: new Set(ids) };
    expect(planOf(deleted, compiled(FEEDER)).operations).toEqual([]);
    expect(lines(planOf(deleted, compiled(FEEDER), { takes: ['M:fed_from'] }))).toEqual([
      'CREATE EDGE M fed_from',
    ]);
  });

  test("a cable that is approved or installed counts as a person's in every field, empty ones too", () => {
    const length = compiled(rule('a', 'entity: CABLE', 'set_property: { lengthM: 5, cores: 4 }'));
    const owners = { '*': 'rule:a' };
    const wired = (status: 'PROPOSED' | 'APPROVED' | 'INSTALLED') =>
      plant([], { cables: [cable('C-1', { status, owners, lengthM: 75 })] });
    expect(lines(planOf(wired('PROPOSED'), length))).toEqual(['UPDATE CABLE C-1 cores=4 lengthM=5']);
    const plan = planOf(wired('INSTALLED'), length);
    expect(plan.operations).toEqual([]);
    expect(plan.conflicts.map(({ kind, field, message }) => [kind, field, message])).toEqual([
      [
        'PERSON',
        'lengthM',
        "lengthM of C-1 is 75 and the cable is INSTALLED; a would write 5. The person's value is kept.",
      ],
      [
        'PERSON',
        'cores',
        "cores of C-1 is null and the cable is INSTALLED; a would write 4. The person's value is kept.",
      ],
    ]);
    expect(lines(planOf(wired('APPROVED'), length, { takes: ['C-1:lengthM'] }))).toEqual([
      'UPDATE CABLE C-1 lengthM=5',
    ]);
  });
});
