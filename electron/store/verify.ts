import type { BadPlace, ProjectionDifference, VerifyReport } from '../../shared/model/verify.ts';
import { checkChain, type ChainReport } from './chain-check.ts';
import { readTransaction, type ReadableDatabase } from './database.ts';
import { GENESIS_HASH } from './event-hash.ts';
import { compareProjections } from './rebuild.ts';
import { schemaDifferences } from './schema.ts';
import { checkSnapshots } from './snapshot-check.ts';

export interface VerifyProgress {
  readonly phase: 'CHAIN' | 'PROJECTIONS';
  readonly events: number;
}

/**
 * Looks whether a project is what was written: its structure, chain, snapshots, projections and pages. Never
 * refuses to look.
 */
export function verifyProject(
  database: ReadableDatabase,
  onProgress?: (progress: VerifyProgress) => void,
): VerifyReport {
  try {
    return readTransaction(database, () => verify(database, onProgress));
  } catch (error) {
    return unreadable(detailOf(error));
  }
}

function verify(
  database: ReadableDatabase,
  onProgress: ((progress: VerifyProgress) => void) | undefined,
): VerifyReport {
  const [difference] = schemaDifferences(database);
  const chain = checkChain(database, (events) => onProgress?.({ phase: 'CHAIN', events }));
  const firstBad =
    chain.firstBad ?? checkSnapshots(database) ?? schemaBad(difference) ?? checkPages(database);
  const differences = chain.firstBad === null ? compare(database, onProgress) : NOT_COMPARED;
  const equal = differences.length === 0;
  return report(chain, firstBad, equal, differences);
}

function report(
  chain: ChainReport,
  firstBad: BadPlace | null,
  equal: boolean,
  differences: readonly ProjectionDifference[],
): VerifyReport {
  const { events, headHash } = chain;
  return { ok: firstBad === null && equal, events, headHash, firstBad, projections: { equal, differences } };
}

/** What the tables should hold cannot be told from a log that was altered. */
const NOT_COMPARED: readonly ProjectionDifference[] = [
  { table: '*', key: 'not compared: the log was altered', kind: 'DIFFERENT' },
];

/** Tables that cannot be read through are as good as different; what is known of the log stays in the report. */
function compare(
  database: ReadableDatabase,
  onProgress: ((progress: VerifyProgress) => void) | undefined,
): readonly ProjectionDifference[] {
  try {
    return compareProjections(database, (events) => onProgress?.({ phase: 'PROJECTIONS', events }));
  } catch (error) {
    return [{ table: '*', key: `not compared: ${detailOf(error)}`, kind: 'DIFFERENT' }];
  }
}

function schemaBad(difference: string | undefined): BadPlace | null {
  return difference === undefined
    ? null
    : { position: 0, kind: 'SCHEMA', message: `The structure of the file was changed: ${difference}.` };
}

/** Indexes that do not fit their tables would hide events from a list or a timeline, though the log is whole. */
function checkPages(database: ReadableDatabase): BadPlace | null {
  const answer = String(database.pragma('integrity_check(1)', { simple: true }));
  return answer === 'ok' ? null : { position: 0, kind: 'SCHEMA', message: `The file is damaged: ${answer}.` };
}

/** What SQLite itself said, where it did. */
function detailOf(error: unknown): string {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return source instanceof Error ? source.message : String(source);
}

/** The report on a file that SQLite cannot read through. */
export function unreadable(detail: string): VerifyReport {
  const firstBad = {
    position: 0,
    kind: 'SCHEMA',
    message: `The file cannot be read: ${detail.replace(/\.$/, '')}.`,
  } as const;
  return {
    ok: false,
    events: 0,
    headHash: GENESIS_HASH,
    firstBad,
    projections: { equal: false, differences: [] },
  };
}
