import type { JsonObject } from '../../shared/json.ts';
import type { EventPayload, EventType, WorkflowEvent } from '../../shared/model/events.ts';
import type { AggregateType, Discipline } from '../../shared/model/terms.ts';
import type { ReadableDatabase } from './database.ts';
import type { EventRow } from './event-hash.ts';

interface JoinedRow extends EventRow {
  readonly batch_status: string | null;
}

const SELECT = `SELECT e.*, b.status AS batch_status FROM workflow_events e LEFT JOIN batches b USING (correlation_id)`;

/** An event as it is read: its JSON parsed, `isRolledBack` taken from its batch. */
function eventOf(row: JoinedRow): WorkflowEvent {
  return {
    position: row.position,
    id: row.id,
    eventType: row.event_type as EventType,
    aggregateType: row.aggregate_type as AggregateType,
    aggregateId: row.aggregate_id,
    ruleId: row.rule_id,
    discipline: row.discipline as Discipline,
    payload: JSON.parse(row.payload) as EventPayload,
    metadata: JSON.parse(row.metadata) as JsonObject,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    sequenceNum: row.sequence_num,
    userId: row.user_id,
    timestamp: row.timestamp,
    prevHash: row.prev_hash,
    hash: row.hash,
    isRolledBack: row.batch_status === 'ROLLED_BACK',
  };
}

/** The events at these positions, in the order given. */
export function eventsAt(database: ReadableDatabase, positions: readonly number[]): WorkflowEvent[] {
  return database
    .prepare<[string], JoinedRow>(
      `SELECT e.*, b.status AS batch_status FROM json_each(?) wanted
       CROSS JOIN workflow_events e ON e.position = wanted.value
       LEFT JOIN batches b USING (correlation_id) ORDER BY wanted.key`,
    )
    .all(JSON.stringify(positions))
    .map(eventOf);
}

/** All events of a batch, in their order. */
export function* eventsOfBatch(database: ReadableDatabase, correlationId: string): Generator<WorkflowEvent> {
  const rows = database.prepare<[string], JoinedRow>(
    `${SELECT} WHERE e.correlation_id = ? ORDER BY e.position`,
  );
  for (const row of rows.all(correlationId)) yield eventOf(row);
}

/** All events of these entities, oldest first. */
export function eventsOfEntities(
  database: ReadableDatabase,
  aggregateIds: readonly string[],
): WorkflowEvent[] {
  return database
    .prepare<[string], JoinedRow>(
      `${SELECT} WHERE e.aggregate_id IN (SELECT value FROM json_each(?)) ORDER BY e.position`,
    )
    .all(JSON.stringify(aggregateIds))
    .map(eventOf);
}

/** The events of one entity, oldest first. */
export function eventsOfEntity(database: ReadableDatabase, aggregateId: string): WorkflowEvent[] {
  return database
    .prepare<[string], JoinedRow>(`${SELECT} WHERE e.aggregate_id = ? ORDER BY e.position`)
    .all(aggregateId)
    .map(eventOf);
}
