import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { CompiledRule, SetProperty } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { valueOf } from './entity-state.ts';
import type { Evaluation } from './evaluate.ts';
import { fieldValues } from './field-values.ts';
import { outcome, type FieldClaim, type Outcome } from './outcome.ts';

/** The fields that the rule writes on its subject. */
export function setProperty(
  _rule: CompiledRule,
  action: SetProperty,
  subject: Asset | Cable,
  scope: EvaluationScope,
  { before, context }: Evaluation,
): Outcome {
  const { claims, unset, skips } = fieldValues(action.fields, subject, scope);
  const found = 'cableType' in subject ? before.cable(subject.id) : before.asset(subject.id);
  const wanted = claims.filter((claim) => !isSettled(claim, found, context.sharedFields));
  const claim =
    wanted.length === 0 && unset.length === 0
      ? null
      : { entityId: subject.id, present: found, creation: null, fields: wanted };
  return outcome(subject, { claim, unset, skips });
}

/** True where the field has the value already, and no other rule could want another one. */
export const isSettled = (
  { field, value }: FieldClaim,
  entity: Asset | Cable | undefined,
  sharedFields: ReadonlySet<string>,
): boolean => entity !== undefined && !sharedFields.has(field) && valueOf(entity, field) === value;
