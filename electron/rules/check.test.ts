import { describe, expect, test } from 'vitest';
import { checkRules } from './check.ts';
import { ruleFileJsonSchema } from './json-schema.ts';
import { parseRuleFiles } from './parse.ts';
import { createPlantView } from './plant-view.ts';
import { asset, compiled, plant, VOCABULARY_TYPES } from './testing/world.ts';

const check = (text: string, assets: Parameters<typeof plant>[0] | null = null) => {
  const { rules, problems } = parseRuleFiles([{ file: 'a.yaml', text }]);
  expect(problems).toEqual([]);
  const view = assets === null ? undefined : createPlantView(plant(assets));
  return checkRules(rules, { knownProperties: VOCABULARY_TYPES, plant: view }).map(
    ({ line, column, ruleId, code, message }) => `${line}:${column} ${ruleId} ${code} ${message}`,
  );
};

const rule = (id: string, target: string, action: string, where = '') =>
  `  - id: ${id}\n    name: ${id}\n    for: { ${target} }\n${where === '' ? '' : `    where: ${where}\n`}    do: { ${action} }\n`;
const rules = (...items: string[]) => `rules:\n${items.join('')}`;
const child = (slot: string, type: string) =>
  `create_child: { slot: ${slot}, type: ${type}, tag: "{asset.tag}-${slot}" }`;

describe('names', () => {
  test('an unknown property is told at its character with what was meant, in plain, quoted and block text', () => {
    const set = 'set_property: { poles: 4 }';
    expect(check(rules(rule('a', 'type: PUMP', set, 'props.pump_knd == "X"')))[0]).toMatch(
      /^5:18 a UNKNOWN_NAME .*pump_knd.*Did you mean .?pump_kind/,
    );
    expect(
      check(rules(rule('a', 'type: PUMP', set, `'props.duty == "X" && props.pump_knd == ''X'''`)))[0],
    ).toMatch(/^5:40 a UNKNOWN/);
    expect(
      check(rules(rule('a', 'type: PUMP', set, '"props.duty == \\"X\\" && props.pump_knd == null"')))[0],
    ).toMatch(/^5:42 a UNKNOWN/);
    const block = '|\n      props.duty == "X" &&\n      props.pump_knd == null';
    expect(check(rules(rule('a', 'type: PUMP', set, block)))[0]).toMatch(/^7:13 a UNKNOWN/);
    const folded = '>\n      props.duty == "X" &&\n      props.pump_knd == null';
    expect(check(rules(rule('a', 'type: PUMP', set, folded)))[0]).toMatch(/^6:7 a UNKNOWN/);
  });

  test('a property that another rule writes is known, and one that an asset carries', () => {
    const reads = rule('a', 'type: PUMP', 'set_property: { poles: 4 }', 'props.my_own == 3');
    expect(check(rules(reads))).toHaveLength(1);
    expect(check(rules(reads, rule('b', 'type: PUMP', 'set_property: { my_own: 3 }')))).toEqual([]);
    expect(check(rules(reads), [asset('P-1', 'PUMP', { properties: { my_own: 3 } })])).toEqual([]);
    expect(check(rules(reads), [asset('P-1', 'PUMP', { properties: { my_one: 3 } })])[0]).toMatch(
      /Did you mean .?my_one/,
    );
  });

  test('a field that no rule can set is an error', () => {
    expect(check(rules(rule('a', 'type: PUMP', 'set_property: { dataStats: X }')))).toEqual([
      '5:38 a UNKNOWN_NAME dataStats is no field that a rule can set: area, system, description, ioType, dataStatus, or a property in lower snake case. Did you mean dataStatus?',
    ]);
  });

  test.each([
    ['a', 'entity: CABLE', 'status'],
    ['a', 'type: PUMP', 'type'],
  ])('%s: a property for %s cannot have the name of its field %s', (id, target, name) => {
    expect(check(rules(rule(id, target, `set_property: { ${name}: X }`)))[0]).toContain(
      `UNKNOWN_NAME ${name} is no field that a rule can set`,
    );
  });

  test('"same" takes fields and known properties only', () => {
    const link = (same: string) =>
      rule('a', 'type: PUMP', `create_relationship: { relation: x, to: { type: MCC, same: ${same} } }`);
    expect(check(rules(link('area')))).toEqual([]);
    expect(check(rules(link('[area, bus]')))).toEqual([]);
    expect(check(rules(link('[area, buss]')))).toEqual([
      '5:77 a UNKNOWN_NAME buss is neither a field nor a known property. Did you mean bus?',
    ]);
  });
});

