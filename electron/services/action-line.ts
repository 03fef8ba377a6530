import type { ActionLine } from '../../shared/contract/runs.ts';
import { displayText, type JsonValue } from '../../shared/json.ts';
import type { FieldChange } from '../../shared/model/changes.ts';
import type { OperationKind } from '../../shared/model/events.ts';
import type { Operation } from '../../shared/model/plan.ts';
import { VOCABULARY } from '../../shared/vocabulary.ts';

/** What an action did, apart from when and as which of its run. */
export type ActionText = Omit<ActionLine, 'index' | 'at'>;

/** How many changed fields a line tells. */
const MOST_FIELDS = 3;

/** An operation of a rule: "created by mech.pump-motor from P-118", "power_kw 55 -> 75 by mech.motor-kw". */
export function operationLine(operation: Operation): ActionText {
  const { op, aggregateType, tag, diff, because } = operation;
  const by = `by ${because.ruleId}`;
  const from = because.source.tag === tag || because.source.tag === '' ? '' : ` from ${because.source.tag}`;
  const what = op === 'UPDATE' ? diffText(diff) : `${kindOf(aggregateType)}${DONE[op]}`;
  const text = `${what} ${by}${from}`;
  return { op, aggregateType, tag, ruleId: operation.ruleId ?? because.ruleId, text };
}

/** A change that no rule made: "created from row 14", "area 100 -> 200". */
export function changeLine(
  op: OperationKind,
  aggregateType: string,
  tag: string,
  diff: readonly FieldChange[],
  where: string,
): ActionText {
  const what = op === 'UPDATE' ? diffText(diff) : `${kindOf(aggregateType)}${DONE[op]}`;
  return { op, aggregateType, tag, ruleId: null, text: where === '' ? what : `${what}, ${where}` };
}

/** A relation has the tag of the asset that it starts from, so its line says that it is not the asset itself. */
const kindOf = (aggregateType: string): string => (aggregateType === 'EDGE' ? 'relation ' : '');

const DONE: Readonly<Record<OperationKind, string>> = {
  CREATE: 'created',
  UPDATE: 'changed',
  DELETE: 'deleted',
  RAISE: 'finding raised',
  RESOLVE: 'finding resolved',
};

/** "power_kw 55 -> 75, area not set -> 100 and 2 more fields" */
export function diffText(diff: readonly FieldChange[]): string {
  if (diff.length === 0) return 'changed';
  const told = diff
    .slice(0, MOST_FIELDS)
    .map(({ field, old, new: now }) => {
      const name = field.replace(/^properties\./, '');
      const unit = name === field ? null : unitOf(name);
      return `${name} ${show(old, unit)} -> ${show(now, unit)}`;
    })
    .join(', ');
  const more = diff.length - MOST_FIELDS;
  return more > 0 ? `${told} and ${more} more field${more === 1 ? '' : 's'}` : told;
}

const LONGEST = 60;

function show(value: JsonValue, unit: string | null): string {
  if (value === null) return 'not set';
  const text = displayText(value);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return unit === null ? shown : `${shown} ${unit}`;
}

const unitOf = (property: string): string | null =>
  Object.hasOwn(VOCABULARY, property) ? (VOCABULARY[property]?.unit ?? null) : null;
