import { describe, expect, test } from 'vitest';
import { applyOperations } from '../testing/apply-operations.ts';
import { rule, MOTOR, POWER, STATION, FEEDER, pump } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

describe('where', () => {
  test('unknown is a skip that names the properties, and an error is one of that action', () => {
    const text = rule(
      'a',
      'type: PUMP',
      'set_property: { poles: 4 }',
      `    where: 'props.duty == "VARIABLE" && props.shaft_power_kw > 5'\n`,
    );
    const plan = planOf(
      plant([
        asset('P-1', 'PUMP'),
        asset('P-2', 'PUMP', { properties: { shaft_power_kw: 'x', duty: 'VARIABLE' } }),
      ]),
      compiled(text),
    );
    expect(plan.operations).toEqual([]);
    expect(plan.skips.map(({ tag, message }) => [tag, message])).toEqual([
      ['P-1', 'The condition cannot be decided: props.duty and props.shaft_power_kw are not set.'],
    ]);
    expect(plan.errors.map(({ tag, code }) => [tag, code])).toEqual([['P-2', 'WRONG_TYPE']]);
  });
});

describe('to a fixpoint', () => {
  test('pump, motor, power, station and feeder come from one plan, whatever the order of rules', () => {
    const state = plant([pump('P-1', { area: '47' }), asset('47-MCC-01', 'MCC', { area: '47' })]);
    const plan = planOf(state, compiled(STATION, FEEDER, POWER, MOTOR));
    expect(lines(plan)).toEqual([
      'CREATE ASSET P-1-M',
      'CREATE EDGE P-1-M powers',
      'CREATE EDGE P-1-M fed_from',
      'CREATE ASSET P-1-M-LCS',
      'CREATE EDGE P-1-M-LCS controls',
      'UPDATE ASSET P-1-M power_kw=75',
    ]);
    expect(plan.operations.map(({ cause }) => cause)).toEqual([null, 0, 0, 0, 3, 0]);
    expect(plan.rules.map(({ ruleId, considered, applied }) => [ruleId, considered, applied])).toEqual([
      ['mech.pump-motor', 1, 1],
      ['elec.fed', 1, 1],
      ['elec.lcs', 1, 1],
      ['mech.motor-kw', 1, 1],
    ]);
  });

  test('inside one stratum, what gets another parent reads from that one', () => {
    const makes = `create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { rating_kw: "= props.power_kw" } }`;
    const reads = 'set_property: { power_kw: "= parent.props.shaft_power_kw" }';
    const rules = compiled(rule('m', 'type: PUMP', makes), rule('p', 'type: [PUMP, MOTOR]', reads));
    const pumps = [1, 2].map((shaft_power_kw) =>
      asset(`P-${shaft_power_kw}`, 'PUMP', { properties: { shaft_power_kw } }),
    );
    const made = executed(plant(pumps), rules);
    const moved = {
      ...made,
      assets: made.assets.map((one) =>
        one.tag === 'P-1-M'
          ? { ...one, parentId: 'P-2', owners: { ...one.owners, parentId: 'user:anna' } }
          : one,
      ),
    };
    expect(rules.strata).toHaveLength(1);
    expect(lines(planOf(moved, rules))).toEqual(['UPDATE ASSET P-1-M power_kw=2']);
    const read = executed(moved, rules);
    const options = { takes: ['P-1-M:parentId'] };
    expect(lines(planOf(read, rules, options))).toEqual([
      'UPDATE ASSET P-1-M parentId="P-1"',
      'UPDATE ASSET P-1-M power_kw=1',
    ]);
    expect(planOf(executed(read, rules, options), rules, options).operations).toEqual([]);
  });

  test('inside one stratum, what is written is read again until nothing changes', () => {
    const step = (id: string, from: string, to: string) =>
      rule(id, 'type: PUMP', `set_property: { ${to}: "= props.${from}" }`);
    const circle = [
      step('a', 'power_kw', 'rating_kw'),
      step('b', 'shaft_power_kw', 'power_kw'),
      step('c', 'rating_kw', 'shaft_power_kw'),
    ];
    const state = plant([asset('P-1', 'PUMP', { properties: { rating_kw: 5 } })]);
    expect(lines(planOf(state, compiled(...circle)))).toEqual([
      'UPDATE ASSET P-1 power_kw=5',
      'UPDATE ASSET P-1 shaft_power_kw=5',
    ]);
  });

  test('what a parent gets reaches its children in the same stratum', () => {
    const down = rule('a', 'type: [PUMP, MOTOR]', 'set_property: { system: "{parent.system}" }');
    const state = plant([
      asset('L', 'LINE', { system: 'S' }),
      asset('P', 'PUMP', { parentId: 'L' }),
      asset('M', 'MOTOR', { parentId: 'P' }),
    ]);
    expect(lines(planOf(state, compiled(down)))).toEqual([
      'UPDATE ASSET M system="S"',
      'UPDATE ASSET P system="S"',
    ]);
  });

  test('a circle of making and setting inside one stratum makes the cause before the effect', () => {
    const make = rule(
      'z.make',
      'type: PUMP',
      'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { rating_kw: "= props.power_kw" } }',
    );
    const set = rule('a.set', 'type: MOTOR', 'set_property: { power_kw: "= props.rating_kw" }');
    const back = rule('b.back', 'type: [PUMP, MOTOR]', 'set_property: { power_kw: 7 }');
    const plan = planOf(plant([asset('P', 'PUMP')]), compiled(make, set, back));
    expect(plan.operations.map((operation) => operation.ruleId)).toEqual([
      'b.back',
      'z.make',
      'z.make',
      'a.set',
    ]);
    for (const [index, { cause }] of plan.operations.entries()) expect(cause ?? -1).toBeLessThan(index);
  });

  test('a value that never comes to rest is an error of its action', () => {
    const plan = planOf(
      plant([asset('P-1', 'PUMP', { owners: {}, properties: { poles: 2 } })]),
      compiled(rule('a', 'type: PUMP', 'set_property: { poles: "= props.poles + 2" }')),
    );
    expect(plan.operations).toEqual([]);
    expect(plan.errors.map(({ code, tag }) => [code, tag])).toEqual([['DEPTH_BOUND', 'P-1']]);
  });

  test('what goes round without rest is left as it is, and the next run does the same', () => {
    const circle = compiled(
      rule('a', 'type: PUMP', 'set_property: { power_kw: "= 6 / props.rating_kw" }'),
      rule('b', 'type: PUMP', 'set_property: { rating_kw: "= props.power_kw + 1" }'),
      rule('c', 'type: PUMP', 'set_property: { poles: "= props.rating_kw" }'),
    );
    const owners = { '*': 'rule:old' };
    const state = plant([asset('P-1', 'PUMP', { owners, properties: { power_kw: 1, rating_kw: 1 } })]);
    const first = planOf(state, circle);
    expect(first.errors.map(({ ruleId, code }) => [ruleId, code])).toEqual([
      ['a', 'DEPTH_BOUND'],
      ['b', 'DEPTH_BOUND'],
    ]);
    const after = applyOperations(state, first.operations);
    expect(planOf(after, circle)).toMatchObject({ operations: [], errors: first.errors });
  });

  test('making that never ends stops after 16 steps', () => {
    const endless = compiled(
      rule('a', 'type: PUMP', 'create_child: { slot: p, type: PUMP, tag: "{asset.tag}x" }'),
    );
    const plan = planOf(plant([asset('P', 'PUMP')]), endless);
    expect(plan.summary.creates).toBe(32);
    expect(plan.errors.map(({ code }) => code)).toEqual(['DEPTH_BOUND']);
  });
});
