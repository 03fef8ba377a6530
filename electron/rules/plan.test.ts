import { describe, expect, test } from 'vitest';
import { madeId } from '../kernel/ids.ts';
import { applyOperations } from './testing/apply-operations.ts';
import { asset, cable, compiled, edge, executed, lines, plant, planOf } from './testing/world.ts';

const rule = (id: string, target: string, action: string, more = '') =>
  `  - id: ${id}\n    name: ${id}\n    for: { ${target} }\n    do: { ${action} }\n${more}`;

const MOTOR = `
  - id: mech.pump-motor
    name: Create motor
    discipline: MECHANICAL
    for: { type: PUMP }
    where: 'props.pump_kind == "CENTRIFUGAL" && (props.driver == null || props.driver == "ELECTRIC")'
    do:
      create_child: { slot: motor, type: MOTOR, tag: "{asset.tag}-M", relation: powers, description: "Motor of {asset.tag}", inherit: [area, system], properties: { poles: 4 } }
`;
const POWER = rule('mech.motor-kw', 'type: MOTOR', 'set_property: { power_kw: "= parent.props.shaft_power_kw * 1.25" }');
const STATION = rule(
  'elec.lcs',
  'type: MOTOR',
  'create_child: { slot: lcs, type: LOCAL_CONTROL_STATION, tag: "{asset.tag}-LCS", relation: controls }',
);
const FEEDER = rule(
  'elec.fed',
  'type: MOTOR',
  'create_relationship: { relation: fed_from, to: [{ relation: fed_by_hand, type: MCC }, { type: MCC, same: area }] }',
);
const pump = (tag: string, more: Parameters<typeof asset>[2] = {}) =>
  asset(tag, 'PUMP', { properties: { pump_kind: 'CENTRIFUGAL', shaft_power_kw: 60 }, ...more });

