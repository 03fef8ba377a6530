import { describe, expect, test } from 'vitest';
import { compileCondition, compileExpression } from './compile.ts';
import { names } from './test-plant.ts';
import type { ExpressionProblem, SubjectKind } from './types.ts';

function problemsOf(source: string, kind: SubjectKind = 'ASSET'): readonly ExpressionProblem[] {
  const compiled = compileExpression(source, kind, names);
  return compiled.ok ? [] : compiled.problems;
}

/** Code and the part of the source that each problem points at. */
const placesOf = (source: string, kind?: SubjectKind) =>
  problemsOf(source, kind).map(({ code, start, end }) => [code, source.slice(start, end)]);

describe('a wrong type is found before anything runs', () => {
  test.each([
    ['props.shaft_power_kw == "x"', 'props.shaft_power_kw == "x"'],
    ['props.duty + 1', 'props.duty + 1'],
    ['1 + true', '1 + true'],
    ['null + 1', 'null + 1'],
    ['props.brake > true', 'props.brake'],
    ['props.power_kw && true', 'props.power_kw'],
    ['true || props.duty', 'props.duty'],
    ['!props.power_kw', 'props.power_kw'],
    ['-props.duty', 'props.duty'],
    ['props.duty * 2', 'props.duty'],
    ['props.duty < 2', 'props.duty < 2'],
    ['props.power_kw.startsWith("1")', 'props.power_kw'],
    ['props.duty.contains(1)', '1'],
    ['props.duty.contains()', 'props.duty.contains()'],
    ['props.duty.like(1)', '1'],
    ['props.duty in [1, 2]', 'props.duty in [1, 2]'],
    ['props.duty in 3', '3'],
    ['props.power_kw ? 1 : 2', 'props.power_kw'],
    ['true ? parent : 1', 'true ? parent : 1'],
    ['[parent, 1]', '[parent, 1]'],
    ['[1].all(x, x)', 'x'],
    ['[1].all(x)', '[1].all(x)'],
    ['props.duty.all(x, true)', 'props.duty'],
    ['props.duty.tag', 'props.duty.tag'],
    ['props.duty["x"]', 'props.duty["x"]'],
    ['props[props.duty]', 'props[props.duty]'],
    ['size(props.power_kw)', 'size(props.power_kw)'],
    ['string([1])', 'string([1])'],
    ['min("a", "b")', '"a"'],
    ['sum(3)', '3'],
    ['abs(1, 2)', 'abs(1, 2)'],
    ['min()', 'min()'],
    ['round(1, 2, 3)', 'round(1, 2, 3)'],
    ['has(3)', 'has(3)'],
    ['has_child(asset.type)', 'asset.type'],
    ['full_load_current(asset)', 'asset'],
    ['find(3)', '3'],
    ['{1: 2}', '1'],
    ['parent == "P-1"', 'parent == "P-1"'],
  ])('%s', (source, place) => {
    expect(placesOf(source)[0]).toEqual(['WRONG_TYPE', place]);
  });

  test('reading what may not be set is no error', () => {
    expect(
      ['props.power_kw + 1', 'parent.props.duty == "X"', 'asset.area == null'].flatMap((source) =>
        problemsOf(source),
      ),
    ).toEqual([]);
  });

  test('a condition must be true or false', () => {
    const compiled = compileCondition('props.power_kw', 'ASSET', names);
    expect(compiled).toEqual({
      ok: false,
      problems: [
        {
          code: 'WRONG_TYPE',
          message: 'props.power_kw is a number, where a condition is needed. Compare it with something.',
          start: 0,
          end: 14,
        },
      ],
    });
  });
});

