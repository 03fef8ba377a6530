import type { CompiledPart } from './compile-part.ts';
import { ExpressionError } from './error.ts';
import { publicValue, type StaticType } from './static-type.ts';
import type { EvaluationScope, ExpressionValue, ObservedValues } from './types.ts';
import type { Closure, Locals } from './value.ts';

/**
 * Adds the values that the expressions read to `values`, by their names in the rule. One that fails to compute
 * shows as null.
 */
export function observations(
  parts: readonly CompiledPart[],
  scope: EvaluationScope,
  values: ObservedValues,
): ObservedValues {
  for (const part of parts) {
    for (const [name, { type, run }] of part.observed) {
      values[name] = observed(type, run, scope);
    }
  }
  return values;
}

const NO_NUMBER: Locals = [null];

function observed(type: StaticType, run: Closure, scope: EvaluationScope): ExpressionValue {
  try {
    return publicValue(type, run(scope, NO_NUMBER));
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
