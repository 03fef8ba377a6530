import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from '../expressions/compile.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { KnownNames } from '../expressions/types.ts';
import { createPlantView } from '../plant-view.ts';
import { asset, plant } from '../testing/world.ts';
import { alternativesOf, type Conjunction } from './alternatives.ts';
import { contradictionIn, exampleOf } from './contradiction.ts';
import { commonWay, implies } from './subject.ts';

const NAMES: KnownNames = {
  properties: new Map([
    ['n', 'number'],
    ['m', 'number'],
    ['t', 'string'],
    ['b', 'boolean'],
  ]),
  settings: new Map(),
};

const number = fc.integer({ min: 0, max: 3 });
const text = fc.constantFrom('A', 'B', 'C');
const comparison = fc.oneof(
  fc
    .tuple(fc.constantFrom('n', 'm'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), number)
    .map(([name, op, value]) => `props.${name} ${op} ${value}`),
  fc.tuple(fc.constantFrom('==', '<', '>='), number).map(([op, value]) => `${value} ${op} props.n`),
  fc.tuple(fc.constantFrom('==', '!='), text).map(([op, value]) => `props.t ${op} "${value}"`),
  fc.array(text, { minLength: 1, maxLength: 2 }).map((values) => `props.t in ${JSON.stringify(values)}`),
  fc.constantFrom('props.b', 'has(props.n)', 'props.t == null', 'props.m != null', 'true', 'false'),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a} || ${b})`),
    tie('any').map((a) => `!(${a})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
})).any;
const properties = fc.record({ n: number, m: number, t: text, b: fc.boolean() }, { requiredKeys: [] });

/** Whether a condition is true for these properties, as the planner decides it. */
function holds(source: string, values: Record<string, string | number | boolean>): boolean {
  const compiled = compileCondition(source, 'ASSET', NAMES);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const subject = asset('X', 'PUMP', { properties: values });
  try {
    const scope = {
      subject: { kind: 'ASSET' as const, entity: subject },
      reader: createPlantView(plant([subject])),
    };
    return compiled.value.test(scope) === true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

const possible = (ways: readonly Conjunction[]): readonly Conjunction[] =>
  ways.filter((way) => contradictionIn(way) === null);

test('a condition that is true for some asset is never called impossible', () => {
  fc.assert(
    fc.property(condition, properties, (source, values) => {
      const ways = alternativesOf(source);
      if (ways === null || !holds(source, values)) return;
      expect(possible(ways).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('two conditions that are true for one asset have a way in common', () => {
  fc.assert(
    fc.property(condition, condition, properties, (a, b, values) => {
      const [one, other] = [alternativesOf(a), alternativesOf(b)];
      if (one === null || other === null || !holds(a, values) || !holds(b, values)) return;
      expect(commonWay(one, other)).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('what a condition implies is true wherever it is', () => {
  fc.assert(
    fc.property(condition, condition, properties, (a, b, values) => {
      if (implies(alternativesOf(a), alternativesOf(b)) && holds(a, values))
        expect(holds(b, values)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('an example made up of one way meets the condition', () => {
  fc.assert(
    fc.property(comparison, comparison, (a, b) => {
      const source = `${a} && ${b}`;
      const [way] = possible(alternativesOf(source) ?? []);
      if (way === undefined) return;
      const values = [...exampleOf(way)].filter(
        ([term, value]) => value !== null && term.startsWith('props.'),
      );
      const stated = Object.fromEntries(
        values.map(([term, value]) => [term.slice('props.'.length), value ?? 0]),
      );
      const open = [...way].filter(
        ({ term }) => term.startsWith('props.') && !values.some(([known]) => known === term),
      );
      if (open.some(({ test: { kind } }) => kind !== 'null')) return;
      expect(holds(source, stated)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
