import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { CompiledField, CompiledRule, CreateCable, CreateChild } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { SIZED_FIELDS } from '../sizing-fields.ts';
import { valueOf } from './entity-state.ts';
import type { Evaluation } from './evaluate.ts';
import { fieldValues, type FieldValues } from './field-values.ts';
import { madeAsset, madeCable } from './made-thing.ts';
import { outcome, type Outcome } from './outcome.ts';
import { lengthOf, voltageOf } from './size-cable.ts';

/** An action that failed: its error, and which of what the rule wrote before is not so any more, or cannot be told. */
export function failedAction(
  rule: CompiledRule,
  subject: Asset | Cable,
  scope: EvaluationScope,
  { code, message }: ExpressionError,
  evaluation: Evaluation,
): Outcome {
  const errors = [{ code, message }];
  const present = writtenBy(rule, subject, evaluation);
  if (present === undefined) return outcome(subject, { errors });
  const unset = staleFields(rule, subject, scope, present);
  if (unset.length === 0) return outcome(subject, { errors });
  const claim = { entityId: present.id, present, creation: null, fields: [] };
  return outcome(subject, { errors, claim, unset });
}

/** The entity that the rule writes for its subject, where it is there. */
function writtenBy(
  { action, rule }: CompiledRule,
  subject: Asset | Cable,
  { before, context }: Evaluation,
): Asset | Cable | undefined {
  switch (action.kind) {
    case 'set_property':
      return 'cableType' in subject ? before.cable(subject.id) : before.asset(subject.id);
    case 'create_child':
    case 'create_cable': {
      const origin = { ruleId: rule.id, slot: action.slot, sourceId: subject.id };
      const made =
        action.kind === 'create_child'
          ? madeAsset(origin, NO_TAG, action.type, before, context)
          : madeCable(origin, NO_TAG, action.cableType, before, context);
      return made.present;
    }
    default:
      return undefined;
  }
}

/** Nothing has it: what a person made is not adopted by an action that failed. */
const NO_TAG = '';

function staleFields(
  { action }: CompiledRule,
  subject: Asset | Cable,
  scope: EvaluationScope,
  present: Asset | Cable,
): readonly string[] {
  if (action.kind === 'set_property') return staleOf(action.fields, subject, scope, present);
  if ('cableType' in subject) return [];
  if (action.kind === 'create_child') return staleOfChild(action, subject, scope, present);
  return action.kind === 'create_cable' ? staleOfCable(action, subject, scope, present) : [];
}

function staleOfChild(
  action: CreateChild,
  subject: Asset,
  scope: EvaluationScope,
  present: Asset | Cable,
): readonly string[] {
  const inherited = action.inherit.filter((field) => valueOf(present, field) !== subject[field]);
  return [
    ...staleTag(action, scope, present),
    ...inherited,
    ...staleOf(action.fields, subject, scope, present),
  ];
}

/** What a sizing wrote is never told without it. */
function staleOfCable(
  action: CreateCable,
  subject: Asset,
  scope: EvaluationScope,
  present: Asset | Cable,
): readonly string[] {
  const isSized = action.sizing !== null;
  const hasVoltage = isSized || action.cableType === 'POWER';
  return [
    ...staleTag(action, scope, present),
    ...staleOf(action.fields, subject, scope, present),
    ...(isCurrent('lengthM', present, () => lengthOf(action, subject, scope)) ? [] : ['lengthM']),
    ...(!hasVoltage || holds(() => voltageOf(subject) === valueOf(present, 'voltageV')) ? [] : ['voltageV']),
    ...(isSized ? SIZED_FIELDS : []),
  ];
}

/** A number in a tag is kept, whatever it was given for. */
function staleTag(
  { tag }: CreateChild | CreateCable,
  scope: EvaluationScope,
  present: Asset | Cable,
): readonly string[] {
  if (tag.usesSequence) return [];
  return holds(() => tag.render(scope)?.trim() === present.tag) ? [] : ['tag'];
}

const staleOf = (
  fields: readonly CompiledField[],
  subject: Asset | Cable,
  scope: EvaluationScope,
  present: Asset | Cable,
): string[] =>
  fields.flatMap((one) =>
    isCurrent(one.field, present, () => fieldValues([one], subject, scope)) ? [] : [one.field],
  );

/** Whether a field holds what the rule would write now. */
const isCurrent = (field: string, present: Asset | Cable, values: () => FieldValues): boolean =>
  holds(() => values().claims.some(({ value }) => value === valueOf(present, field)));

/** False where it fails as well. */
function holds(test: () => boolean): boolean {
  try {
    return test();
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
