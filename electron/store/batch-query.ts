import type { Batch } from '../../shared/model/batch.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { BatchKind } from '../../shared/model/terms.ts';
import { batchOf, storedBatch, type BatchRow } from './base.ts';
import type { ReadableDatabase } from './database.ts';
import type { BatchRecord, BatchSwitch } from './projection/batch-record.ts';

/** A batch with what it reported at its end. */
export interface BatchWithSummary extends Batch {
  readonly summary: JsonValue;
}

/** All batches, newest first. `isHeld`: some process holds the project, so the last batch may still be running. */
export function listBatches(database: ReadableDatabase, isHeld: boolean): Batch[] {
  const rows = database.prepare<[], BatchRow>('SELECT * FROM batches ORDER BY started_position DESC').all();
  return rows.map((row, index) => viewOf(batchOf(row), isHeld && index === 0));
}

export function findBatch(
  database: ReadableDatabase,
  correlationId: string,
  isHeld: boolean,
): BatchWithSummary | null {
  const record = storedBatch(database, correlationId);
  if (record === null) return null;
  const last = database.prepare<[], number>('SELECT max(started_position) FROM batches').pluck().get();
  return { ...viewOf(record, isHeld && last === record.startedPosition), summary: record.summary };
}

/** A batch that was started and not ended is interrupted, unless the process that runs it is still there. */
export function viewOf(record: BatchRecord, mayRun: boolean): Batch {
  const { correlationId, status, startedAt, finishedAt, userId, reason, planHash, counts } = record;
  return {
    correlationId,
    kind: record.kind as BatchKind,
    status: status === 'RUNNING' && !mayRun ? 'INTERRUPTED' : status,
    startedAt,
    finishedAt,
    userId,
    reason,
    planHash,
    counts,
    canRollback:
      status === 'COMPLETED' &&
      (record.changes > 0 || record.kind === 'ROLLBACK') &&
      record.startedPosition > 1,
  };
}

/** Every batch as it is recorded, oldest first. */
export function batchRecords(database: ReadableDatabase): BatchRecord[] {
  return database.prepare<[], BatchRow>('SELECT * FROM batches ORDER BY started_position').all().map(batchOf);
}

/** What a rollback left in force and out of force. */
export function switchesOfRollback(database: ReadableDatabase, correlationId: string): BatchSwitch[] {
  return database
    .prepare<[string], { correlation_id: string; in_force: number }>(
      'SELECT correlation_id, in_force FROM batch_switches WHERE rollback_id = ?',
    )
    .all(correlationId)
    .map((row) => ({ correlationId: row.correlation_id, inForce: row.in_force === 1 }));
}

/** The hash that BATCH_COMPLETED records for the batch's snapshot, or null where it has none. */
export function recordedSnapshot(database: ReadableDatabase, correlationId: string): string | null {
  const hash = database
    .prepare<[string], string | null>(
      `SELECT payload ->> '$.context.snapshot' FROM workflow_events WHERE correlation_id = ? AND event_type = 'BATCH_COMPLETED'`,
    )
    .pluck()
    .get(correlationId);
  return hash ?? null;
}