describe('an unknown name is found with what was meant', () => {
  test.each([
    ['props.duti == "X"', 'duti', 'Did you mean duty?'],
    ['props.shaft_pwr_kw > 1', 'shaft_pwr_kw', 'Did you mean shaft_power_kw?'],
    ['props["duti"] == "X"', '', 'Did you mean duty?'],
    ['parent.props.dutty == "X"', 'dutty', 'Did you mean duty?'],
    ['shaft_power_kw > 1', 'shaft_power_kw', 'Did you mean props.shaft_power_kw?'],
    ['asset.duty == "X"', 'duty', 'Did you mean props.duty?'],
    ['parent.duty == "X"', 'duty', 'Did you mean parent.props.duty?'],
    ['asset.tagg', 'tagg', 'Did you mean tag?'],
    ['asset.origin.rule', 'rule', 'It has ruleId.'],
    ['children("MOTOR").all(m, m.nonsense == 1)', 'nonsense', 'This has no field nonsense.'],
    ['aset.tag', 'aset', 'Did you mean asset?'],
    ['zzz', 'zzz', 'Use one of asset, props, parent, project.'],
    ['seq', 'seq', 'in templates only'],
    ['cable.tag', 'cable', 'not known in rules for assets'],
    ['project.county', 'county', 'Did you mean country?'],
    ['project.settings.ambient', 'ambient', 'No setting ambient'],
    ['setting("ambient_k")', '"ambient_k"', 'Did you mean ambient_c?'],
    ['standard_motor(1)', 'standard_motor(1)', 'Did you mean standard_motor_kw?'],
    ['asset.tag.startWith("P")', 'startWith("P")', 'Did you mean startsWith?'],
    ['cables("PWER")', 'cables("PWER")', 'Did you mean POWER?'],
    ['cables("NONSENSE")', 'cables("NONSENSE")', 'Use one of POWER, CONTROL, SIGNAL, FIBER.'],
    ['same("are")', 'same("are")', 'Did you mean area?'],
  ])('%s', (source, place, hint) => {
    const [problem] = problemsOf(source);
    expect(problem).toMatchObject({ code: 'UNKNOWN_NAME', message: expect.stringContaining(hint) });
    if (place !== '') expect(source.slice(problem?.start, problem?.end)).toBe(place);
  });

  test('every problem is told, in the order of the text', () => {
    expect(placesOf('props.duti == 1 && asset.tagg == 2')).toEqual([
      ['UNKNOWN_NAME', 'duti'],
      ['UNKNOWN_NAME', 'tagg'],
    ]);
  });
});

describe('rules for cables', () => {
  test.each([
    'has_child("MOTOR")',
    'children("MOTOR")',
    'cables("POWER")',
    'related("fed_from")',
    'same("area")',
  ])('cannot ask %s', (source) => {
    expect(placesOf(source, 'CABLE')).toEqual([['WRONG_TYPE', source]]);
  });

  test.each(['asset.tag', 'parent.tag'])('do not know %s', (source) => {
    expect(problemsOf(source, 'CABLE')[0]?.message).toContain('Use one of cable, props, from, to, project.');
  });

  test('know the fields of the cable', () => {
    expect(placesOf('cable.lengthm > 1', 'CABLE')).toEqual([['UNKNOWN_NAME', 'lengthm']]);
    expect(problemsOf('cable.power_kw', 'CABLE')[0]?.message).toContain('Did you mean props.power_kw?');
  });
});

describe('what does not parse', () => {
  test.each([
    ['', 'The expression is empty'],
    ['props.duty == ', 'it ends where more is needed'],
    ['props.duty = 1', 'To compare, write ==.'],
    ['props.brake and props.safety', 'For "and" write &&.'],
    ['props.brake or props.safety', 'For "or" write ||.'],
    ['props.brake & props.safety', 'For "and" write &&.'],
    ['props.brake | props.safety', 'For "or" write ||.'],
    ['"open', 'Unterminated string'],
    ['asset.tag.matches("(")', 'The pattern "(" cannot be read'],
    ['asset.tag.matches("(?=x)")', 'cannot be read'],
    ['1u', 'Only numbers, texts'],
    ['b"x"', 'Only numbers, texts'],
    [`1${'0'.repeat(400)}`, 'too large'],
    [Array.from({ length: 5000 }, () => '1').join('+'), 'cannot be read'],
    ['('.repeat(200), 'cannot be read'],
    [`${'!'.repeat(30_000)}props.brake`, 'nested too deeply'],
    [`${'!'.repeat(400)}props.brake`, 'nested too deeply'],
    [`0${' + 1'.repeat(1500)} > 1`, 'nested too deeply'],
  ])('%.40s', (source, message) => {
    expect(problemsOf(source)).toMatchObject([{ code: 'PARSE', message: expect.stringContaining(message) }]);
  });
});
