import type { Asset, Cable, PropertyValue } from '../../../shared/model/entities.ts';
import type { CompiledField } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope, ExpressionValue } from '../expressions/types.ts';
import { allowedValues } from '../settable-fields.ts';
import { fieldName } from './entity-state.ts';
import { missingNames } from './evaluate.ts';
import type { FieldClaim, Outcome } from './outcome.ts';

/** The values of the fields that a rule writes: those known as claims, and those that came out unknown. */
export interface FieldValues {
  readonly claims: readonly FieldClaim[];
  readonly unset: readonly string[];
  readonly skips: Outcome['skips'];
}

/** @throws ExpressionError where a value is not of the field's type. */
export function fieldValues(
  fields: readonly CompiledField[],
  of: Asset | Cable,
  scope: EvaluationScope,
): FieldValues {
  if (fields.length === 0) return NO_VALUES;
  const claims: FieldClaim[] = [];
  const unset: string[] = [];
  let observed: Record<string, ExpressionValue> = {};
  for (const field of fields) {
    const value = field.value.evaluate(scope);
    if (value === null) {
      unset.push(field.field);
      observed = { ...observed, ...field.value.observe(scope) };
    } else claims.push({ field: field.field, value: checked(field, value, of) });
  }
  if (unset.length === 0) return { claims, unset, skips: [] };
  const message = `${unset.map(fieldName).join(', ')} not written: ${missingNames(observed)} not set.`;
  return { claims, unset, skips: [{ reason: 'UNKNOWN', message }] };
}

const NO_VALUES: FieldValues = { claims: [], unset: [], skips: [] };

function checked({ field, type }: CompiledField, value: ExpressionValue, of: Asset | Cable): PropertyValue {
  const isText = !field.startsWith('properties.') && type === 'string';
  const plain = isText && typeof value === 'number' ? String(value) : value;
  const fits =
    (typeof plain === 'string' ||
      typeof plain === 'boolean' ||
      (typeof plain === 'number' && Number.isFinite(plain))) &&
    (type === 'any' || typeof plain === type);
  const allowed = allowedValues(field);
  if (fits && (allowed === null || allowed.includes(String(plain)))) return plain;
  const needed =
    allowed === null ? `a ${type === 'any' ? 'plain value' : type}` : `one of ${allowed.join(', ')}`;
  throw new ExpressionError(
    'WRONG_TYPE',
    fieldName(field),
    value,
    `${fieldName(field)} of ${of.tag} would become ${JSON.stringify(value)}, where ${needed} is needed. Correct the rule or the values it reads.`,
  );
}
