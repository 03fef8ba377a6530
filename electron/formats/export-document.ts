import { type JsonObject, type JsonValue, isJsonObject } from '../../shared/json.ts';
import type { WorkflowEvent } from '../../shared/model/events.ts';

/** What an export says about itself. */
export interface ExportHeader {
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly country: string | null;
    readonly client: string | null;
  };
  /** Hash of the last event of the log when the export was made. */
  readonly headHash: string;
  /** How many events are exported. */
  readonly events: number;
  /** The filters that selected them, by name; empty for the whole log. */
  readonly filters: JsonObject;
  /** UTC, ISO 8601. */
  readonly exportedAt: string;
}

/** The events of an export, in the order in which they are to be written. */
export type ExportedEvents = Iterable<WorkflowEvent> | AsyncIterable<WorkflowEvent>;

/** One field of an event's change; null stands for "not there". */
export interface ExportedChange {
  readonly field: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
}

/** The tag that an event is about, or an empty text where it names none. */
export function tagOfEvent(event: WorkflowEvent): string {
  const { before, after, context } = event.payload;
  for (const state of [after, before, context, event.metadata]) {
    const name = state?.['tag'] ?? state?.['code'];
    if (typeof name === 'string') return name;
  }
  return '';
}

/** What an event changed, field by field: an update's own list, all fields of a creation or a deletion. */
export function changesOfEvent({ payload: { before, after, diff } }: WorkflowEvent): ExportedChange[] {
  if (before === null && after !== null) {
    return fieldsOf(after).map(([field, value]) => ({ field, old: null, new: value }));
  }
  if (before !== null && after === null) {
    return fieldsOf(before).map(([field, value]) => ({ field, old: value, new: null }));
  }
  return diff.map(({ field, old, new: now }) => ({ field, old, new: now }));
}

/** A value as a person reads it: text without quote marks, "not there" as nothing. */
export function shownValue(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldsOf(state: JsonObject): [string, JsonValue][] {
  return Object.entries(state).flatMap(([field, value = null]): [string, JsonValue][] => {
    if (field === 'properties' && isJsonObject(value)) {
      return Object.entries(value).map(([name, member = null]) => [`properties.${name}`, member]);
    }
    return [[field, value]];
  });
}