describe('types', () => {
  test('a condition that is no condition, and a value that does not fit its property, are errors', () => {
    expect(check(rules(rule('a', 'type: PUMP', 'set_property: { poles: 4 }', 'asset.tag')))[0]).toMatch(
      /^5:12 a WRONG_TYPE/,
    );
    expect(check(rules(rule('a', 'type: PUMP', 'validate: { that: "1.0", message: x }')))[0]).toMatch(
      /a WRONG_TYPE/,
    );
    expect(check(rules(rule('a', 'type: PUMP', 'set_property: { poles: four }')))).toEqual([
      '5:34 a WRONG_TYPE poles is a number; this is a string. An expression starts with "= ".',
    ]);
    expect(check(rules(rule('a', 'type: PUMP', 'set_property: { area: 47 }')))).toEqual([]);
  });

  test('what makes or connects assets does not work on cables', () => {
    expect(
      check(rules(rule('a', 'entity: CABLE', child('m', 'MOTOR').replace('asset.tag', 'cable.tag')))),
    ).toEqual([expect.stringContaining('a WRONG_TYPE create_child works on assets')]);
  });

  test('an expression that does not parse is told with its place', () => {
    expect(check(rules(rule('a', 'type: PUMP', 'set_property: { poles: "= 4 +" }')))[0]).toMatch(
      /^5:\d+ a PARSE/,
    );
  });
});

describe('the texts of each action', () => {
  test('of cables, packages, allocation and numbers are checked at their line', () => {
    const problems = check(
      rules(
        rule(
          'a',
          'type: MOTOR',
          'create_cable: { slot: f, cableType: POWER, tag: "{asset.tag}", from: parent, to: self, lengthM: "= asset.tag", properties: { runs: 1 }, sizing: { loadA: "= props.powr_kw" } }',
        ),
        rule('b', 'type: MOTOR', 'create_package: { code: "{asset.ara}-IN", packageType: IN-P040 }'),
        rule('c', 'type: MOTOR', 'allocate_io: { DI: 3, cabinet: { type: CABINET, same: are } }'),
        rule('d', 'type: MOTOR', 'create_child: { slot: m, type: PUMP, tag: "{asset.area}-{seq * 2}" }'),
        rule('e', 'entity: CABLE', 'allocate_io: { DI: 3, cabinet: { type: CABINET } }'),
        rule('f', 'type: MOTOR', 'allocate_io: { DI: 3, cabinet: { tag: "{asset.area}" } }'),
      ),
    );
    expect(problems.map((one) => one.replace(/:\d+ /, ' ').slice(0, 34))).toEqual([
      '5 a WRONG_TYPE lengthM is a number',
      '5 a UNKNOWN_NAME No property powr_',
      '9 b UNKNOWN_NAME asset has no fiel',
      '13 c UNKNOWN_NAME are is neither a',
      '17 d WRONG_TYPE {seq} stands once ',
      '21 e WRONG_TYPE allocate_io works ',
    ]);
  });
});

