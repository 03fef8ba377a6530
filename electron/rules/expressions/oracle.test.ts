import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression } from './compile.ts';
import { assetOf, names, scopeOf } from './test-plant.ts';

/**
 * The library's own evaluator as the oracle, where both languages mean the same: every property is there and
 * of its type, all numbers are doubles, nothing is divided by zero.
 */
const oracle = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

const number = fc.integer({ min: -400, max: 400 }).map((value) => value / 4);
const text = fc.string({ unit: fc.constantFrom('A', 'B', 'a', '1', '-'), maxLength: 4 });
const properties = fc.record({
  power_kw: number,
  poles: number,
  voltage_v: number,
  duty: text,
  loop: text,
  brake: fc.boolean(),
  outdoor: fc.boolean(),
});

const double = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
const oneOf = (...names: string[]) => fc.constantFrom(...names);
const map2 = (format: (a: string, b: string) => string, a: fc.Arbitrary<string>, b: fc.Arbitrary<string>) =>
  fc.tuple(a, b).map(([left, right]) => format(left, right));
const infix = (operators: readonly string[], a: fc.Arbitrary<string>, b: fc.Arbitrary<string>) =>
  fc
    .tuple(a, fc.constantFrom(...operators), b)
    .map(([left, operator, right]) => `(${left} ${operator} ${right})`);

const ORDER = ['<', '<=', '>', '>=', '==', '!='];

const { numeric, textual, logical } = fc.letrec<{ numeric: string; textual: string; logical: string }>(
  (tie) => ({
    numeric: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      oneOf('props.power_kw', 'props.poles', 'props["voltage_v"]'),
      number.map((value) => (value < 0 ? `(${double(value)})` : double(value))),
      infix(['+', '-', '*'], tie('numeric'), tie('numeric')),
      tie('numeric').map((value) => `(${value} / 8.0)`),
      tie('numeric').map((value) => `(-${value})`),
      fc.tuple(tie('logical'), tie('numeric'), tie('numeric')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
      map2((a, b) => `[${a}, ${b}][1]`, tie('numeric'), tie('numeric')),
      map2((a, b) => `{"a": ${a}, "b": ${b}}.a`, tie('numeric'), tie('numeric')),
    ),
    textual: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      oneOf('props.duty', 'props.loop'),
      text.map((value) => JSON.stringify(value)),
      infix(['+'], tie('textual'), tie('textual')),
      fc.tuple(tie('logical'), tie('textual'), tie('textual')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    ),
    logical: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      oneOf('props.brake', 'props.outdoor', 'true', 'false', 'has(props.duty)', 'has(props.nothing)'),
      infix(ORDER, tie('numeric'), tie('numeric')),
      infix(ORDER, tie('textual'), tie('textual')),
      infix(['&&', '||', '==', '!='], tie('logical'), tie('logical')),
      tie('logical').map((value) => `!${value}`),
      map2((a, b) => `(${a} in [${b}, props.poles, 2.0])`, tie('numeric'), tie('numeric')),
      map2((a, b) => `(${a} in [${b}, "A"])`, tie('textual'), tie('textual')),
      fc
        .tuple(tie('textual'), oneOf('contains', 'startsWith', 'endsWith'), tie('textual'))
        .map(([a, name, b]) => `${a}.${name}(${b})`),
      fc
        .tuple(oneOf('all', 'exists', 'exists_one'), tie('numeric'), tie('logical'))
        .map(([name, a, c]) => `[${a}, props.poles, 1.0].${name}(x, x > 0.0 && ${c})`),
      map2(
        (a, b) => `([${a}, ${b}].filter(x, x > 0.0).map(x, x * 2.0) == [${b} * 2.0])`,
        tie('numeric'),
        tie('numeric'),
      ),
    ),
  }),
);

const known = { ...names, properties: new Map([...names.properties, ['nothing', 'any'] as const]) };

test.each([
  ['numbers', numeric],
  ['texts', textual],
  ['conditions', logical],
])('%s come out as the library evaluates them', (_, sources) => {
  fc.assert(
    fc.property(sources, properties, (source, props) => {
      const compiled = compileExpression(source, 'ASSET', known);
      if (!compiled.ok) throw new Error(`${source}: ${JSON.stringify(compiled.problems)}`);
      const scope = scopeOf(assetOf('P-1', 'PUMP', { properties: props }));
      expect(compiled.value.evaluate(scope)).toEqual(oracle.evaluate(source, { props }));
    }),
    { numRuns: 1000 },
  );
});

test('what is not set never makes a condition of comparisons fail', () => {
  const partial = fc.subarray([
    'power_kw',
    'poles',
    'voltage_v',
    'duty',
    'loop',
    'brake',
    'outdoor',
  ] as const);
  fc.assert(
    fc.property(logical, properties, partial, (source, props, kept) => {
      const compiled = compileExpression(source, 'ASSET', known);
      if (!compiled.ok) throw new Error(source);
      const some = Object.fromEntries(kept.map((name) => [name, props[name]]));
      const value = compiled.value.evaluate(scopeOf(assetOf('P-1', 'PUMP', { properties: some })));
      const whole = compiled.value.evaluate(scopeOf(assetOf('P-1', 'PUMP', { properties: props })));
      expect([null, true, false]).toContain(value);
      const asksWhetherSet = source.includes('has(');
      if (value !== null && !asksWhetherSet) expect(value).toBe(whole);
    }),
    { numRuns: 1000 },
  );
});
