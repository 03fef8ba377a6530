import { EVENT_TYPES, changesEntity } from '../../shared/model/events.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { ReadableDatabase } from './database.ts';

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
