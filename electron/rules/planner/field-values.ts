import type { Asset, Cable, PropertyValue } from '../../../shared/model/entities.ts';
import type { CompiledField } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope, ExpressionValue } from '../expressions/types.ts';
import { allowedValues } from '../settable-fields.ts';
import { fieldName } from './entity-state.ts';
import { whyUnknown } from './evaluate.ts';
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
  const claims = fields.map((field) => claimOf(field, of, scope));
  if (claims.every((claim) => claim !== null)) return { claims, unset: NONE, skips: NONE };
  const unknown = fields.filter((_, index) => claims[index] === null);
  const unset = unknown.map(({ field }) => field);
  const observed = Object.assign({}, ...unknown.map(({ value }) => value.observe(scope)));
  const message = `${unset.map(fieldName).join(', ')} not written: ${whyUnknown(observed)}.`;
  return {
    claims: claims.filter((claim) => claim !== null),
    unset,
    skips: [{ reason: 'UNKNOWN', message }],
  };
}

const NONE: readonly never[] = [];
const NO_VALUES: FieldValues = { claims: NONE, unset: NONE, skips: NONE };

/** Null where the value is unknown. */
function claimOf(field: CompiledField, of: Asset | Cable, scope: EvaluationScope): FieldClaim | null {
  const value = field.value.evaluate(scope);
  return value === null ? null : { field: field.field, value: checked(field, value, of) };
}

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
