import { describe, expect, test } from 'vitest';
import type { Asset } from '../../../shared/model/entities.ts';
import { checkRules } from '../check.ts';
import { parseRuleFiles } from '../parse.ts';
import { createPlantView } from '../plant-view.ts';
import { asset, plant, VOCABULARY_TYPES } from '../testing/world.ts';

const BAD_PACK = `rules:
  - id: never.contradiction
    name: two bounds that exclude each other
    for: { type: MOTOR }
    where: 'props.power_kw > 75 && props.power_kw < 30'
    do:
      set_property: { poles: 4 }
  - id: never.constant
    name: false in every case
    for: { type: MOTOR }
    where: 'props.poles == 4 && false'
    do:
      set_property: { brake: true }
  - id: never.value
    name: a value with a slip
    for: { type: PUMP }
    where: 'props.driver == null && props.duty == "VARIBLE"'
    do:
      set_property: { outdoor: true }
  - id: never.type
    name: a type with a slip
    for: { type: [MOTOR, COMPRESOR] }
    do:
      set_property: { phases: 3 }
  - id: value.written
    name: writes what the property never is
    for: { type: TANK }
    do:
      set_property: { signal_kind: AIN }
  - id: shadow.low
    name: always loses
    source: FIRM
    for: { type: MCC }
    where: 'props.bus == "A"'
    do:
      set_property:
        diversity: 0.8
  - id: shadow.high
    name: always wins
    source: CLIENT
    for: { type: [MCC, VFD] }
    do:
      set_property: { diversity: 0.7 }
  - id: block.enforced
    name: enforced
    source: FIRM
    enforced: true
    for: { type: MOTOR }
    where: 'props.power_kw > 10'
    do:
      set_property: { design_current_factor: 1.25 }
  - id: block.over
    name: blocked
    source: CLIENT
    for: { type: MOTOR }
    do:
      set_property: { design_current_factor: 1 }
  - id: equal.a
    name: first of two
    for: { type: PUMP }
    where: 'props.head_m > 50'
    do:
      set_property: { duty: CONSTANT }
  - id: equal.b
    name: second of two
    for: { type: PUMP }
    where: 'props.head_m <= 80'
    do:
      set_property: { duty: VARIABLE }
  - id: tag.a
    name: first motor
    for: { type: FAN }
    where: 'props.shaft_power_kw > 1'
    do:
      create_child: { slot: a, type: MOTOR, tag: '{asset.tag}-M' }
  - id: tag.b
    name: second motor
    for: { type: [FAN, BLOWER] }
    do:
      create_child: { slot: b, type: MOTOR, tag: '{asset.tag + "-M"}' }
  - id: cycle.a
    name: makes what starts the other
    for: { type: VALVE }
    do:
      create_child: { slot: x, type: LINE, tag: '{asset.tag}-L' }
  - id: cycle.b
    name: makes what starts the one
    for: { type: LINE }
    do:
      create_child: { slot: x, type: VALVE, tag: '{asset.tag}-V' }
  - id: name.unknown
    name: a name with a slip
    for: { type: PUMP }
    where: 'props.pump_knd == "ROTARY"'
    do:
      set_property: { speed_rpm: 3000 }
  - id: type.wrong
    name: compares unlike things
    for: { type: PUMP }
    where: 'props.head_m + "m" == asset.tag'
    do:
      set_property: { speed_rpm: "= asset.tag" }
`;

const check = (text: string, assets: readonly Asset[] | null = null) => {
  const { rules, problems } = parseRuleFiles([{ file: 'bad.yaml', text }]);
  expect(problems).toEqual([]);
  const view = assets === null ? undefined : createPlantView(plant(assets));
  return checkRules(rules, { knownProperties: VOCABULARY_TYPES, plant: view }).map(
    ({ line, column, severity, code, ruleId, message }) =>
      `${line}:${column} ${severity} ${code} ${ruleId}: ${message}`,
  );
};

const rule = (id: string, target: string, action: string, more = '') =>
  `  - { id: ${id}, name: ${id}, for: { ${target} }, do: { ${action} }${more} }\n`;
const child = (slot: string, type: string, tag: string) =>
  `create_child: { slot: ${slot}, type: ${type}, tag: "${tag}" }`;

describe('a deliberately bad pack', () => {
  test('shows each kind of problem at its line and column with a witness', () => {
    expect(check(BAD_PACK)).toEqual(EXPECTED);
  });
});

