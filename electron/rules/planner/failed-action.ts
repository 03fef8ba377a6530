import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { CompiledField, CompiledRule } from '../compiled-rule.ts';
import type { ExpressionError } from '../expressions/error.ts';
import { SIZED_FIELDS } from '../sizing-fields.ts';
import type { Evaluation } from './evaluate.ts';
import { madeAsset, madeCable } from './made-thing.ts';
import { outcome, type Outcome } from './outcome.ts';

/** An action that failed: its error, and that what the rule wrote before cannot be told any more. */
export function failedAction(
  rule: CompiledRule,
  subject: Asset | Cable,
  { code, message }: ExpressionError,
  evaluation: Evaluation,
): Outcome {
  const errors = [{ code, message }];
  const present = writtenBy(rule, subject, evaluation);
  if (present === undefined) return outcome(subject, { errors });
  const claim = { entityId: present.id, present, creation: null, fields: [] };
  return outcome(subject, { errors, claim, unset: fieldsOf(rule) });
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

function fieldsOf({ action }: CompiledRule): readonly string[] {
  switch (action.kind) {
    case 'set_property':
    case 'create_child':
      return notConstant(action.fields);
    case 'create_cable':
      return [...notConstant(action.fields), 'lengthM', ...(action.sizing === null ? [] : SIZED_FIELDS)];
    default:
      return [];
  }
}

const notConstant = (fields: readonly CompiledField[]): string[] =>
  fields.flatMap(({ field, value }) => (value.reads.length === 0 ? [] : [field]));
