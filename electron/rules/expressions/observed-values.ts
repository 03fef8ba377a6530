import type { CompiledPart } from './compile-part.ts';
import { ExpressionError } from './error.ts';
import { publicValue } from './static-type.ts';
import type { EvaluationScope, ExpressionValue } from './types.ts';

/** The values that the expressions read, by their names in the rule. One that fails to compute shows as null. */
export function observations(
  parts: readonly CompiledPart[],
  scope: EvaluationScope,
): Record<string, ExpressionValue> {
  const result: Record<string, ExpressionValue> = {};
  for (const part of parts) {
    for (const [name, { type, run }] of part.observed) {
      result[name] = observed(() => publicValue(type, run(scope, [null])));
    }
  }
  return result;
}

function observed(read: () => ExpressionValue): ExpressionValue {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
