import type { BadPlace, ProjectionDifference } from '../../shared/model/verify.ts';
import { inflateSync } from 'node:zlib';
import { sha256 } from '../kernel/hash.ts';
import type { ReadableDatabase } from './database.ts';

interface RecordedRow {
  readonly position: number;
  readonly recorded: string | null;
  readonly state: Buffer | null;
}

/** The first snapshot whose state does not have the hash that its BATCH_COMPLETED carries. */
export function checkSnapshots(database: ReadableDatabase): BadPlace | null {
  const rows = database.prepare<[], RecordedRow>(
    `SELECT e.position, e.payload ->> '$.context.snapshot' AS recorded, s.state
     FROM workflow_events e LEFT JOIN execution_snapshots s USING (correlation_id)
     WHERE e.event_type = 'BATCH_COMPLETED' ORDER BY e.position`,
  );
  for (const { position, recorded, state } of rows.iterate()) {
    if (recorded === (state === null ? null : sha256(state))) continue;
    const wrong = state === null ? 'not there' : 'not what was written';
    return {
      position,
      kind: state === null ? 'MISSING' : 'EDITED',
      message: `The snapshot of the batch that ends at position ${position} is ${wrong}.`,
    };
  }
  return null;
}

interface SnapshotRow {
  readonly correlation_id: string;
  readonly state: Buffer;
  readonly entities: number;
  /** The row holds what the batch says besides the state. */
  readonly fits: number;
  readonly recorded: string | null;
}

/** Snapshots that no batch recorded, and those whose other columns differ from what their batch says. */
export function snapshotDifferences(database: ReadableDatabase): ProjectionDifference[] {
  const rows = database
    .prepare<[], SnapshotRow>(
      `SELECT s.correlation_id, s.state, s.entities, e.payload ->> '$.context.snapshot' AS recorded,
         s.sha256 IS e.payload ->> '$.context.snapshot' AND s.events IS b.changes
           AND s.status IS iif(b.status = 'ROLLED_BACK', 'ROLLED_BACK', 'ACTIVE') AS fits
       FROM execution_snapshots s LEFT JOIN batches b USING (correlation_id)
       LEFT JOIN workflow_events e ON e.correlation_id = s.correlation_id AND e.event_type = 'BATCH_COMPLETED'
       ORDER BY s.correlation_id`,
    )
    .iterate();
  const differences: ProjectionDifference[] = [];
  for (const row of rows) {
    const kind = row.recorded === null ? 'EXTRA' : isAsRecorded(row) ? null : 'DIFFERENT';
    if (kind !== null) differences.push({ table: 'execution_snapshots', key: row.correlation_id, kind });
  }
  return differences;
}

/** The state is inflated only where it is what was written: other bytes could be anything. */
function isAsRecorded({ fits, state, entities, recorded }: SnapshotRow): boolean {
  return fits === 1 && (sha256(state) !== recorded || entriesIn(state) === entities);
}

function entriesIn(state: Buffer): number {
  const lines = inflateSync(state);
  let count = lines.length === 0 ? 0 : 1;
  for (let at = lines.indexOf(10); at !== -1; at = lines.indexOf(10, at + 1)) count += 1;
  return count;
}
