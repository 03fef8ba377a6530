import { join } from 'node:path';
import { creation } from '../../shared/model/changes.ts';
import type { Asset } from '../../shared/model/entities.ts';
import type { EventDraft } from '../../shared/model/events.ts';
import { systemClock } from '../../electron/kernel/clock.ts';
import { changeDraft } from '../../electron/services/drafts.ts';
import { createProject, openForWriting, type WritingProject } from '../../electron/services/project.ts';
import { runBatch } from '../../electron/services/run-batch.ts';
import { closeDatabase, type WritableDatabase } from '../../electron/store/database.ts';
import { createEventStore } from '../../electron/store/event-store.ts';
import { inTurns, timed, type SuiteContext } from '../measure.ts';
import { syntheticPlant } from '../plant/plant.ts';
import { PLANT_SEED, USERS } from '../project/build.ts';
import { scratchCopy, scratchFolder } from '../project/cache.ts';
import { edgeBetween, motorOf, updateOf } from '../project/drafts.ts';
import { THIRTY_RULES } from '../project/thirty-rules.ts';
import { ratioAtMost, type BenchRow } from '../report/row.ts';
import { copyWithoutTriggers, emptyLog, emptyWriteAheadLog, insertRows, lastCommit } from './raw-insert.ts';

const OPERATIONS = 60_000;
const CREATED_ASSETS = OPERATIONS * 0.45;
const UPDATED_ASSETS = OPERATIONS * 0.1;
const LIMIT = 3;
const USER = USERS[0];

/** A batch of 60k operations through the event store, against the raw insert of the rows that it wrote. */
export async function commitSuite(context: SuiteContext): Promise<BenchRow[]> {
  return [await intoFullProject(context), await intoNewProject(context)];
}

async function intoFullProject(context: SuiteContext): Promise<BenchRow> {
  const copy = scratchCopy(context.projectPath, 'commit');
  const peer = scratchCopy(context.projectPath, 'commit-peer');
  try {
    const log = copyWithoutTriggers(peer.path);
    return await compare('60k operations, project of 1M events', copy.path, log, 15, context);
  } finally {
    copy.discard();
    peer.discard();
  }
}

async function intoNewProject(context: SuiteContext): Promise<BenchRow> {
  const folder = scratchFolder('commit-new');
  try {
    const path = join(folder.path, 'new.synapse');
    createProject(path, { name: 'New', country: 'DE', client: null, userId: USER });
    const log = emptyLog(path, join(folder.path, 'peer.db'));
    return await compare('60k operations, new project', path, log, 9, context);
  } finally {
    folder.discard();
  }
}

async function compare(
  name: string,
  path: string,
  peer: WritableDatabase,
  runs: number,
  { statistic }: SuiteContext,
): Promise<BenchRow> {
  const project = await openForWriting(path, USER);
  try {
    const plant = plantOf(project);
    let run = 0;
    const result = await inTurns(
      () => commitOnce(project, draftsOf(plant, (run += 1))),
      () => insertRows(peer, lastCommit(project.database)),
      { runs, warmUps: 1, statistic },
    );
    return {
      suite: 'commit',
      name,
      measured: { value: result.work, unit: 'ms' },
      peer: { name: 'raw insert of the rows', value: result.peer, unit: 'ms' },
      ratio: result.ratio,
      required: ratioAtMost(LIMIT),
      runs: result.runs,
    };
  } finally {
    project.close();
    closeDatabase(peer);
  }
}

/** The first assets of the plant. A new project gets those that the batches update. */
function plantOf(project: WritingProject): Asset[] {
  const assets = [...syntheticPlant(CREATED_ASSETS + UPDATED_ASSETS, PLANT_SEED, USER)];
  const count = project.database.prepare<[], number>('SELECT count(*) FROM assets').pluck().get() ?? 0;
  if (count === 0) {
    runBatch(project, { kind: 'IMPORT', reason: 'plant' }, () =>
      assets.slice(CREATED_ASSETS).map((asset) => {
        const { id, tag, discipline } = asset;
        return changeDraft('CREATE', { type: 'ASSET', id, tag, discipline }, creation(asset), {});
      }),
    );
  }
  return assets;
}

/** 45 % creations of assets, 45 % of edges, 10 % updates of assets that are there. */
function draftsOf(plant: readonly Asset[], run: number): EventDraft[] {
  const [rule] = THIRTY_RULES;
  const drafts: EventDraft[] = [];
  for (const machine of plant.slice(0, CREATED_ASSETS)) {
    const { asset, draft } = motorOf(machine, rule, `run${run}`);
    drafts.push(draft, edgeBetween(asset, machine, 'powers', rule, drafts.length));
  }
  for (const machine of plant.slice(CREATED_ASSETS)) {
    const updated = updateOf(machine, { rating_kw: run, poles: 4 }, { rule });
    if (updated !== null) drafts.push(updated.draft);
  }
  return drafts;
}

/** The transaction of the batch: events, chain, snapshot and projections; its time in milliseconds. */
function commitOnce({ database }: WritingProject, drafts: readonly EventDraft[]): number {
  const store = createEventStore(database, systemClock);
  const batch = store.start({ kind: 'EXECUTION', userId: USER, reason: 'bench' });
  emptyWriteAheadLog(database);
  const { ms, value } = timed(() => store.commit(batch, drafts));
  if (value.changes !== OPERATIONS)
    throw new Error(`The batch has ${value.changes} operations, not ${OPERATIONS}.`);
  emptyWriteAheadLog(database);
  return ms;
}
