import { describe, expect, test } from 'vitest';
import { rule } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const ENDS = 'from: { type: MCC }, to: self, cores: 7, conductorSizeMm2: 1.5';
const cableRule = (more = '') =>
  compiled(
    rule(
      'r',
      'type: MOTOR',
      `create_cable: { slot: s, cableType: CONTROL, tag: "{asset.tag}-C", ${ENDS} }`,
      more,
    ),
  );
const childRule = (more = '') =>
  compiled(
    rule('r', 'type: MOTOR', 'create_child: { slot: s, type: SPACE_HEATER, tag: "{asset.tag}-H" }', more),
  );
const RETIRE = '    whenGone: retire\n';
const bare = plant([asset('MCC-1', 'MCC'), asset('M-1', 'MOTOR')]);

describe('a rule that makes another kind of thing for the same slot', () => {
  test('makes it under another id, and what it made before has lost its reason', () => {
    const cabled = executed(bare, cableRule());
    const plan = planOf(cabled, childRule());
    expect(lines(plan)).toEqual([
      'CREATE ASSET M-1-H',
      'CREATE EDGE M-1-H related_to',
      'RAISE FINDING M-1-C',
    ]);
    expect(plan.operations[0]?.aggregateId).not.toBe(cabled.cables[0]?.id);
    expect(plan.operations[2]?.after).toMatchObject({
      code: 'ORPHAN',
      message: 'M-1-C: the reason is gone: r made it, and it makes no cable any more.',
    });
    expect(planOf(executed(cabled, childRule()), childRule()).operations).toEqual([]);
  });

  test('takes the former one away where it retires', () => {
    const cabled = executed(bare, cableRule());
    expect(lines(planOf(cabled, childRule(RETIRE)))).toContain('DELETE CABLE M-1-C');
    const heated = executed(bare, childRule());
    expect(lines(planOf(heated, cableRule(RETIRE)))).toEqual([
      'DELETE EDGE M-1-H',
      'DELETE ASSET M-1-H',
      'CREATE CABLE M-1-C',
    ]);
  });
});

