import { displayText, isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { EVENT_TYPES, changesEntity, type WorkflowEvent } from '../../shared/model/events.ts';
import type { ReadableDatabase } from './database.ts';
import { eventsOfEntities } from './event-query.ts';

const CHANGES = EVENT_TYPES.filter(changesEntity)
  .map((type) => `'${type}'`)
  .join(', ');

/** Whether any entity, rule or setting changed after a position of the log. */
export function changedSince(database: ReadableDatabase, position: number): boolean {
  return (
    database
      .prepare(`SELECT 1 FROM event_groups WHERE last_position > ? AND event_type IN (${CHANGES}) LIMIT 1`)
      .get(position) !== undefined
  );
}

/**
 * The batch that wrote a field of an entity last, after a position; null where none did. Without an entity it
 * is the last batch that changed the project or a rule.
 */
export function lastWriter(
  database: ReadableDatabase,
  aggregateId: string | null,
  field: string,
  position: number,
): string | null {
  const rows = database
    .prepare<[number, string | null], { payload: string; correlation_id: string }>(
      `SELECT payload, correlation_id FROM workflow_events
       WHERE position > ? AND ${aggregateId === null ? "? IS NULL AND aggregate_type IN ('PROJECT', 'RULE')" : 'aggregate_id = ?'}
       ORDER BY position DESC`,
    )
    .all(position, aggregateId);
  const writer = rows.find(({ payload }) => writes(payload, field)) ?? rows[0];
  return writer?.correlation_id ?? null;
}

function writes(payload: string, field: string): boolean {
  const { before, after, diff } = JSON.parse(payload) as {
    before: JsonObject | null;
    after: JsonObject | null;
    diff: { field: string }[];
  };
  if (before === null || after === null) return isJsonObject(after) || isJsonObject(before);
  return diff.some((change) => change.field === field);
}

/** A field that an event wrote; of a creation or deletion the tag stands for all. */
export interface WrittenField {
  readonly tag: string;
  readonly field: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly correlationId: string;
}

/** How many fields are told. */
const MOST_FIELDS = 100;

/** What was written to these entities after a position, oldest first. */
export function fieldsWrittenSince(
  database: ReadableDatabase,
  aggregateIds: readonly string[],
  position: number,
): WrittenField[] {
  const events = eventsOfEntities(database, aggregateIds).filter(
    (event) => event.position > position && changesEntity(event.eventType),
  );
  return events.flatMap(fieldsOf).slice(0, MOST_FIELDS);
}

function fieldsOf({
  payload: { before, after, diff },
  metadata,
  correlationId,
}: WorkflowEvent): WrittenField[] {
  const tag = displayText(metadata['tag'] ?? '');
  if (before !== null && after !== null) {
    return diff.map(({ field, old, new: now }) => ({ tag, field, old, new: now, correlationId }));
  }
  const old = before === null ? null : tag;
  return [{ tag, field: 'tag', old, new: after === null ? null : tag, correlationId }];
}
