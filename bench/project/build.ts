import { rmSync, writeFileSync } from 'node:fs';
import { readHead } from '../../electron/store/append.ts';
import { createProject, openForWriting, type WritingProject } from '../../electron/services/project.ts';
import { rollBack } from '../../electron/services/rollback/rollback.ts';
import { loadRules } from '../../electron/services/rules/rules.ts';
import { runBatch } from '../../electron/services/run-batch.ts';
import { syntheticPlant } from '../plant/plant.ts';
import { seeded, type Random } from '../plant/random.ts';
import {
  firstImport,
  makeMotors,
  middleBatch,
  rateAll,
  relateAll,
  smallEdit,
  type PlannedBatch,
  type PlantState,
} from './batches.ts';
import { thirtyRulesFile } from './thirty-rules.ts';
import { createYearClock, type YearClock } from './year-clock.ts';

export interface ProjectSize {
  readonly assets: number;
  readonly events: number;
}

export const USERS = ['anna', 'ben', 'clara', 'deniz', 'emil'] as const;

/** The seed of the plant, and of what happens to it. */
export const PLANT_SEED = 4711;
const EDITS_PER_MIDDLE_BATCH = 9;

/**
 * Builds a project file through the services and the event store, as its users would have: three batches over
 * the whole plant, one of motors that is rolled back, then batches of a few thousand events with small edits
 * between them (one in twenty rolled back), until `events` are reached.
 */
export async function buildProject(path: string, { assets, events }: ProjectSize): Promise<void> {
  const clock = createYearClock();
  createProject(path, { name: 'Bench', country: 'DE', client: null, userId: USERS[0] }, clock.now);
  const project = await openForWriting(path, USERS[0], clock.now);
  try {
    const history: History = {
      project,
      clock,
      events,
      random: seeded(PLANT_SEED),
      state: { assets: [...syntheticPlant(assets, PLANT_SEED, USERS[0])], batches: 0 },
    };
    loadThirtyRules(project, `${path}-rules.yaml`);
    wholePlant(history);
    while (readHead(project.database).position < events) everyday(history);
  } finally {
    project.close();
  }
}

interface History {
  readonly project: WritingProject;
  readonly clock: YearClock;
  /** How many events there are to be. */
  readonly events: number;
  readonly random: Random;
  readonly state: PlantState;
}

function loadThirtyRules(project: WritingProject, file: string): void {
  writeFileSync(file, thirtyRulesFile());
  try {
    loadRules(project, [file], 'bench');
  } finally {
    rmSync(file);
  }
}

function wholePlant(history: History): void {
  const { state, random } = history;
  commit(history, firstImport(state));
  commit(history, relateAll(state, random));
  commit(history, rateAll(state, random));
  undo(history, commit(history, makeMotors(state, 1, Math.floor(state.assets.length * 0.3))));
}

/** One batch of middle size, perhaps rolled back, and the small edits of some days. */
function everyday(history: History): void {
  const { state, random } = history;
  const most = Math.min(5_000, Math.floor(state.assets.length / 4));
  const assets = [...state.assets];
  const correlationId = commit(history, middleBatch(state, random.whole(Math.ceil(most / 10), most), random));
  if (random.chance(0.05)) {
    undo(history, correlationId);
    state.assets.splice(0, assets.length, ...assets);
  }
  for (let count = 0; count < EDITS_PER_MIDDLE_BATCH; count += 1) commit(history, smallEdit(state, random));
}

function commit({ project, clock, events, random }: History, batch: PlannedBatch): string {
  clock.moveTo(readHead(project.database).position / events);
  const { kind, reason, drafts } = batch;
  const author = { ...project, userId: random.pick(USERS) };
  return runBatch(author, { kind, reason }, ({ correlationId }) => drafts(correlationId)).correlationId;
}

function undo({ project, random }: History, correlationId: string): void {
  rollBack(
    { ...project, userId: random.pick(USERS) },
    { correlationId, reason: 'wrong list', cascade: false },
  );
}
