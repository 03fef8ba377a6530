import { describe, expect, test } from 'vitest';
import { compileCondition, compileExpression } from './compile.ts';
import { ExpressionError } from './error.ts';
import { assetOf, cableOf, cableScopeOf, edgeOf, names, pumpWith, scopeOf } from './test-plant.ts';
import type { EvaluationScope, ExpressionValue, SubjectKind } from './types.ts';

function valueOf(source: string, scope: EvaluationScope, kind: SubjectKind = 'ASSET'): ExpressionValue {
  const compiled = compileExpression(source, kind, names);
  if (!compiled.ok)
    throw new Error(`${source}: ${compiled.problems.map((problem) => problem.message).join(' ')}`);
  return compiled.value.evaluate(scope);
}

function errorOf(source: string, scope: EvaluationScope): Partial<ExpressionError> | null {
  try {
    valueOf(source, scope);
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { code: error.code, subject: error.subject, value: error.value };
  }
}

describe('a value of the wrong type fails, naming the property and the value', () => {
  const scope = pumpWith({
    power_kw: '60 kW',
    duty: 3,
    brake: 'yes',
    vendor_code: true,
    table_current_a: 1e308,
  });
  const wrong = { code: 'WRONG_TYPE' as const };

  test.each([
    ['props.power_kw > 10', { ...wrong, subject: 'props.power_kw', value: '60 kW' }],
    ['props.power_kw * 2', { ...wrong, subject: 'props.power_kw', value: '60 kW' }],
    ['props.power_kw == 10', { ...wrong, subject: 'props.power_kw', value: '60 kW' }],
    ['props.duty == "VARIABLE"', { ...wrong, subject: 'props.duty', value: 3 }],
    ['props.duty == null || props.duty == "VARIABLE"', { ...wrong, subject: 'props.duty', value: 3 }],
    ['props.duty == "VARIABLE" && true', { ...wrong, subject: 'props.duty', value: 3 }],
    ['asset.props.duty == "VARIABLE"', { ...wrong, subject: 'asset.props.duty', value: 3 }],
    ['props.duty.startsWith("V")', { ...wrong, subject: 'props.duty', value: 3 }],
    ['props.brake && true', { ...wrong, subject: 'props.brake', value: 'yes' }],
    ['props.vendor_code == "V7"', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['props.vendor_code > 3', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['props.vendor_code < props.vendor_code', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['[3][0] < props.vendor_code', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['[1, "a"][0] < [1, "a"][1]', { ...wrong, subject: '[1, "a"][1]', value: 'a' }],
    ['[1, "a"][0] == [1, "a"][1]', { ...wrong, subject: '[1, "a"][0]', value: 1 }],
    ['props.vendor_code + "x"', { ...wrong, subject: '"x"', value: 'x' }],
    ['props.vendor_code.x', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['props.vendor_code in ["V7"]', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['size(props.vendor_code)', { ...wrong, subject: 'props.vendor_code', value: true }],
    ['double("12 kW")', { ...wrong, subject: '"12 kW"', value: '12 kW' }],
    ['string([[1], 2][0])', { ...wrong, subject: '[[1], 2][0]', value: '(not a single value)' }],
    [
      'sum([1, props.vendor_code])',
      { ...wrong, subject: 'an element in sum([1, props.vendor_code])', value: true },
    ],
    ['full_load_current(props)', { ...wrong, subject: 'props.power_kw', value: '60 kW' }],
    ['1 / 0', { code: 'DIVISION_BY_ZERO' as const, subject: '0', value: 0 }],
    ['1 % 0', { code: 'DIVISION_BY_ZERO' as const, subject: '0', value: 0 }],
    [
      'props.table_current_a * 10',
      { code: 'OVERFLOW' as const, subject: 'props.table_current_a * 10', value: 'Infinity' },
    ],
    [
      'props.table_current_a + props.table_current_a',
      {
        code: 'OVERFLOW' as const,
        subject: 'props.table_current_a + props.table_current_a',
        value: 'Infinity',
      },
    ],
    [
      'sum([1.0e308, 1.0e308])',
      { code: 'OVERFLOW' as const, subject: 'sum([1.0e308, 1.0e308])', value: 'Infinity' },
    ],
    ['double("1e999")', { code: 'OVERFLOW' as const, subject: '"1e999"', value: '1e999' }],
    [
      'asset.tag.matches(asset.tag + "(")',
      { code: 'INVALID_PATTERN' as const, subject: 'asset.tag + "("', value: 'P-1(' },
    ],
  ])('%s', (source, expected) => {
    expect(errorOf(source, scope)).toEqual(expected);
  });

  test('but may be asked whether it is set', () => {
    expect(
      ['props.power_kw == null', 'has(props.power_kw)', 'has(asset.props.duty)'].map((source) =>
        valueOf(source, scope),
      ),
    ).toEqual([false, true, true]);
  });

  test('in a condition of no known type', () => {
    const compiled = compileCondition('props.vendor_code', 'ASSET', names);
    if (!compiled.ok) throw new Error('does not compile');
    expect(compiled.value.test(scope)).toBe(true);
    expect(() => compiled.value.test(pumpWith({ vendor_code: 'V7' }))).toThrow(
      'props.vendor_code is "V7", a text, where true or false is needed. Correct the value.',
    );
    expect(compiled.value.test(pumpWith({}))).toBeNull();
  });
});

describe('values and functions', () => {
  const scope = pumpWith({
    power_kw: 75,
    duty: 'VARIABLE',
    vendor_code: 'V7',
    voltage_v: 400,
    electrical_code: 'IEC',
  });

  test.each<[string, ExpressionValue]>([
    ['1 + 2 * 3 - 4 / 8', 6.5],
    ['7 % 4', 3],
    ['-(2 - 5)', 3],
    ['7 / 2', 3.5],
    ['0x10', 16],
    ['"a" + "b"', 'ab'],
    ['[1] + [2]', [1, 2]],
    ['props.vendor_code + "-" + props.duty', 'V7-VARIABLE'],
    ['[1, "a"][0] + [2, "b"][0]', 3],
    ['[[1], 1][0] + [2]', [1, 2]],
    ['"a" < "b" && "b" <= "b" && "c" > "b" && "c" >= "c"', true],
    ['props.power_kw < 80 && props.power_kw <= 75 && props.power_kw > 70 && props.power_kw >= 75', true],
    ['props.vendor_code > "V1"', true],
    ['props.power_kw > props.voltage_v', false],
    ['[1, "a"][0] < [2, "a"][0]', true],
    ['{"a": {"b": 2}}.a.b', 2],
    ['{"a": 1}["a"]', 1],
    ['{"a": 1}[props.vendor_code]', null],
    ['{"a": 1}[asset.area]', null],
    ['{asset.area: 1}', null],
    ['{"a": [1]}', { a: [1] }],
    ['[{"a": 1}, 1][0].a', 1],
    ['[{"a": 1}, 1][0].b', null],
    ['[asset.area, 1][0].b', null],
    ['[1, 2][1]', 2],
    ['[1, 2][5]', null],
    ['[]', []],
    ['props.duty in ["VARIABLE"] ? "v" : null', 'v'],
    ['true ? 1 : "a"', 1],
    ['min(3, 1, 2)', 1],
    ['max([3, 1, 2])', 3],
    ['[1, 2].sum()', 3],
    ['abs(-1) + floor(1.9) + ceil(1.1)', 4],
    ['round(2.345, 2)', 2.35],
    ['round(2.5)', 3],
    ['size("aé𝄞")', 3],
    ['size({"a": 1})', 1],
    ['"abc".size()', 3],
    ['[1, 2].size()', 2],
    ['string(1.5) + string(true) + string("x")', '1.5truex'],
    ['double("1.5e1")', 15],
    ['double(2)', 2],
    ['int("-3.9")', -3],
    ['"P-101A".contains("101") && "P-101A".startsWith("P") && "P-101A".endsWith("A")', true],
    ['"äbC".upperAscii() + "ÄBc".lowerAscii()', 'äBCÄbc'],
    ['" a ".trim()', 'a'],
    ['"abc".indexOf("c")', 2],
    ['"a.b.c".replace(".", "$&")', 'a$&b$&c'],
    ['"abc".substring(1) + "abc".substring(0, 1) + "abc".substring(-1, 1)', 'bcaa'],
    ['asset.tag.matches("^[A-Z]-[0-9]+$")', true],
    ['asset.tag.matches("[0-9]$")', true],
    ['asset.tag.matches("^" + "X")', false],
    ['asset.tag.like("P-*")', true],
    ['asset.tag.like("P-?")', true],
    ['asset.tag.like("-1")', false],
    ['"a.b".like("a.b") && !"axb".like("a.b")', true],
    ['"a\\nb".like("a*b")', true],
    ['standard_motor_kw(60 * motor_margin(60))', 75],
    ['full_load_current(props)', 130.98],
    ['full_load_current(asset.props)', 130.98],
    ['setting("voltage_drop_pct") + project.settings.voltage_drop_pct', 6],
    ['project.name + project.country', 'TestDE'],
    ['project.client == null', true],
    ['project.settings.tag_pattern == null', true],
    ['asset.origin == null', true],
    ['asset.origin.ruleId', null],
    ['project', 'Test'],
    ['props', { power_kw: 75, duty: 'VARIABLE', vendor_code: 'V7', voltage_v: 400, electrical_code: 'IEC' }],
    ['asset', 'P-1'],
    ['null', null],
  ])('%s is %j', (source, expected) => {
    expect(valueOf(source, scope)).toEqual(expected);
  });

  test('a pattern that is made at run time follows its value', () => {
    const compiled = compileExpression('asset.tag.matches(props.vendor_code)', 'ASSET', names);
    if (!compiled.ok) throw new Error('does not compile');
    const answers = ['^P', '^P', '^X'].map((pattern) =>
      compiled.value.evaluate(pumpWith({ vendor_code: pattern })),
    );
    expect(answers).toEqual([true, true, false]);
  });

  test('a pattern that would backtrack for years is answered', () => {
    expect(
      valueOf('props.vendor_code.matches("(a+)+$")', pumpWith({ vendor_code: `${'a'.repeat(40)}!` })),
    ).toBe(false);
  });
});

describe('what an asset stands in', () => {
  const pump = assetOf('P-1', 'PUMP', {
    id: 'pump',
    area: '100',
    properties: { shaft_power_kw: 60, voltage_drop_pct: 5 },
  });
  const motor = assetOf('P-1-M', 'MOTOR', {
    id: 'motor',
    parentId: 'pump',
    area: '100',
    origin: { ruleId: 'mech.pump-motor', sourceId: 'pump', slot: 'motor' },
    properties: { power_kw: 75, bus: 'A' },
  });
  const other = assetOf('P-2-M', 'MOTOR', { id: 'other', area: '100', properties: { power_kw: 30 } });
  const mccB = assetOf('mcc-b', 'MCC', { id: 'b' });
  const mccA = assetOf('MCC-A', 'MCC', { id: 'a' });
  const heater = assetOf('P-1-M-H', 'SPACE_HEATER', { id: 'heater', parentId: 'motor' });
  const cable = cableOf('P-1-PWR', {
    fromAssetId: 'a',
    toAssetId: 'motor',
    lengthM: 75,
    properties: { runs: 2 },
  });
  const edges = [
    edgeOf('motor', 'fed_from', 'b'),
    edgeOf('motor', 'fed_from', 'a', 'x'),
    edgeOf('motor', 'fed_from', 'a'),
    edgeOf('motor', 'powers', 'pump'),
  ];
  const scope = scopeOf(motor, { assets: [pump, other, mccB, mccA, heater], cables: [cable], edges });

  test.each<[string, ExpressionValue]>([
    ['parent.tag', 'P-1'],
    ['parent.props.shaft_power_kw', 60],
    ['parent.parent', null],
    ['asset.parent.tag', 'P-1'],
    ['parent', 'P-1'],
    ['asset.origin.ruleId', 'mech.pump-motor'],
    ['asset.origin != null', true],
    ['asset.origin', { ruleId: 'mech.pump-motor' }],
    ['has_child("SPACE_HEATER")', true],
    ['has_child("VFD")', false],
    ['children("SPACE_HEATER").map(c, c.tag)', ['P-1-M-H']],
    ['children("SPACE_HEATER")', ['P-1-M-H']],
    ['children("SPACE_HEATER")[0].parent.parent.tag', 'P-1'],
    ['cables("POWER").exists(c, c.to.tag == asset.tag && c.props.runs == 2 && c.lengthM == 75)', true],
    ['cables("SIGNAL")', []],
    ['related("fed_from")', ['MCC-A', 'mcc-b']],
    ['related("<fed_from")', []],
    ['related("powers")[0].tag', 'P-1'],
    ['same("area")', ['P-1-M', 'P-2-M']],
    ['same("bus")', ['P-1-M']],
    ['find("mcc-a").tag', 'MCC-A'],
    ['find("nothing")', null],
    ['find("nothing").props.bus', null],
    ['sum(assets("MOTOR").map(m, m.props.power_kw))', 105],
    ['assets("MOTOR").filter(m, m.props.power_kw > 50)', ['P-1-M']],
    ['parent in assets("PUMP")', true],
    ['parent == asset.parent', true],
    ['parent != find("MCC-A")', true],
    ['setting("voltage_drop_pct")', 5],
    ['setting("ambient_c")', 40],
    ['(true ? parent : asset).tag', 'P-1'],
  ])('%s is %j', (source, expected) => {
    expect(valueOf(source, scope)).toEqual(expected);
  });

  test('an asset reads what leads to it', () => {
    const atMcc: EvaluationScope = { subject: { kind: 'ASSET', entity: mccA }, reader: scope.reader };
    expect(valueOf('related("<fed_from")', atMcc)).toEqual(['P-1-M']);
  });

  test.each<[string, ExpressionValue]>([
    ['cable.tag', 'P-1-PWR'],
    ['cable.lengthM > 50', true],
    ['cable.ampacityA', null],
    ['props.runs', 2],
    ['cable.props.runs', 2],
    ['from.tag + to.tag', 'MCC-AP-1-M'],
    ['cable.from.tag', 'MCC-A'],
    ['to.props.power_kw', 75],
    ['to.parent.props.shaft_power_kw', 60],
    ['setting("voltage_drop_pct")', 5],
    ['cable.origin == null', true],
    ['find("P-2-M").props.power_kw', 30],
    ['cable', 'P-1-PWR'],
  ])('a cable reads %s as %j', (source, expected) => {
    expect(
      valueOf(source, { subject: { kind: 'CABLE', entity: cable }, reader: scope.reader }, 'CABLE'),
    ).toEqual(expected);
  });

  test('a cable with open ends has none', () => {
    const open = cableScopeOf(cableOf('C-1'));
    expect(
      ['from.tag', 'to.props.duty', 'setting("ambient_c")'].map((source) => valueOf(source, open, 'CABLE')),
    ).toEqual([null, null, 40]);
  });

  test('margins follow the settings of the project', () => {
    const settings = { motor_margin_above_55_kw: 1.3 };
    expect(valueOf('standard_motor_kw(60 * motor_margin(60))', scopeOf(pump, { settings }))).toBe(90);
  });
});

describe('names that every object has', () => {
  const hostile = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
  const known = {
    ...names,
    properties: new Map([...names.properties, ...hostile.map((name) => [name, 'any'] as const)]),
  };

  test.each(hostile)('%s is unknown everywhere', (name) => {
    const paths = [
      'props',
      'asset',
      'asset.props',
      'parent',
      'project',
      'project.settings',
      'asset.origin',
      'asset.tag',
      '[1]',
    ];
    const compiled = [
      ...paths.map((path) => `${path}.${name}`),
      `setting("${name}")`,
      `${name}(1)`,
      `"a".${name}()`,
      `same("${name}")`,
    ].map((source) => compileExpression(source, 'ASSET', names).ok);
    expect(new Set(compiled)).toEqual(new Set([false]));
  });

  test.each(hostile)('%s as a property that an asset may carry is not set unless it is its own', (name) => {
    const read = (source: string, scope: EvaluationScope) => {
      const compiled = compileExpression(source, 'ASSET', known);
      return compiled.ok ? compiled.value.evaluate(scope) : compiled.problems;
    };
    const own = pumpWith(JSON.parse(`{"${name}": 1}`));
    const sources = [
      `props["${name}"]`,
      `asset.props.${name}`,
      `props.${name} == null`,
      `has(props.${name})`,
    ];
    expect(sources.map((source) => read(source, pumpWith({})))).toEqual([null, null, true, false]);
    expect(sources.map((source) => read(source, own))).toEqual([1, 1, false, true]);
    expect(read(`props.${name} == null || props.${name} == 2`, own)).toBe(false);
  });

  test('is no key of a map', () => {
    expect(hostile.map((name) => valueOf(`{"a": 1}.${name}`, pumpWith({})))).toEqual(hostile.map(() => null));
    expect(Object.keys(valueOf('{"__proto__": 1}', pumpWith({})) ?? {})).toEqual(['__proto__']);
  });
});
