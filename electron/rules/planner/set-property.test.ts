import { describe, expect, test } from 'vitest';
import { rule, MOTOR, pump } from '../testing/rules.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

describe('set_property', () => {
  test('writes empty fields and fields of rules, and says who owns them now', () => {
    const rules = compiled(rule('a', 'type: PUMP', 'set_property: { area: "47", poles: 4, outdoor: true }'));
    const owners = { '*': 'user:anna', 'properties.poles': 'rule:old' };
    const [operation] = planOf(
      plant([asset('P-1', 'PUMP', { properties: { poles: 2, outdoor: true }, owners })]),
      rules,
    ).operations;
    expect(operation).toMatchObject({
      op: 'UPDATE',
      before: {
        area: null,
        properties: { poles: 2 },
        owners: { area: null, 'properties.poles': 'rule:old' },
      },
      after: {
        area: '47',
        properties: { poles: 4 },
        owners: { area: 'rule:a', 'properties.poles': 'rule:a' },
      },
      diff: [
        { field: 'area', old: null, new: '47' },
        { field: 'properties.poles', old: 2, new: 4 },
      ],
    });
  });

  test('a sum over assets of another type sees what the same plan writes there', () => {
    const rules = compiled(
      rule(
        'load',
        'type: MCC',
        'set_property: { power_kw: "= sum(children(\'MOTOR\').map(m, m.props.power_kw))" }',
      ),
      rule('rating', 'type: MOTOR', 'set_property: { power_kw: 75 }'),
    );
    const fed = (tag: string) => asset(tag, 'MOTOR', { parentId: 'MCC-1' });
    expect(lines(planOf(plant([asset('MCC-1', 'MCC'), fed('M-1'), fed('M-2')]), rules))).toEqual([
      'UPDATE ASSET M-1 power_kw=75',
      'UPDATE ASSET M-2 power_kw=75',
      'UPDATE ASSET MCC-1 power_kw=150',
    ]);
  });

  test("a person's value is kept, and the difference is a conflict", () => {
    const rules = compiled(rule('a', 'type: PUMP', 'set_property: { poles: 4, outdoor: true }'));
    const plan = planOf(plant([asset('P-1', 'PUMP', { properties: { poles: 2 } })]), rules);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 outdoor=true']);
    expect(plan.conflicts).toEqual([
      {
        kind: 'PERSON',
        ruleId: 'a',
        aggregateId: 'P-1',
        tag: 'P-1',
        field: 'properties.poles',
        present: 2,
        planned: 4,
        message: "poles of P-1 is 2 by anna; a would write 4. The person's value is kept.",
      },
    ]);
  });

  test("a person's value on what a rule made is kept as well", () => {
    const rules = compiled(MOTOR);
    const made = executed(plant([pump('P-1')]), rules);
    const edited = {
      ...made,
      assets: made.assets.map((one) =>
        one.tag === 'P-1-M' ? { ...one, tag: 'M-7', owners: { ...one.owners, tag: 'user:anna' } } : one,
      ),
    };
    expect(planOf(edited, rules)).toMatchObject({
      operations: [],
      conflicts: [{ field: 'tag', present: 'M-7', planned: 'P-1-M' }],
    });
  });

  test('of two rules with different values neither writes, with equal values one does', () => {
    const set = (id: string, value: number) => rule(id, 'type: PUMP', `set_property: { poles: ${value} }`);
    const state = plant([asset('P-1', 'PUMP')]);
    const plan = planOf(state, compiled(set('b', 2), set('a', 4)));
    expect(plan.operations).toEqual([]);
    expect(plan.conflicts).toEqual([
      {
        kind: 'RULES',
        ruleId: 'a',
        aggregateId: 'P-1',
        tag: 'P-1',
        field: 'properties.poles',
        present: null,
        planned: 4,
        message:
          'poles of P-1: a would write 4, b would write 2. Neither is written; narrow one of the rules.',
      },
    ]);
    const agreed = compiled(set('b', 4), set('a', 4));
    expect(planOf(state, agreed).operations.map(({ ruleId }) => ruleId)).toEqual(['a']);
    expect(planOf(executed(state, agreed), agreed)).toMatchObject({ operations: [], conflicts: [] });
  });

  test('a value that two rules want otherwise is kept as it stands, on what is made in the same run left out', () => {
    const other = rule('z', 'type: MOTOR', 'set_property: { poles: 2 }');
    const state = plant([pump('P-1')]);
    const plan = planOf(executed(state, compiled(MOTOR)), compiled(MOTOR, other));
    expect(plan).toMatchObject({ operations: [], conflicts: [{ kind: 'RULES', present: 4 }] });
    const fresh = planOf(state, compiled(MOTOR, other));
    expect(fresh.conflicts).toMatchObject([{ kind: 'RULES', tag: 'P-1-M', field: 'properties.poles' }]);
  });

  test("where a person's value decides, rules that disagree are conflicts with the person only", () => {
    const set = (id: string, value: number) => rule(id, 'type: PUMP', `set_property: { poles: ${value} }`);
    const plan = planOf(
      plant([asset('P-1', 'PUMP', { properties: { poles: 2 } })]),
      compiled(set('a', 4), set('b', 2)),
    );
    expect(plan.conflicts.map(({ kind, ruleId }) => [kind, ruleId])).toEqual([['PERSON', 'a']]);
  });

  test('one operation for each rule, never merged', () => {
    const plan = planOf(
      plant([asset('P-1', 'PUMP')]),
      compiled(
        rule('a', 'type: PUMP', 'set_property: { poles: 4 }'),
        rule('b', 'type: PUMP', 'set_property: { outdoor: true }'),
      ),
    );
    expect(plan.operations.map(({ ruleId, diff }) => [ruleId, diff.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('a value of the wrong type, a division by zero and a status that is none fail that one action', () => {
    const bad = asset('P-1', 'PUMP', {
      properties: { shaft_power_kw: 'much', poles: 0 },
      description: 'DONE',
    });
    const good = asset('P-2', 'PUMP', {
      properties: { shaft_power_kw: 2, poles: 2 },
      description: 'VALIDATED',
    });
    const run = (value: string) =>
      planOf(plant([bad, good]), compiled(rule('a', 'type: PUMP', `set_property: { ${value} }`)));
    for (const [value, code] of [
      ['power_kw: "= props.shaft_power_kw * 2"', 'WRONG_TYPE'],
      ['power_kw: "= 8 / props.poles"', 'DIVISION_BY_ZERO'],
      ['dataStatus: "{asset.description}"', 'WRONG_TYPE'],
    ] as const) {
      const plan = run(value);
      expect(plan.errors.map((one) => [one.tag, one.code])).toEqual([['P-1', code]]);
      expect(plan.summary.errors).toBe(1);
    }
    expect(lines(run('power_kw: "= props.shaft_power_kw * 2"'))).toEqual(['UPDATE ASSET P-2 power_kw=4']);
  });

  test('a text field takes a number as text', () => {
    expect(
      lines(
        planOf(
          plant([asset('P-1', 'PUMP')]),
          compiled(rule('a', 'type: PUMP', 'set_property: { area: 47 }')),
        ),
      ),
    ).toEqual(['UPDATE ASSET P-1 area="47"']);
  });

  test('a cable gets its own fields and properties', () => {
    const rules = compiled(
      rule(
        'a',
        'entity: CABLE, cableType: POWER',
        'set_property: { lengthM: "= cable.tag == \'C-1\' ? 75.0 : 5.0", outdoor: "= from.props.outdoor" }',
      ),
    );
    const state = plant([asset('MCC', 'MCC', { properties: { outdoor: true } })], {
      cables: [cable('C-1', { fromAssetId: 'MCC' }), cable('C-2', { cableType: 'SIGNAL' })],
    });
    expect(lines(planOf(state, rules))).toEqual(['UPDATE CABLE C-1 lengthM=75 outdoor=true']);
    expect(planOf(executed(state, rules), rules).operations).toEqual([]);
  });
});