describe('with a project', () => {
  test('the witness is a tag of the project that meets the conditions of both rules', () => {
    const pack = `rules:\n${rule('a', 'type: PUMP', 'set_property: { duty: CONSTANT }', ", where: 'props.head_m > 50'")}${rule('b', 'type: PUMP', 'set_property: { duty: VARIABLE }')}`;
    const assets = [30, 60, 70].map((head_m, index) =>
      asset(`P-${index}`, 'PUMP', { properties: { head_m } }),
    );
    expect(check(pack, assets)).toEqual([
      '3:72 WARNING EQUAL_PRIORITY b: b and a, both of priority 50, want duty to be "VARIABLE" and "CONSTANT", so neither writes it; for example P-1. Give one of them another priority, or narrow it.',
    ]);
  });

  test('rules for other countries do not compete here, and values that assets carry are possible', () => {
    const pack = `rules:\n${rule('a', 'type: PUMP', 'set_property: { duty: CONSTANT }', ', sourceId: US')}${rule('b', 'type: PUMP', 'set_property: { duty: VARIABLE }')}${rule('c', 'type: PUMP', 'set_property: { poles: 4 }', ', where: \'props.driver == "SOLAR"\'')}`;
    expect(check(pack, [asset('P-1', 'PUMP', { properties: { driver: 'SOLAR' } })])).toEqual([]);
    expect(check(pack, [asset('P-1', 'PUMP')])).toEqual([expect.stringContaining('NEVER_MATCHES c: ')]);
  });

  test('a type of which the project has nothing never starts a rule', () => {
    const pack = `rules:\n${rule('a', 'type: MILL', 'set_property: { duty: CONSTANT }')}`;
    expect(check(pack, [asset('P-1', 'PUMP')])).toEqual([
      '2:36 WARNING NEVER_MATCHES a: Nothing in the project is a MILL, and no rule makes one. The rule never starts; for example a MILL would start it.',
    ]);
    expect(check(pack, [asset('ML-1', 'MILL')])).toEqual([]);
    expect(check(pack)).toEqual([]);
  });

  test('tags that collide are found over its assets: of two rules, of two sources, with what is there', () => {
    const pack = `rules:\n${rule('a', 'type: PUMP', child('a', 'MOTOR', '{asset.area}-M'))}${rule('b', 'type: TANK', child('b', 'SOLENOID', '{asset.tag}-X'))}`;
    expect(check(pack, [asset('P-1', 'PUMP', { area: '47' }), asset('P-2', 'PUMP', { area: '47' })])).toEqual(
      [
        '2:94 WARNING TAG_COLLISION a: a gives the tag 47-M to what it makes from P-2, and from P-1. Only one of them can be made. Change a tag, or narrow a rule.',
        expect.stringContaining('NEVER_MATCHES b: '),
      ],
    );
    expect(
      check(pack, [asset('P-1', 'PUMP', { area: '47' }), asset('T-1', 'TANK'), asset('t-1-x', 'VALVE')]),
    ).toEqual([
      '3:97 WARNING TAG_COLLISION b: b gives the tag T-1-X to what it makes from T-1, which a VALVE of the project has. Only one of them can be made. Change a tag, or narrow a rule.',
    ]);
    const adopted = [asset('P-1', 'PUMP', { area: '47' }), asset('T-1', 'TANK'), asset('T-1-X', 'SOLENOID')];
    expect(check(pack, adopted)).toEqual([]);
  });
});

