import type { ReadableDatabase } from './database.ts';

/** Looks up what a batch was taken back by, or what it took back. */
export function counterpartLookup(
  database: ReadableDatabase,
): (batch: {
  readonly correlationId: string;
  readonly kind: string;
  readonly status: string;
  readonly startedPosition: number;
}) => string | null {
  const takenBackBy = database
    .prepare<[string], string>(
      `SELECT s.rollback_id FROM batch_switches s JOIN batches b ON b.correlation_id = s.rollback_id
       WHERE s.correlation_id = ? AND s.in_force = 0 AND b.status <> 'FAILED' ORDER BY b.started_position DESC LIMIT 1`,
    )
    .pluck();
  const tookBack = database
    .prepare<[number], string | null>(
      "SELECT payload ->> '$.context.originalCorrelationId' FROM workflow_events WHERE position = ?",
    )
    .pluck();
  return ({ correlationId, kind, status, startedPosition }) => {
    if (status === 'ROLLED_BACK') return takenBackBy.get(correlationId) ?? null;
    return kind === 'ROLLBACK' ? (tookBack.get(startedPosition) ?? null) : null;
  };
}
