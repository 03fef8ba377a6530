import type { JsonObject } from '../../shared/json.ts';
import { sha256 } from '../kernel/hash.ts';
import { checkChain, type BadPlace, type ChainReport } from './chain-check.ts';
import { readTransaction, type ReadableDatabase } from './database.ts';
import { GENESIS_HASH } from './event-hash.ts';
import { compareProjections, type ProjectionDifference } from './rebuild.ts';
import { schemaDifferences } from './schema.ts';

export interface VerifyReport {
  readonly ok: boolean;
  readonly events: number;
  readonly headHash: string;
  readonly firstBad: BadPlace | null;
  readonly projections: { readonly equal: boolean; readonly differences: readonly ProjectionDifference[] };
}

export interface VerifyProgress {
  readonly phase: 'CHAIN' | 'PROJECTIONS';
  readonly events: number;
}

/** Looks whether a project is what was written: its structure, chain, snapshots and projections. Never refuses to look. */
export function verifyProject(database: ReadableDatabase, onProgress?: (progress: VerifyProgress) => void): VerifyReport {
  try {
    return readTransaction(database, () => verify(database, onProgress));
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

function verify(database: ReadableDatabase, onProgress: ((progress: VerifyProgress) => void) | undefined): VerifyReport {
  const [difference] = schemaDifferences(database);
  const chain = checkChain(database, (events) => onProgress?.({ phase: 'CHAIN', events }));
  const firstBad = chain.firstBad ?? checkSnapshots(database) ?? schemaBad(difference);
  const differences = chain.firstBad === null ? compare(database, onProgress) : NOT_COMPARED;
  const equal = differences.length === 0;
  return report(chain, firstBad, equal, differences);
}

function report(chain: ChainReport, firstBad: BadPlace | null, equal: boolean, differences: readonly ProjectionDifference[]): VerifyReport {
  const { events, headHash } = chain;
  return { ok: firstBad === null && equal, events, headHash, firstBad, projections: { equal, differences } };
}

/** What the tables should hold cannot be told from a log that was altered. */
const NOT_COMPARED: readonly ProjectionDifference[] = [{ table: '*', key: 'not compared: the log was altered', kind: 'DIFFERENT' }];

function compare(database: ReadableDatabase, onProgress: ((progress: VerifyProgress) => void) | undefined): ProjectionDifference[] {
  return compareProjections(database, (events) => onProgress?.({ phase: 'PROJECTIONS', events }));
}

function schemaBad(difference: string | undefined): BadPlace | null {
  return difference === undefined ? null : { position: 0, kind: 'SCHEMA', message: `The structure of the file was changed: ${difference}.` };
}

interface SnapshotRow {
  readonly position: number;
  readonly payload: string;
  readonly state: Buffer | null;
}

/** Each snapshot must have the hash that its BATCH_COMPLETED carries. */
function checkSnapshots(database: ReadableDatabase): BadPlace | null {
  const rows = database.prepare<[], SnapshotRow>(
    `SELECT e.position, e.payload, s.state FROM workflow_events e LEFT JOIN execution_snapshots s USING (correlation_id)
     WHERE e.event_type = 'BATCH_COMPLETED' ORDER BY e.position`,
  );
  for (const { position, payload, state } of rows.iterate()) {
    const recorded = (JSON.parse(payload) as { context: JsonObject }).context['snapshot'] ?? null;
    if (recorded === (state === null ? null : sha256(state))) continue;
    const kind = state === null ? 'MISSING' : 'EDITED';
    return { position, kind, message: `The snapshot of the batch that ends at position ${position} is ${state === null ? 'not there' : 'not what was written'}.` };
  }
  return null;
}

/** The report on a file that SQLite cannot read through. */
export function unreadable(detail: string): VerifyReport {
  const firstBad = { position: 0, kind: 'SCHEMA', message: `The file cannot be read: ${detail}.` } as const;
  return { ok: false, events: 0, headHash: GENESIS_HASH, firstBad, projections: { equal: false, differences: [] } };
}