describe('what is not a problem', () => {
  test.each([
    ['conditions that exclude each other', "props.duty == 'CONSTANT'", "props.duty == 'VARIABLE'"],
    ['a negation', 'props.head_m >= 5', '!(props.head_m >= 5)'],
    ['a list', 'props.bus in ["A", "B"]', 'props.bus == "C"'],
    ['a value and null', 'props.head_m > 0', 'props.head_m == null'],
    ['a choice', 'props.brake ? props.head_m > 5 : false', 'props.head_m <= 5 || !props.brake'],
    ['what stands in for', 'asset.type == "PUMP" && asset.area == "1"', 'asset.area != "1"'],
  ])('two rules apart by %s do not compete', (_, first, second) => {
    const of = (id: string, where: string, value: string) =>
      `  - id: ${id}\n    name: r\n    for: { type: PUMP }\n    where: ${JSON.stringify(where)}\n    do: { set_property: { starting_method: ${value} } }\n`;
    expect(check(`rules:\n${of('a', first, 'DOL')}${of('b', second, 'VFD')}`)).toEqual([]);
  });

  test('a higher priority that may be unknown, is a draft or covers a part only does not shadow', () => {
    const low = rule('low', 'type: MCC', 'set_property: { diversity: 0.8 }', ', source: FIRM');
    const high = (target: string, value: string, more = '') =>
      check(`rules:\n${low}${rule('high', target, `set_property: { diversity: ${value} }`, more)}`);
    expect(high('type: MCC', '0.7')).toHaveLength(1);
    expect(high('type: [MCC, VFD]', '"= props.power_factor"')).toEqual([]);
    expect(high('type: MCC', '0.7', ', status: DRAFT')).toEqual([]);
    expect(high('type: MCC, area: "47"', '0.7')).toEqual([]);
    expect(high('type: MCC', '0.7', ', sourceId: US')).toEqual([]);
  });

  test('the same id in another source replaces and does not compete', () => {
    const of = (source: string, value: string) =>
      rule('a', 'type: PUMP', `set_property: { duty: ${value} }`, `, priority: 50, source: ${source}`);
    expect(check(`rules:\n${of('FIRM', 'CONSTANT')}${of('CLIENT', 'VARIABLE')}`)).toEqual([]);
  });

  test('a condition too large to take apart is left alone', () => {
    const many = Array.from(
      { length: 12 },
      (_, index) => `(props.poles == ${index} || props.phases == ${index})`,
    );
    expect(
      check(
        `rules:\n${rule('a', 'type: PUMP', 'set_property: { duty: CONSTANT }', `, where: '${many.join(' && ')}'`)}`,
      ),
    ).toEqual([]);
  });
});

const EXPECTED = [
  '5:36 WARNING NEVER_MATCHES never.contradiction: The condition can never be true: props.power_kw < 30 and props.power_kw > 75 never hold together; not even a MOTOR starts this rule. Correct the condition.',
  '11:33 WARNING NEVER_MATCHES never.constant: The condition can never be true: false is never true; not even a MOTOR starts this rule. Correct the condition.',
  '17:37 WARNING NEVER_MATCHES never.value: duty is never "VARIBLE": it is one of CONSTANT, VARIABLE. Did you mean VARIABLE? Seen from a PUMP.',
  '22:26 WARNING NEVER_MATCHES never.type: No rule makes a COMPRESOR, and none is known. Did you mean COMPRESSOR? As it stands, a COMPRESSOR does not start this rule.',
  '29:36 WARNING IMPOSSIBLE_VALUE value.written: signal_kind cannot be "AIN": it is one of AI, AO, DI, DO. Did you mean AI? Seen from a TANK.',
  '37:20 WARNING SHADOWED shadow.low: shadow.low never gets to write diversity: shadow.high (CLIENT, priority 100) always does instead; for example a MCC with props.bus = "A". Narrow one of them, or take this one out.',
  '57:46 WARNING BLOCKED block.over: block.over cannot set design_current_factor where block.enforced (FIRM, priority 10) applies, which is enforced; for example a MOTOR with props.power_kw = 11. Agree on one of them.',
  '69:29 WARNING EQUAL_PRIORITY equal.b: equal.b and equal.a, both of priority 50, want duty to be "VARIABLE" and "CONSTANT", so neither writes it; for example a PUMP with props.head_m = 65. Give one of them another priority, or narrow it.',
  '80:51 WARNING TAG_COLLISION tag.b: tag.b and tag.a give what they make from one source the same tag; for example a FAN with props.shaft_power_kw = 2. Only one of them can be made. Change a tag, or narrow a rule.',
  '81:9 ERROR CREATION_CYCLE cycle.a: These rules make what starts them, without end: cycle.a, cycle.b (VALVE -> LINE -> VALVE). Narrow "for" of one of them.',
  '94:19 ERROR UNKNOWN_NAME name.unknown: No property pump_knd is known. Did you mean pump_kind? It is neither in the vocabulary nor written by a rule nor on any asset.',
  '100:13 ERROR WRONG_TYPE type.wrong: props.head_m + "m" adds a number and a text. Only numbers, texts or lists can be added to their own kind; string(...) makes a text.',
  '102:34 ERROR WRONG_TYPE type.wrong: speed_rpm is a number; this is a string. An expression starts with "= ".',
];
