import { describe, expect, test } from 'vitest';
import { compileTemplate, compileValue } from './compile.ts';
import { assetOf, names, scopeOf } from './test-plant.ts';
import type { ExpressionProblem, ExpressionValue } from './types.ts';

const scope = scopeOf(
  assetOf('P-1', 'PUMP', {
    area: '100',
    properties: { power_kw: 7.5, poles: 4, loop: '12', brake: true, vendor_code: 'V7' },
  }),
);

function rendered(source: string, seq?: number): string | null {
  const compiled = compileTemplate(source, 'ASSET', names);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join(' '));
  return compiled.value.render(scope, seq);
}

function problemsOf(source: string): readonly ExpressionProblem[] {
  const compiled = compileTemplate(source, 'ASSET', names);
  return compiled.ok ? [] : compiled.problems;
}

describe('a template', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['{asset.tag}-M', 'P-1-M'],
    ['{ asset.tag }{asset.area}', 'P-1100'],
    ['{asset.area}-{seq:03}', '100-007'],
    ['{seq}', '7'],
    ['{{{asset.tag}}}', '{P-1}'],
    ['{{}}', '{}'],
    ['{props.power_kw} kW', '7.5 kW'],
    ['{props.power_kw:.2} kW', '7.50 kW'],
    ['{props.poles:02}', '04'],
    ['{-props.poles:04}', '-004'],
    ['{props.loop:04}', '0012'],
    ['{props.brake}', 'true'],
    ['{props.brake ? "a" : "}"}', 'a'],
    ['{props.brake ? 1 :02}', '1'],
    ['{{"a": "x"}.a}', '{"a": "x"}.a}'],
    ['{ {"a": "it\'s \\"x\\""}.a }', 'it\'s "x"'],
    ['{props.duty}-M', null],
    ['{props.duty:03}', null],
  ])('%s gives %s', (source, text) => {
    if (source === '{{"a": "x"}.a}') expect(problemsOf(source)).toHaveLength(1);
    else expect(rendered(source, 7)).toBe(text);
  });

  test('without a number for seq is unknown', () => {
    expect(rendered('A-{seq}')).toBeNull();
  });

  test('tells whether it counts, and what it reads and where', () => {
    const compiled = compileTemplate('{asset.area}-{props.duty}-{seq:02}', 'ASSET', names);
    if (!compiled.ok) throw new Error('does not compile');
    expect(compiled.value.usesSequence).toBe(true);
    expect(compiled.value.reads).toEqual([
      { kind: 'field', of: 'self', name: 'area' },
      { kind: 'property', of: 'self', name: 'duty', start: 20, end: 24 },
    ]);
    expect(compiled.value.observe(scope)).toEqual({ 'asset.area': '100', 'props.duty': null });
  });

  test.each([
    ['{asset.tag', 'PARSE', '{asset.tag'],
    ['a}b', 'PARSE', '}'],
    ['{}', 'PARSE', ''],
    ['a-{asset.tagg}', 'UNKNOWN_NAME', 'tagg'],
    ['a-{asset.}', 'PARSE', ''],
    ['a-{props.duti:03}', 'UNKNOWN_NAME', 'duti'],
    ['{parent}', 'WRONG_TYPE', 'parent'],
    ['{props.duty:3}', 'PARSE', ':'],
  ])('%s has a problem of %s at "%s"', (source, code, place) => {
    const found = problemsOf(source);
    expect(found.map((problem) => [problem.code, source.slice(problem.start, problem.end)])).toEqual([
      [code, place],
    ]);
  });

  test.each([
    ['{props.vendor_code:03}', 'props.vendor_code is "V7", which the format of the template cannot show.'],
    ['{props.loop:.2}', 'props.loop is "12", which the format of the template cannot show.'],
    ['{[[1], 1][0]}', '[[1], 1][0] does not give a single value.'],
  ])('%s fails on a value that cannot be shown', (source, message) => {
    expect(() => rendered(source)).toThrow(message);
  });
});

describe('a value that a rule writes', () => {
  const evaluated = (
    source: string | number | boolean,
    seq?: number,
  ): ExpressionValue | readonly ExpressionProblem[] => {
    const compiled = compileValue(source, 'ASSET', names);
    return compiled.ok ? compiled.value.evaluate(scope, seq) : compiled.problems;
  };

  test.each<[string | number | boolean, ExpressionValue]>([
    [4, 4],
    [true, true],
    ['DOL', 'DOL'],
    ['=DOL', '=DOL'],
    ['{asset.tag}-M', 'P-1-M'],
    ['= props.power_kw * 2', 15],
    ['= props.duty', null],
    ['= seq + 1', 8],
  ])('%j is %j', (source, value) => {
    expect(evaluated(source, 7)).toEqual(value);
  });

  test('has a type, what it reads and what it sees', () => {
    const described = [4, true, '{asset.tag}', '= props.power_kw * 2', '= seq'].map((source) => {
      const compiled = compileValue(source, 'ASSET', names);
      if (!compiled.ok) throw new Error('does not compile');
      const { type, reads, usesSequence } = compiled.value;
      return [type, reads, usesSequence, compiled.value.observe(scope)];
    });
    expect(described).toEqual([
      ['number', [], false, {}],
      ['boolean', [], false, {}],
      ['string', [{ kind: 'field', of: 'self', name: 'tag' }], false, { 'asset.tag': 'P-1' }],
      [
        'number',
        [{ kind: 'property', of: 'self', name: 'power_kw', start: 8, end: 16 }],
        false,
        { 'props.power_kw': 7.5 },
      ],
      ['number', [], true, {}],
    ]);
  });

  test('tells problems at their place in the whole text', () => {
    expect(evaluated('= props.duti')).toMatchObject([{ code: 'UNKNOWN_NAME', start: 8, end: 12 }]);
    expect(evaluated('{props.duti}')).toMatchObject([{ code: 'UNKNOWN_NAME', start: 7, end: 11 }]);
  });
});
