import type { EntityType } from '../../shared/model/entities.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { BatchCounts } from '../../shared/model/batch.ts';
import type { ReadableDatabase } from './database.ts';
import { ENTITY_TABLES, rowToEntity, type ProjectedEntity, type SqlRow } from './entity-rows.ts';
import type { BatchRecord } from './projection/batch-record.ts';

/** Looks entities up by id in the tables of the project. */
export function storedEntity(
  database: ReadableDatabase,
): (type: EntityType, id: string) => ProjectedEntity | null {
  const statements = new Map<EntityType, ReturnType<typeof statementOf>>();
  const statementOf = (type: EntityType) =>
    database.prepare<[string], SqlRow>(`SELECT * FROM ${ENTITY_TABLES[type].table} WHERE id = ?`);
  return (type, id) => {
    let statement = statements.get(type);
    if (statement === undefined) {
      statement = statementOf(type);
      statements.set(type, statement);
    }
    const row = statement.get(id);
    return row === undefined ? null : rowToEntity(type, row);
  };
}

export interface BatchRow {
  readonly correlation_id: string;
  readonly kind: string;
  readonly status: BatchRecord['status'];
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly user_id: string;
  readonly reason: string | null;
  readonly plan_hash: string | null;
  readonly started_position: number;
  readonly last_position: number;
  readonly counts: string;
  readonly changes: number;
  readonly summary: string | null;
}

export function storedBatch(database: ReadableDatabase, correlationId: string): BatchRecord | null {
  const row = database
    .prepare<[string], BatchRow>('SELECT * FROM batches WHERE correlation_id = ?')
    .get(correlationId);
  return row === undefined ? null : batchOf(row);
}

export function batchOf(row: BatchRow): BatchRecord {
  return {
    correlationId: row.correlation_id,
    kind: row.kind,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    userId: row.user_id,
    reason: row.reason,
    planHash: row.plan_hash,
    startedPosition: row.started_position,
    lastPosition: row.last_position,
    counts: JSON.parse(row.counts) as BatchCounts,
    changes: row.changes,
    summary: row.summary === null ? null : (JSON.parse(row.summary) as JsonValue),
  };
}
