import { describe, expect, test } from 'vitest';
import { compileCondition, compileExpression } from './compile.ts';
import { names, pumpWith } from './test-plant.ts';
import type { EvaluationScope, ExpressionValue } from './types.ts';

/** `t` is true, `f` is false, `u` is not set. */
const scope = pumpWith({ brake: true, outdoor: false, power_kw: 10, duty: 'VARIABLE', vendor_code: 'V7' });
const OPERANDS: Readonly<Record<string, string>> = {
  t: 'props.brake',
  f: 'props.outdoor',
  u: 'props.safety',
};

function valueOf(source: string, within: EvaluationScope = scope): ExpressionValue {
  const compiled = compileExpression(source, 'ASSET', names);
  if (!compiled.ok)
    throw new Error(`${source}: ${compiled.problems.map((problem) => problem.message).join(' ')}`);
  return compiled.value.evaluate(within);
}

describe('three-valued logic', () => {
  test.each([
    ['t', 't', true, true],
    ['t', 'f', false, true],
    ['t', 'u', null, true],
    ['f', 't', false, true],
    ['f', 'f', false, false],
    ['f', 'u', false, null],
    ['u', 't', null, true],
    ['u', 'f', false, null],
    ['u', 'u', null, null],
  ])('%s and %s: && is %s, || is %s', (a, b, and, or) => {
    const [left, right] = [OPERANDS[a], OPERANDS[b]];
    expect([valueOf(`${left} && ${right}`), valueOf(`${left} || ${right}`)]).toEqual([and, or]);
  });

  test('negation keeps unknown', () => {
    expect(['t', 'f', 'u'].map((name) => valueOf(`!${OPERANDS[name]}`))).toEqual([false, true, null]);
  });

  test('a choice is unknown where its condition is', () => {
    expect(['t', 'f', 'u'].map((name) => valueOf(`${OPERANDS[name]} ? 1 : 2`))).toEqual([1, 2, null]);
  });
});

describe('what is not set', () => {
  test.each<[string, ExpressionValue]>([
    ['props.poles == 4', null],
    ['props.poles != 4', null],
    ['4 == props.poles', null],
    ['props.poles == props.phases', null],
    ['props.poles > 4', null],
    ['4 > props.poles', null],
    ['props.poles + 1', null],
    ['props.poles / 0', null],
    ['-props.poles', null],
    ['props.poles == null', true],
    ['null == props.poles', true],
    ['props.poles != null', false],
    ['props.power_kw == null', false],
    ['props.power_kw != null', true],
    ['null == null', true],
    ['props.poles + 1 == null', true],
    ['has(props.poles)', false],
    ['has(props.power_kw)', true],
    ['has(parent.props.duty)', false],
    ['has(parent.tag)', false],
    ['parent == null', true],
    ['parent.tag', null],
    ['parent.tag == "P-2"', null],
    ['parent.props.duty', null],
    ['parent.parent.tag', null],
    ['asset.area', null],
    ['asset.area.startsWith("1")', null],
    ['asset.tag.startsWith(asset.area)', null],
    ['asset.area.matches("x")', null],
    ['asset.tag.matches(asset.area)', null],
    ['asset.area.like("x*")', null],
    ['asset.area.substring(1)', null],
    ['size(asset.area)', null],
    ['string(props.poles)', null],
    ['double(asset.area)', null],
    ['abs(props.poles)', null],
    ['round(props.poles, 2)', null],
    ['round(props.power_kw, props.poles)', null],
    ['min(props.power_kw, props.poles)', null],
    ['sum([props.power_kw, props.poles])', null],
    ['max([])', null],
    ['sum([])', 0],
    ['props.safety == true || props.power_kw == 10', true],
    ['props.poles == null || props.poles == 4', true],
    ['props.poles == 4 && props.outdoor', false],
    ['props.poles == 4 && props.brake', null],
    ['props.poles == 4 && props.safety', null],
    ['props.power_kw == 10 && props.brake', true],
    ['props.power_kw == 10 && props.outdoor', false],
    ['props.power_kw == 10 && props.safety', null],
    ['props.power_kw == 4 && props.safety', false],
    ['props.power_kw != 4 && props.brake', true],
    ['props.power_kw == null || props.power_kw == 10', true],
    ['props.power_kw == null || props.power_kw == 4', false],
    ['find(asset.area)', null],
    ['assets(asset.area)', null],
    ['setting("tag_pattern")', null],
    ['standard_motor_kw(props.poles)', null],
    ['motor_margin(props.poles)', null],
    ['full_load_current(props)', null],
    ['full_load_current(parent.props)', null],
  ])('%s is %s', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });
});

describe('unknown among several', () => {
  test.each<[string, ExpressionValue]>([
    ['1 in [1, props.poles]', true],
    ['2 in [1, props.poles]', null],
    ['2 in [1, 3]', false],
    ['props.poles in [1, 3]', null],
    ['props.poles in []', false],
    ['props.poles in [1, props.power_kw]', null],
    ['props.duty in ["VARIABLE", "CONSTANT"]', true],
    ['props.vendor_code in ["V7"]', true],
    ['[1, props.poles] == [1, 2]', null],
    ['[1, props.poles] == [2, 2]', false],
    ['[1, 2] == [1, 2]', true],
    ['[1, 2] != [1]', true],
    ['{"a": props.poles} == {"a": 1}', null],
    ['{"a": 1} == {"a": 1}', true],
    ['{"a": 1} == {"b": 1}', false],
    ['{"a": 1} == {"a": 2}', false],
    ['"a" in {"a": 1}', true],
    ['asset.area in {"a": 1}', null],
    ['[1, 2].all(x, x > 0)', true],
    ['[1, props.poles].all(x, x > 0)', null],
    ['[0, props.poles].all(x, x > 0)', false],
    ['[props.poles, 0].all(x, x > 0)', false],
    ['[].all(x, x > 0)', true],
    ['[1, props.poles].exists(x, x > 0)', true],
    ['[0, props.poles].exists(x, x > 0)', null],
    ['[0].exists(x, x > 0)', false],
    ['[1, props.poles].exists_one(x, x > 0)', null],
    ['[1, 2, props.poles].exists_one(x, x > 0)', false],
    ['[1, 0].exists_one(x, x > 0)', true],
    ['[1, 0].filter(x, x > 0)', [1]],
    ['[1, props.poles].filter(x, x > 0)', null],
    ['[1, props.poles].map(x, x * 2)', [2, null]],
    ['[1, 2].map(x, x > 1, x * 2)', [4]],
    ['[[1], [2, 3]].map(x, x.map(y, y + size(x)))', [[2], [4, 5]]],
    ['same("area").all(x, x.tag == "")', null],
    ['same("area").exists(x, true)', null],
    ['same("area").exists_one(x, true)', null],
    ['same("area").filter(x, true)', null],
    ['same("area").map(x, 1)', null],
    ['"A" in same("area").map(x, x.tag)', null],
  ])('%s is %s', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });
});

test('a condition answers true, false or null', () => {
  const compiled = compileCondition('props.duty == "VARIABLE"', 'ASSET', names);
  if (!compiled.ok) throw new Error('does not compile');
  const scopes = [pumpWith({ duty: 'VARIABLE' }), pumpWith({ duty: 'CONSTANT' }), pumpWith({})];
  expect(scopes.map((within) => compiled.value.test(within))).toEqual([true, false, null]);
});