describe('what a rule makes of another type from now on', () => {
  const driven = (type: string): string =>
    rule('r', 'type: PUMP', `create_child: { slot: m, type: ${type}, tag: "{asset.tag}-M" }`);
  const heater = (of: string, more = ''): string =>
    rule('h', `type: ${of}`, 'create_child: { slot: h, type: SPACE_HEATER, tag: "{asset.tag}-H" }', more);
  const counts = rule(
    'c',
    'type: PUMP',
    'set_property: { poles: 4 }',
    `    where: 'has_child("VFD")'\n${RETIRE}`,
  );
  const checks = rule('w', 'type: VFD', 'validate: { that: "props.poles != null", message: "no poles" }');
  const pump = plant([asset('P-1', 'PUMP')]);

  /** The changes where the drive becomes a motor; a second run has none. */
  function changed(...others: readonly string[]): string[] {
    const before = executed(pump, compiled(driven('VFD'), ...others));
    const rules = compiled(driven('MOTOR'), ...others);
    expect(planOf(executed(before, rules), rules)).toMatchObject({ operations: [], errors: [] });
    return lines(planOf(before, rules));
  }
  const RETYPED = 'UPDATE ASSET P-1-M type="MOTOR"';

  test('starts the rules for that type in the same run', () => {
    expect(changed(heater('MOTOR'))).toEqual([
      RETYPED,
      'CREATE ASSET P-1-M-H',
      'CREATE EDGE P-1-M-H related_to',
    ]);
  });

  test('starts no rule for the type that it had, whose things lose their reason', () => {
    expect(changed(heater('VFD'))).toEqual([RETYPED, 'RAISE FINDING P-1-M-H']);
    expect(changed(heater('VFD', RETIRE))).toEqual([RETYPED, 'DELETE EDGE P-1-M-H', 'DELETE ASSET P-1-M-H']);
  });

  test('is not counted or checked as what it was', () => {
    expect(changed(counts)).toEqual([RETYPED, 'UPDATE ASSET P-1 poles=null']);
    expect(changed(checks)).toEqual([RETYPED, 'RESOLVE FINDING P-1-M']);
  });

  test('is of the discipline that the rule states now, for all rules', () => {
    const of = (discipline: string): string =>
      rule(
        'r',
        'type: PUMP',
        `create_child: { slot: m, type: VFD, tag: "{asset.tag}-M", discipline: ${discipline} }`,
      );
    const heated = rule(
      'h',
      'discipline: ELECTRICAL',
      'create_child: { slot: h, type: SPACE_HEATER, tag: "{asset.tag}-H", discipline: GENERAL }',
      RETIRE,
    );
    const before = executed(pump, compiled(of('ELECTRICAL'), heated));
    const rules = compiled(of('AUTOMATION'), heated);
    expect(lines(planOf(before, rules))).toEqual([
      'UPDATE ASSET P-1-M discipline="AUTOMATION"',
      'DELETE EDGE P-1-M-H',
      'DELETE ASSET P-1-M-H',
    ]);
    expect(planOf(executed(before, rules), rules).operations).toEqual([]);
  });

  test('names the rule and its values as the reason', () => {
    const before = executed(pump, compiled(driven('VFD'), counts));
    const [first] = planOf(before, compiled(driven('MOTOR'), counts)).operations;
    expect(first?.because).toMatchObject({ ruleId: 'r', values: { 'asset.tag': 'P-1' } });
  });

  test('keeps the type that a person wrote, and takes it where that is decided', () => {
    const made = executed(pump, compiled(driven('VFD')));
    const byPerson = {
      ...made,
      assets: made.assets.map((one) =>
        one.tag === 'P-1-M' ? { ...one, owners: { ...one.owners, type: 'user:anna' } } : one,
      ),
    };
    const rules = compiled(driven('MOTOR'), heater('VFD'));
    const kept = planOf(byPerson, rules);
    expect(lines(kept)).toEqual(['CREATE ASSET P-1-M-H', 'CREATE EDGE P-1-M-H related_to']);
    expect(kept.conflicts).toMatchObject([
      { kind: 'PERSON', field: 'type', present: 'VFD', planned: 'MOTOR' },
    ]);
    const taken = planOf(byPerson, rules, { takes: ['P-1-M:type'] });
    expect(lines(taken)).toEqual([RETYPED]);
    expect(taken).toMatchObject({ conflicts: [], notes: [] });
  });
});

test('a cable of a rule becomes of the type that the rule states now, and rules for cables follow', () => {
  const cabled = (type: string): string =>
    rule('r', 'type: MOTOR', `create_cable: { slot: s, cableType: ${type}, tag: "{asset.tag}-C", ${ENDS} }`);
  const control = rule(
    'i.control',
    'entity: CABLE, cableType: CONTROL',
    'set_property: { insulation: PVC }',
    RETIRE,
  );
  const signal = rule('i.signal', 'entity: CABLE, cableType: SIGNAL', 'set_property: { voltage_v: 24 }');
  const before = executed(bare, compiled(cabled('CONTROL'), control, signal));
  const rules = compiled(cabled('SIGNAL'), control, signal);
  expect(lines(planOf(before, rules))).toEqual([
    'UPDATE CABLE M-1-C cableType="SIGNAL"',
    'UPDATE CABLE M-1-C insulation=null',
    'UPDATE CABLE M-1-C voltage_v=24',
  ]);
  const after = executed(before, rules);
  expect(after.cables).toMatchObject([
    { cableType: 'SIGNAL', insulation: null, properties: { voltage_v: 24 } },
  ]);
  expect(planOf(after, rules).operations).toEqual([]);
  const approved = {
    ...before,
    cables: before.cables.map((one) => ({ ...one, status: 'APPROVED' as const })),
  };
  const kept = planOf(approved, compiled(cabled('SIGNAL')));
  expect(kept.operations.filter(({ aggregateType }) => aggregateType === 'CABLE')).toEqual([]);
  expect(kept.conflicts).toMatchObject([
    { kind: 'PERSON', field: 'cableType', present: 'CONTROL', planned: 'SIGNAL' },
  ]);
});
