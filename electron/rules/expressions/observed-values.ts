import type { CompiledPart } from './compile-part.ts';
import { ExpressionError } from './error.ts';
import { publicValue, type StaticType } from './static-type.ts';
import type { EvaluationScope, ExpressionValue } from './types.ts';
import type { Closure } from './value.ts';

/** The values that the expressions read, by their names in the rule. One that fails to compute shows as null. */
export function observations(
  parts: readonly CompiledPart[],
  scope: EvaluationScope,
): Record<string, ExpressionValue> {
  const result: Record<string, ExpressionValue> = {};
  for (const part of parts) {
    for (const [name, { type, run }] of part.observed) {
      result[name] = observed(type, run, scope);
    }
  }
  return result;
}

function observed(type: StaticType, run: Closure, scope: EvaluationScope): ExpressionValue {
  try {
    return publicValue(type, run(scope, [null]));
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