describe('create_child', () => {
  test('makes the child, then its edge to the parent, caused by it', () => {
    const plan = planOf(plant([pump('P-1', { area: '47' })]), compiled(MOTOR));
    const id = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const origin = { ruleId: 'mech.pump-motor', sourceId: 'P-1', slot: 'motor' };
    expect(plan.operations.map(({ because: _because, ...operation }) => operation)).toEqual([
      {
        op: 'CREATE',
        aggregateType: 'ASSET',
        aggregateId: id,
        tag: 'P-1-M',
        ruleId: 'mech.pump-motor',
        discipline: 'MECHANICAL',
        before: null,
        after: {
          id,
          tag: 'P-1-M',
          type: 'MOTOR',
          description: 'Motor of P-1',
          discipline: 'ELECTRICAL',
          area: '47',
          parentId: 'P-1',
          dataStatus: 'FRESH_IMPORT',
          properties: { poles: 4 },
          origin,
          owners: { '*': 'rule:mech.pump-motor' },
        },
        diff: [],
        cause: null,
      },
      {
        op: 'CREATE',
        aggregateType: 'EDGE',
        aggregateId: expect.any(String),
        tag: 'P-1-M',
        ruleId: 'mech.pump-motor',
        discipline: 'MECHANICAL',
        before: null,
        after: {
          id: expect.any(String),
          sourceId: id,
          targetId: 'P-1',
          relation: 'powers',
          slot: '',
          discipline: 'MECHANICAL',
          origin,
        },
        diff: [],
        cause: 0,
      },
    ]);
  });

  test('says why: the rule, its version, the values seen, and the chain back to the row', () => {
    const provenance = new Map([['P-1', { file: 'pumps.csv', row: 3, userId: 'anna' }]]);
    const plan = planOf(plant([pump('P-1', { area: '47' })], { provenance }), compiled(MOTOR, POWER));
    expect(plan.operations.map(({ because }) => because)[2]).toEqual({
      ruleId: 'mech.motor-kw',
      ruleName: 'mech.motor-kw',
      ruleHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      values: { 'parent.props.shaft_power_kw': 60 },
      source: { id: expect.any(String), tag: 'P-1-M' },
      chain: [
        { tag: 'P-1-M', ruleId: 'mech.pump-motor' },
        { tag: 'P-1', file: 'pumps.csv', row: 3, userId: 'anna' },
      ],
    });
    expect(plan.operations[0]?.because.values).toEqual({
      'props.pump_kind': 'CENTRIFUGAL',
      'props.driver': null,
      'asset.tag': 'P-1',
      'asset.area': '47',
      'asset.system': null,
    });
    expect(plan.operations[2]?.cause).toBe(0);
  });

  test('a second run changes nothing', () => {
    const rules = compiled(MOTOR, POWER, STATION, FEEDER);
    const state = plant([pump('P-1', { area: '47' }), asset('47-MCC-01', 'MCC', { area: '47' })]);
    expect(planOf(executed(state, rules), rules)).toMatchObject({ operations: [], skips: [], conflicts: [], errors: [] });
  });

  test('a retagged source renames what was made from it', () => {
    const rules = compiled(MOTOR, STATION);
    const before = executed(plant([pump('P-1')]), rules);
    const retagged = { ...before, assets: before.assets.map((one) => (one.tag === 'P-1' ? { ...one, tag: 'P-9' } : one)) };
    expect(lines(planOf(retagged, rules))).toEqual([
      'UPDATE ASSET P-9-M description="Motor of P-9" tag="P-9-M"',
      'UPDATE ASSET P-9-M-LCS tag="P-9-M-LCS"',
    ]);
  });

  test('a tag that a rename frees goes to another one in the same run, the rename first', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1')]), rules);
    const moved = { ...before, assets: [...before.assets.map((one) => (one.tag === 'P-1' ? { ...one, tag: 'P-9' } : one)), pump('P-1', { id: 'new' })] };
    const plan = planOf(moved, rules);
    expect(lines(plan)).toEqual([
      'UPDATE ASSET P-9-M description="Motor of P-9" tag="P-9-M"',
      'CREATE ASSET P-1-M',
      'CREATE EDGE P-1-M powers',
    ]);
    expect(planOf(applyOperations(moved, plan.operations), rules).operations).toEqual([]);
  });

  test('two that would swap their tags are errors, and keep them', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1'), pump('P-2')]), rules);
    const swap = (tag: string) => (tag === 'P-1' ? 'P-2' : tag === 'P-2' ? 'P-1' : tag);
    const plan = planOf({ ...before, assets: before.assets.map((one) => ({ ...one, tag: swap(one.tag) })) }, rules);
    expect(plan.errors.map(({ code }) => code)).toEqual(['DUPLICATE_TAG', 'DUPLICATE_TAG']);
    expect(plan.operations.flatMap(({ diff }) => diff.map(({ field }) => field))).toEqual(['description', 'description']);
  });

  test('what it wrote follows its sources: properties, inherited fields, the missing edge', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1', { area: '47' })]), rules);
    const moved = {
      ...before,
      edges: [],
      assets: before.assets.map((one) =>
        one.tag === 'P-1' ? { ...one, area: '48' } : { ...one, properties: { poles: 2 } },
      ),
    };
    expect(lines(planOf(moved, rules))).toEqual(['UPDATE ASSET P-1-M area="48" poles=4', 'CREATE EDGE P-1-M powers']);
  });

  test('another relation in the rule takes the place of the edge that it made before', () => {
    const before = executed(plant([pump('P-1')]), compiled(MOTOR));
    expect(lines(planOf(before, compiled(MOTOR.replace('powers', 'drives'))))).toEqual([
      'DELETE EDGE P-1-M powers'.replace(' powers', ''),
      'CREATE EDGE P-1-M drives',
    ]);
  });

  test('a tag that another asset, a cable or a package has fails that one action, and the rest goes on', () => {
    const state = plant([pump('P-1'), pump('P-2'), pump('P-3'), asset('p-1-m', 'MOTOR')], {
      cables: [cable('P-2-M')],
    });
    const plan = planOf(state, compiled(MOTOR));
    expect(plan.errors).toEqual([
      {
        ruleId: 'mech.pump-motor',
        aggregateId: 'P-1',
        tag: 'P-1-M',
        code: 'DUPLICATE_TAG',
        message: 'mech.pump-motor would give the tag P-1-M for P-1, but another MOTOR has it. Rename one of them.',
      },
      expect.objectContaining({ tag: 'P-2-M', message: expect.stringContaining('a cable or a package has it') }),
    ]);
    expect(lines(plan)).toEqual(['CREATE ASSET P-3-M', 'CREATE EDGE P-3-M powers']);
  });

  test('of two rules that make one tag in one run, the later in order fails', () => {
    const other = MOTOR.replace('id: mech.pump-motor', 'id: z.other').replace('slot: motor', 'slot: other');
    const plan = planOf(plant([pump('P-1')]), compiled(other, MOTOR));
    expect(plan.errors.map(({ ruleId, code }) => [ruleId, code])).toEqual([['z.other', 'DUPLICATE_TAG']]);
    expect(plan.operations.map(({ ruleId }) => ruleId)).toEqual(['mech.pump-motor', 'mech.pump-motor']);
  });

  test('an empty tag is an error, an unknown one a skip', () => {
    const make = (tag: string) => compiled(rule('a', 'type: PUMP', `create_child: { slot: m, type: MOTOR, tag: "${tag}" }`));
    const state = plant([pump('P-1', { description: ' ' })]);
    expect(planOf(state, make('{asset.description}')).errors.map(({ code }) => code)).toEqual(['EMPTY_TAG']);
    expect(planOf(state, make('{asset.area}-M')).skips).toEqual([
      {
        ruleId: 'a',
        aggregateId: 'P-1',
        tag: 'P-1',
        reason: 'UNKNOWN',
        message: 'No MOTOR is made: for its tag, asset.area is not set.',
      },
    ]);
  });

  test('what a person deleted is not made again, neither a child nor an edge', () => {
    const id = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const rules = compiled(MOTOR);
    const plan = planOf(plant([pump('P-1')], { deletedByPerson: new Set([id]) }), rules);
    expect(plan).toMatchObject({ operations: [], conflicts: [{ kind: 'DELETED', aggregateId: id, tag: 'P-1-M' }] });
    const made = executed(plant([pump('P-1')]), rules);
    const noEdge = { ...made, edges: [], deletedByPerson: new Set(made.edges.map((one) => one.id)) };
    expect(planOf(noEdge, rules)).toMatchObject({ operations: [], conflicts: [{ kind: 'DELETED', field: 'powers' }] });
  });

  test('a property that comes out unknown is left out with a skip, and the child is made', () => {
    const text = rule('a', 'type: TANK', 'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { power_kw: "= props.shaft_power_kw * 2" } }');
    const plan = planOf(plant([asset('T-1', 'TANK')]), compiled(text));
    expect(lines(plan)).toEqual(['CREATE ASSET T-1-M', 'CREATE EDGE T-1-M related_to']);
    expect(plan.skips).toEqual([expect.objectContaining({ reason: 'UNKNOWN', message: 'power_kw not written: props.shaft_power_kw is not set.' })]);
  });
});

