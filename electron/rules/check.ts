import { compileRules, type CompiledRules } from './compile.ts';
import type { ValueType } from './expressions/types.ts';
import { knownNames } from './names.ts';
import type { PlantView } from './plant-view.ts';
import type { RuleProblem } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';

export interface CheckContext {
  /** The vocabulary: names of properties with the type of their values. */
  readonly knownProperties: ReadonlyMap<string, ValueType>;
  /** A project whose assets' properties are known as well. */
  readonly plant?: Pick<PlantView, 'propertyTypes'> | undefined;
}

/**
 * What is wrong with rules that parse: expressions, names, types, creation cycles, no strata, and what this
 * version cannot do. `parsed` is the whole set that will be loaded together.
 */
export function checkRules(parsed: readonly ParsedRule[], context: CheckContext): RuleProblem[] {
  return [...compileRuleSet(parsed, context).problems];
}

/** Compiles a rule set with the names known in this context. */
export function compileRuleSet(
  parsed: readonly ParsedRule[],
  { knownProperties, plant }: CheckContext,
): CompiledRules {
  const carried = plant === undefined ? [] : [plant.propertyTypes()];
  return compileRules(
    parsed,
    knownNames(
      parsed.map(({ rule }) => rule),
      knownProperties,
      ...carried,
    ),
  );
}
