import { analyseRules } from './analysis/analyse.ts';
import { compileRules, type CompiledRules } from './compile.ts';
import type { ValueType } from './expressions/types.ts';
import { knownNames, SETTING_TYPES } from './names.ts';
import type { PlantView } from './plant-view.ts';
import { inFileOrder, type RuleProblem } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';

export interface CheckContext {
  /** The vocabulary: names of properties with the type of their values. */
  readonly knownProperties: ReadonlyMap<string, ValueType>;
  /** A project whose data count as well: the properties of its assets, its tags. */
  readonly plant?: PlantView | undefined;
}

/**
 * What is wrong with rules that parse: as errors expressions, names, types, creation cycles and no strata; as
 * warnings rules that never match, that others shadow or block, equal priorities, tag collisions. `parsed` is the
 * whole set that will be loaded together.
 */
export function checkRules(parsed: readonly ParsedRule[], context: CheckContext): RuleProblem[] {
  const compiled = compileRuleSet(parsed, context);
  return inFileOrder([...compiled.problems, ...analyseRules(parsed, compiled, context.plant)]);
}

/** Compiles a rule set with the names known in this context. */
export function compileRuleSet(
  parsed: readonly ParsedRule[],
  { knownProperties, plant }: CheckContext,
): CompiledRules {
  const carried = plant === undefined ? [] : [plant.propertyTypes()];
  const names = knownNames(
    parsed.map(({ rule }) => rule),
    knownProperties,
    ...carried,
  );
  return compileRules(parsed, names);
}

/**
 * Compiles rules that are loaded. They were checked when they were; what a plant holds by now keeps none from running:
 * a property that nothing has is a value that is not set, and one of another type than it was is an error of the asset.
 */
export function compileLoadedRules(
  loaded: readonly ParsedRule[],
  vocabulary: CheckContext['knownProperties'],
): CompiledRules {
  return compileRules(loaded, { properties: new OpenNames(vocabulary), settings: SETTING_TYPES });
}

/** Knows every name; of one that the vocabulary does not tell the type of, the value may be of any. */
class OpenNames extends Map<string, ValueType> {
  override get(name: string): ValueType {
    return super.get(name) ?? 'any';
  }

  override has(): boolean {
    return true;
  }
}