describe('set_property', () => {
  test('writes empty fields and fields of rules, and says who owns them now', () => {
    const rules = compiled(rule('a', 'type: PUMP', 'set_property: { area: "47", poles: 4, outdoor: true }'));
    const owners = { '*': 'user:anna', 'properties.poles': 'rule:old' };
    const [operation] = planOf(plant([asset('P-1', 'PUMP', { properties: { poles: 2, outdoor: true }, owners })]), rules).operations;
    expect(operation).toMatchObject({
      op: 'UPDATE',
      before: { area: null, properties: { poles: 2 }, owners: { area: null, 'properties.poles': 'rule:old' } },
      after: { area: '47', properties: { poles: 4 }, owners: { area: 'rule:a', 'properties.poles': 'rule:a' } },
      diff: [
        { field: 'area', old: null, new: '47' },
        { field: 'properties.poles', old: 2, new: 4 },
      ],
    });
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
    expect(planOf(edited, rules)).toMatchObject({ operations: [], conflicts: [{ field: 'tag', present: 'M-7', planned: 'P-1-M' }] });
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
        message: 'poles of P-1: a would write 4, b would write 2. Neither is written; narrow one of the rules.',
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
    const plan = planOf(plant([asset('P-1', 'PUMP', { properties: { poles: 2 } })]), compiled(set('a', 4), set('b', 2)));
    expect(plan.conflicts.map(({ kind, ruleId }) => [kind, ruleId])).toEqual([['PERSON', 'a']]);
  });

  test('one operation for each rule, never merged', () => {
    const plan = planOf(
      plant([asset('P-1', 'PUMP')]),
      compiled(rule('a', 'type: PUMP', 'set_property: { poles: 4 }'), rule('b', 'type: PUMP', 'set_property: { outdoor: true }')),
    );
    expect(plan.operations.map(({ ruleId, diff }) => [ruleId, diff.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('a value of the wrong type, a division by zero and a status that is none fail that one action', () => {
    const bad = asset('P-1', 'PUMP', { properties: { shaft_power_kw: 'much', poles: 0 }, description: 'DONE' });
    const good = asset('P-2', 'PUMP', { properties: { shaft_power_kw: 2, poles: 2 }, description: 'VALIDATED' });
    const run = (value: string) => planOf(plant([bad, good]), compiled(rule('a', 'type: PUMP', `set_property: { ${value} }`)));
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
    expect(lines(planOf(plant([asset('P-1', 'PUMP')]), compiled(rule('a', 'type: PUMP', 'set_property: { area: 47 }'))))).toEqual([
      'UPDATE ASSET P-1 area="47"',
    ]);
  });

  test('a cable gets its own fields and properties', () => {
    const rules = compiled(rule('a', 'entity: CABLE, cableType: POWER', 'set_property: { lengthM: "= cable.tag == \'C-1\' ? 75.0 : 5.0", outdoor: "= from.props.outdoor" }'));
    const state = plant([asset('MCC', 'MCC', { properties: { outdoor: true } })], {
      cables: [cable('C-1', { fromAssetId: 'MCC' }), cable('C-2', { cableType: 'SIGNAL' })],
    });
    expect(lines(planOf(state, rules))).toEqual(['UPDATE CABLE C-1 lengthM=75 outdoor=true']);
    expect(planOf(executed(state, rules), rules).operations).toEqual([]);
  });
});

describe('create_relationship', () => {
  const mcc = (tag: string, area: string | null) => asset(tag, 'MCC', { area });
  const motor = (tag: string, area: string | null) => asset(tag, 'MOTOR', { area });

  test('leads to the first end that exists, of several to the first by tag', () => {
    const plan = planOf(plant([mcc('MCC-2', '47'), mcc('MCC-1', '47'), mcc('MCC-0', '48'), motor('M', '47')]), compiled(FEEDER));
    expect(plan.operations.map(({ after }) => [after?.['sourceId'], after?.['relation'], after?.['targetId']])).toEqual([
      ['M', 'fed_from', 'MCC-1'],
    ]);
    const wired = plant([mcc('MCC-1', '47'), mcc('MCC-0', '48'), motor('M', '47')], { edges: [edge('M', 'fed_by_hand', 'MCC-0')] });
    expect(planOf(wired, compiled(FEEDER)).operations[0]?.after?.['targetId']).toBe('MCC-0');
  });

  test('two areas that are not stated are the same', () => {
    expect(planOf(plant([mcc('MCC-1', null), motor('M', null)]), compiled(FEEDER)).operations).toHaveLength(1);
  });

  test('without a target it is a skip that says what is missing', () => {
    expect(planOf(plant([mcc('MCC-1', '48'), motor('M', '47')]), compiled(FEEDER)).skips).toEqual([
      {
        ruleId: 'elec.fed',
        aggregateId: 'M',
        tag: 'M',
        reason: 'MISSING_TARGET',
        message: 'M is fed_from nothing: there is no what it is fed_by_hand of type MCC, nor a MCC of the same area.',
      },
    ]);
  });

  test('where the target moved, the old edge goes and the new one comes', () => {
    const rules = compiled(FEEDER);
    const before = executed(plant([mcc('MCC-1', '47'), mcc('MCC-2', '48'), motor('M', '47')]), rules);
    const moved = { ...before, assets: before.assets.map((one) => (one.tag === 'M' ? { ...one, area: '48' } : one)) };
    expect(planOf(moved, rules).operations.map(({ op, before: from, after }) => [op, (from ?? after)?.['targetId']])).toEqual([
      ['DELETE', 'MCC-1'],
      ['CREATE', 'MCC-2'],
    ]);
    expect(planOf(executed(moved, rules), rules).operations).toEqual([]);
  });

  test('an equal edge that a person made is enough', () => {
    const state = plant([mcc('MCC-1', '47'), motor('M', '47')], { edges: [edge('M', 'fed_from', 'MCC-1')] });
    expect(planOf(state, compiled(FEEDER)).operations).toEqual([]);
  });

  test('two rules that want the same edge make it once', () => {
    const state = plant([mcc('MCC-1', '47'), motor('M', '47')]);
    expect(planOf(state, compiled(FEEDER, FEEDER.replace('elec.fed', 'elec.fed2').replace('elec.fed2\n', 'elec.fed2\n'))).operations).toHaveLength(1);
  });

  test('direction in, a slot, and the ends self, parent, child and tag', () => {
    const link = (to: string, more = '') => compiled(rule('a', 'type: MOTOR', `create_relationship: { relation: x, to: ${to}${more} }`));
    const state = plant([asset('P', 'PUMP', { area: '47' }), asset('M', 'MOTOR', { parentId: 'P', area: '47' }), asset('V', 'VFD', { parentId: 'M' })]);
    const ends = (rules: ReturnType<typeof compiled>) =>
      planOf(state, rules).operations.map(({ after }) => [after?.['sourceId'], after?.['targetId'], after?.['slot']]);
    expect(ends(link('parent', ', direction: in'))).toEqual([['P', 'M', '']]);
    expect(ends(link('self', ', slot: a'))).toEqual([['M', 'M', 'a']]);
    expect(ends(link('{ child: VFD }'))).toEqual([['M', 'V', '']]);
    expect(ends(link('{ tag: "{parent.tag}" }'))).toEqual([['M', 'P', '']]);
    expect(planOf(state, link('[{ child: PLC }, { tag: "{asset.system}" }, { tag: X }, { type: PLC }]')).skips[0]?.message).toBe(
      'M is x nothing: there is no a child of type PLC, nor the asset {asset.system}, nor the asset X, nor a PLC.',
    );
  });
});

describe('where', () => {
  test('unknown is a skip that names the properties, and an error is one of that action', () => {
    const text = rule('a', 'type: PUMP', 'set_property: { poles: 4 }', `    where: 'props.duty == "VARIABLE" && props.shaft_power_kw > 5'\n`);
    const plan = planOf(
      plant([asset('P-1', 'PUMP'), asset('P-2', 'PUMP', { properties: { shaft_power_kw: 'x', duty: 'VARIABLE' } })]),
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

  test('inside one stratum, what is written is read again until nothing changes', () => {
    const step = (id: string, from: string, to: string) =>
      rule(id, 'type: PUMP', `set_property: { ${to}: "= props.${from}" }`);
    const circle = [step('a', 'power_kw', 'rating_kw'), step('b', 'shaft_power_kw', 'power_kw'), step('c', 'rating_kw', 'shaft_power_kw')];
    const state = plant([asset('P-1', 'PUMP', { properties: { rating_kw: 5 } })]);
    expect(lines(planOf(state, compiled(...circle)))).toEqual(['UPDATE ASSET P-1 power_kw=5', 'UPDATE ASSET P-1 shaft_power_kw=5']);
  });

  test('what a parent gets reaches its children in the same stratum', () => {
    const down = rule('a', 'type: [PUMP, MOTOR]', 'set_property: { system: "{parent.system}" }');
    const state = plant([asset('L', 'LINE', { system: 'S' }), asset('P', 'PUMP', { parentId: 'L' }), asset('M', 'MOTOR', { parentId: 'P' })]);
    expect(lines(planOf(state, compiled(down)))).toEqual(['UPDATE ASSET M system="S"', 'UPDATE ASSET P system="S"']);
  });

  test('a circle of making and setting inside one stratum makes the cause before the effect', () => {
    const make = rule('z.make', 'type: PUMP', 'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { rating_kw: "= props.power_kw" } }');
    const set = rule('a.set', 'type: MOTOR', 'set_property: { power_kw: "= props.rating_kw" }');
    const back = rule('b.back', 'type: [PUMP, MOTOR]', 'set_property: { power_kw: 7 }');
    const plan = planOf(plant([asset('P', 'PUMP')]), compiled(make, set, back));
    expect(plan.operations.map((operation) => operation.ruleId)).toEqual(['b.back', 'z.make', 'z.make', 'a.set']);
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

  test('making that never ends stops after 16 steps', () => {
    const endless = compiled(rule('a', 'type: PUMP', 'create_child: { slot: p, type: PUMP, tag: "{asset.tag}x" }'));
    const plan = planOf(plant([asset('P', 'PUMP')]), endless);
    expect(plan.summary.creates).toBe(32);
    expect(plan.errors.map(({ code }) => code)).toEqual(['DEPTH_BOUND']);
  });
});

describe('scope', () => {
  const state = plant([pump('P-1', { area: '47' }), pump('P-2', { area: '48' }), asset('M-7', 'MOTOR', { area: '47' })]);
  const rules = compiled(MOTOR, STATION);
  const made = (scope: Parameters<typeof planOf>[2]) =>
    planOf(state, rules, scope).operations.flatMap(({ op, aggregateType, tag }) => (op === 'CREATE' && aggregateType === 'ASSET' ? [tag] : []));

  test('assets, types and areas select what may start a rule; what is made follows on', () => {
    expect(made({ scope: { assets: ['p-1'] } })).toEqual(['P-1-M', 'P-1-M-LCS']);
    expect(made({ scope: { assetTypes: ['MOTOR'] } })).toEqual(['M-7-LCS']);
    expect(made({ scope: { areas: ['47', '49'] } })).toEqual(['P-1-M', 'M-7-LCS', 'P-1-M-LCS']);
    expect(made({ scope: { areas: ['47'], assetTypes: ['PUMP'] } })).toEqual(['P-1-M', 'P-1-M-LCS']);
  });

  test('rules, disciplines and actions select rules, for what is made as well', () => {
    expect(made({ scope: { ruleIds: ['mech.pump-motor'] } })).toEqual(['P-1-M', 'P-2-M']);
    expect(made({ scope: { disciplines: ['GENERAL'] } })).toEqual(['M-7-LCS']);
    expect(made({ scope: { actionTypes: ['set_property'] } })).toEqual([]);
  });

  test('a cable is in the scope by its tag or by an end', () => {
    const set = compiled(rule('a', 'entity: CABLE', 'set_property: { lengthM: 5 }'));
    const wired = plant([asset('M-7', 'MOTOR', { area: '47' })], { cables: [cable('C-1', { toAssetId: 'M-7' }), cable('C-2')] });
    const tags = (scope: Parameters<typeof planOf>[2]) => planOf(wired, set, scope).operations.map(({ tag }) => tag);
    expect(tags({ scope: { areas: ['47'] } })).toEqual(['C-1']);
    expect(tags({ scope: { assets: ['c-2'] } })).toEqual(['C-2']);
    expect(tags({})).toEqual(['C-1', 'C-2']);
  });
});

describe('which rules run', () => {
  const motorWith = (more: string) => compiled(MOTOR.replace('discipline: MECHANICAL', more));
  const creates = (rules: ReturnType<typeof compiled>, options = {}) => planOf(plant([pump('P-1')]), rules, options).summary.creates;

  test('a DRAFT only where asked for, a DEPRECATED one never, a DEV_VALIDATED one with a note', () => {
    expect(creates(motorWith('status: DRAFT'))).toBe(0);
    expect(creates(motorWith('status: DRAFT'), { draft: true })).toBe(2);
    expect(creates(motorWith('status: DEPRECATED'))).toBe(0);
    expect(planOf(plant([pump('P-1')]), motorWith('status: DEV_VALIDATED')).notes).toEqual([
      'mech.pump-motor is DEV_VALIDATED, not released yet: look at what it does.',
    ]);
    expect(planOf(plant([]), motorWith('status: DRAFT'), { draft: true }).notes).toHaveLength(1);
  });

  test('only where its sourceId matches the project', () => {
    expect(creates(motorWith('sourceId: EU'))).toBe(2);
    expect(creates(motorWith('sourceId: [US, CA]'))).toBe(0);
    expect(creates(motorWith('sourceId: acme'))).toBe(2);
  });

  test('of two rules with one id that of the higher source runs, unless the other one is enforced', () => {
    const set = (source: string, poles: number, more = '') =>
      rule('a', 'type: PUMP', `set_property: { poles: ${poles} }`, `    source: ${source}\n${more}`);
    const poles = (...texts: string[]) => planOf(plant([asset('P-1', 'PUMP')]), compiled(...texts)).operations.map(({ diff }) => diff[0]?.new);
    expect(poles(set('FIRM', 2), set('CLIENT', 4))).toEqual([4]);
    expect(poles(set('FIRM', 2, '    enforced: true\n'), set('CLIENT', 4))).toEqual([2]);
  });

  test('a rule that does not compile does not run, and the plan says so', () => {
    const plan = planOf(plant([asset('P-1', 'PUMP')]), compiled(rule('a', 'type: PUMP', 'set_property: { poles: "= props.nothing_known" }')));
    expect(plan.operations).toEqual([]);
    expect(plan.notes).toEqual([expect.stringMatching(/^a does not run: /)]);
  });
});

describe('the plan as a whole', () => {
  test('has the same hash for the same content, wherever the rows came from, and another for another scope', () => {
    const rules = compiled(MOTOR);
    const state = plant([pump('P-1')]);
    const hash = planOf(state, rules).planHash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(planOf({ ...state, provenance: new Map([['P-1', { file: 'x.csv' }]]) }, rules).planHash).toBe(hash);
    expect(planOf(plant([pump('P-1'), asset('T-1', 'TANK')]), rules).planHash).toBe(hash);
    expect(planOf(state, rules, { scope: { areas: [] } }).planHash).not.toBe(hash);
    expect(planOf(state, rules, { draft: true }).planHash).not.toBe(hash);
    expect(planOf(state, compiled(MOTOR.replace('name: Create motor', 'name: Motor'))).planHash).not.toBe(hash);
  });

  test('with more operations than the setting allows it carries a note', () => {
    const project = { id: 'project', name: 'Plant', country: 'DE', client: null, settings: { plan_warning_operations: 1 } };
    expect(planOf(plant([pump('P-1')], { project }), compiled(MOTOR)).notes).toEqual([
      'This plan has 2 operations, more than plan_warning_operations (1). Is that meant?',
    ]);
  });

  test('the caller can cancel it', async () => {
    const { makePlan } = await import('./plan.ts');
    const { createPlantView } = await import('./plant-view.ts');
    const view = createPlantView(plant([pump('P-1')]));
    const input = { view, rules: compiled(MOTOR), scope: {}, takes: [], draft: false, basePosition: 0 };
    expect(() => makePlan({ ...input, shouldCancel: () => true })).toThrow(/Cancelled/);
  });

  test('properties named like what all objects have are properties', () => {
    const state = plant([asset('P-1', 'PUMP', { properties: JSON.parse('{"constructor": "x", "__proto__": "y"}') })]);
    const rules = compiled(rule('a', 'type: PUMP', 'set_property: { constructor: z, poles: 4 }'));
    const plan = planOf(state, rules);
    expect(plan.conflicts.map(({ field }) => field)).toEqual(['properties.constructor']);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=4']);
    expect(lines(planOf(plant([asset('P-1', 'PUMP')]), rules))).toEqual(['UPDATE ASSET P-1 constructor="z" poles=4']);
  });
});
