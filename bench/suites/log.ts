import { sha256 } from '../../electron/kernel/hash.ts';
import { checkChain } from '../../electron/store/chain-check.ts';
import { closeDatabase, type ReadableDatabase } from '../../electron/store/database.ts';
import { EVENT_COLUMNS } from '../../electron/store/event-hash.ts';
import { openReadableProject } from '../../electron/store/project-file.ts';
import { buildShadow } from '../../electron/store/rebuild.ts';
import { inTurns, timed, type InTurns, type SuiteContext } from '../measure.ts';
import { measuredAtLeast, type BenchRow } from '../report/row.ts';

const LIMIT = 100_000;
const RUNS = 3;

/** Reading the whole log: the projections made anew from it, and its chain checked. */
export async function logSuite({ projectPath, statistic }: SuiteContext): Promise<BenchRow[]> {
  const project = openReadableProject(projectPath);
  const { database } = project;
  try {
    const options = { runs: RUNS, warmUps: 0, statistic };
    const rebuild = await inTurns(
      () => timed(() => closeDatabase(buildShadow(database))).ms,
      () => timed(() => parseAll(database)).ms,
      options,
    );
    const chain = await inTurns(
      () => timed(() => expectIntact(database)).ms,
      () => timed(() => hashAll(database)).ms,
      options,
    );
    const events = database.prepare<[], number>('SELECT count(*) FROM workflow_events').pluck().get() ?? 0;
    return [
      row('rebuild of all projections', 'reading and JSON.parse', events, rebuild),
      row('check of the chain', 'reading and SHA-256', events, chain),
    ];
  } finally {
    project.close();
  }
}

function row(
  name: string,
  peer: string,
  events: number,
  { work, peer: peerMs, ratio, runs }: InTurns,
): BenchRow {
  const rate = (ms: number): number => (events / ms) * 1000;
  return {
    suite: 'log',
    name,
    measured: { value: rate(work), unit: 'events/s' },
    peer: { name: peer, value: rate(peerMs), unit: 'events/s' },
    ratio: 1 / ratio,
    required: measuredAtLeast(LIMIT),
    runs: runs.map(rate),
  };
}

function expectIntact(database: ReadableDatabase): void {
  const { firstBad } = checkChain(database);
  if (firstBad !== null) throw new Error(`The log of the bench is damaged: ${firstBad.message}`);
}

/** The least that a rebuild has to do: every payload read and parsed. */
function parseAll(database: ReadableDatabase): number {
  const rows = database.prepare<[], string>('SELECT payload FROM workflow_events ORDER BY position').pluck();
  let parsed = 0;
  for (const payload of rows.iterate()) if (typeof JSON.parse(payload) === 'object') parsed += 1;
  return parsed;
}

/** The least that a check has to do: every column read, metadata and payload hashed. */
function hashAll(database: ReadableDatabase): number {
  const rows = database
    .prepare<[], string[]>(`SELECT ${EVENT_COLUMNS} FROM workflow_events ORDER BY position`)
    .raw(true);
  let length = 0;
  for (const columns of rows.iterate()) length += sha256(`${columns[8]}\n${columns[7]}`).length;
  return length;
}