describe('the order of rules', () => {
  const order = (...items: string[]) =>
    compiled(...items).strata.map((stratum) => stratum.map(({ rule: { id } }) => id));

  test('rules that make what makes them are a creation cycle, named', () => {
    const found = check(
      rules(rule('a', 'type: PUMP', child('m', 'MOTOR')), rule('b', 'type: MOTOR', child('p', 'PUMP'))),
    );
    expect(found).toEqual([
      '2:9 a CREATION_CYCLE These rules make what starts them, without end: a, b (PUMP -> MOTOR -> PUMP). Narrow "for" of one of them.',
    ]);
    expect(check(rules(rule('a', 'discipline: ELECTRICAL', child('m', 'MOTOR'))))[0]).toMatch(
      /CREATION_CYCLE/,
    );
    expect(check(rules(rule('a', 'discipline: MECHANICAL', child('m', 'MOTOR'))))).toEqual([]);
  });

  test('a rule that looks for what it makes has no order', () => {
    expect(check(rules(rule('a', 'type: PUMP', child('m', 'MOTOR'), `'!has_child("MOTOR")'`)))[0]).toMatch(
      /^2:9 a NO_STRATA a changes what it counts, negates, looks up or tests for null/,
    );
    expect(
      check(rules(rule('a', 'type: PUMP', 'set_property: { duty: CONSTANT }', 'props.duty == null')))[0],
    ).toMatch(/NO_STRATA/);
  });

  test('a sum over children or assets of another type has an order, one over the own type has none', () => {
    const sum = (list: string) =>
      check(
        rules(
          rule('load', 'type: MCC', `set_property: { power_kw: "= sum(${list}.map(m, m.props.power_kw))" }`),
          rule('rating', 'type: MOTOR', 'set_property: { power_kw: 75 }'),
        ),
      );
    expect(sum("children('MOTOR')")).toEqual([]);
    expect(sum("children('MOTOR').filter(m, m.props.poles == 4)")).toEqual([]);
    expect(sum("assets('MOTOR')")).toEqual([]);
    expect(sum("[children('MOTOR')[0]]")).toEqual([]);
    expect(sum("children('MCC')")[0]).toContain('NO_STRATA');
    expect(sum("[asset.area == null ? children('MOTOR')[0] : children('MCC')[0]]")[0]).toContain('NO_STRATA');
    expect(sum("related('feeds')")[0]).toContain('NO_STRATA');
  });

  test('a cycle through negation over several rules is named', () => {
    const found = check(
      rules(
        rule('a', 'type: PUMP', 'set_property: { duty: CONSTANT }', 'has(props.poles)'),
        rule('b', 'type: PUMP', 'set_property: { poles: 4 }', 'props.duty == "CONSTANT"'),
      ),
    );
    expect(found).toEqual([
      expect.stringContaining('2:9 a NO_STRATA No order exists for b -> a -> b: a counts'),
    ]);
  });

  test('a cycle without negation is one stratum', () => {
    expect(
      order(
        rule('a', 'type: PUMP', 'set_property: { poles: 4 }', 'props.duty == "CONSTANT"'),
        rule('b', 'type: PUMP', 'set_property: { duty: CONSTANT }', 'props.poles == 4'),
      ),
    ).toEqual([['a', 'b']]);
  });

  test('writers of one property stand in one stratum, after what each of them reads', () => {
    expect(
      order(
        rule('z', 'type: PUMP', child('m', 'MOTOR')),
        rule('a', 'type: [MOTOR, MCC]', 'set_property: { voltage_v: 400 }'),
        rule('b', 'type: MCC', 'set_property: { voltage_v: 690 }'),
        rule('c', 'type: MOTOR', 'validate: { that: "props.voltage_v > 0", message: x }'),
        rule('d', 'type: MOTOR', 'set_property: { poles: 2 }', 'size(assets("MOTOR")) > 1'),
      ),
    ).toEqual([['z'], ['a', 'b', 'd'], ['c']]);
  });

  test('deprecated rules stand in no stratum', () => {
    const text = rule('a', 'type: PUMP', child('m', 'MOTOR')).replace(
      'name: a',
      'name: a\n    status: DEPRECATED',
    );
    expect(order(text)).toEqual([]);
  });

  test.each([
    ['children("MOTOR").size() > 0', 'children'],
    ['related("powers").size() > 0', 'relations'],
    ['same("area").size() > 0', 'peers'],
    ['find("X") != null', 'tags'],
    ['parent.parent.props.poles > 1', 'grandparents'],
  ])('%s waits until %s are finished', (where) => {
    const maker = `create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-m", relation: powers, inherit: [area], properties: { poles: 4 } }`;
    const layers = order(
      rule('z', 'type: PUMP', maker),
      rule('a', 'type: MOTOR', 'set_property: { duty: CONSTANT }', `'${where}'`),
    );
    expect(layers).toEqual([['z'], ['a']]);
  });
});

test('the JSON Schema names all actions and allows what has a default to be left out', () => {
  const schema = ruleFileJsonSchema() as {
    properties: { rules: { items: { required: string[]; properties: { do: { properties: object } } } } };
  };
  const { items } = schema.properties.rules;
  expect(items.required.toSorted()).toEqual(['do', 'for', 'id', 'name']);
  expect(Object.keys(items.properties.do.properties)).toHaveLength(7);
});
