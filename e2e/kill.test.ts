import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject } from '../shared/json.ts';
import { countsOf, newPumpPlant, type Plant, type Station } from './plant.ts';
import { startSynapse, synapse, until } from './process.ts';

/** How often each process is killed; more of them by `SYNAPSE_KILL_ROUNDS=100`. */
const ROUNDS = Number(process.env['SYNAPSE_KILL_ROUNDS'] ?? 10);
const PUMPS = 1_500;
const ROUND_MS = 30_000;

interface Work {
  readonly name: string;
  readonly from: Station;
  readonly to: Station;
  readonly argv: (project: string, plant: Plant) => string[];
}

const WORKS: readonly Work[] = [
  { name: 'import', from: 'empty', to: 'imported', argv: (project, { list }) => ['import', project, list] },
  { name: 'execute', from: 'imported', to: 'executed', argv: (project) => ['execute', project] },
  {
    name: 'rollback',
    from: 'executed',
    to: 'imported',
    argv: (project, { execution }) => ['rollback', project, execution, '--reason', 'killed'],
  },
];

let plant: Plant;
beforeAll(async () => {
  plant = await newPumpPlant(PUMPS);
}, 120_000);
afterAll(() => plant.close());

describe(`killed at a random moment, ${ROUNDS} times`, () => {
  test(
    'an import, an execution or a rollback is whole or shows as interrupted with nothing applied, and the next command gets the claim',
    async () => {
      const spans = await Promise.all(WORKS.map(spanOf));
      const outcomes: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const kind = round % WORKS.length;
        const work = WORKS[kind];
        if (work !== undefined) outcomes.push(await killOnce(work, spans[kind] ?? 0));
      }
      const hits = outcomes.filter((outcome) => outcome === 'INTERRUPTED').length;
      if (ROUNDS > WORKS.length * 10) process.stderr.write(`${outcomes.join(' ')}\n${hits} in the middle\n`);
      expect(outcomes).toHaveLength(ROUNDS);
    },
    120_000 + ROUNDS * ROUND_MS,
  );
});

/** Milliseconds from the claim to the end of a work that is left alone. */
async function spanOf(work: Work): Promise<number> {
  const project = plant.project(work.from);
  const running = startSynapse(work.argv(project, plant));
  await until(() => isHeld(project), 'no claim');
  const start = performance.now();
  const { status } = await running.ended;
  expect(status).toBe(0);
  remove(project);
  return performance.now() - start;
}

/** Gives how the batch stands after the kill. */
async function killOnce(work: Work, span: number): Promise<string> {
  const project = plant.project(work.from);
  const running = startSynapse(work.argv(project, plant));
  await until(() => isHeld(project) || running.child.exitCode !== null, 'no claim');
  await sleep(Math.random() * span);
  running.child.kill('SIGKILL');
  await running.ended;
  const status = await statusOf(project, work);
  const counts = await countsOf(plant.desk, project);
  expect({ work: work.name, status, counts }).toEqual({
    work: work.name,
    status,
    counts: plant.counts[status === 'COMPLETED' ? work.to : work.from],
  });
  expect(await plant.desk.done('verify', project)).toMatchObject({ ok: true });
  const next = await synapse('edit', project, 'NEXT', '--new', '--type', 'TANK');
  // A claim that was left would be waited for, and refused in the end.
  expect([next.status, next.stderr]).toEqual([0, '']);
  remove(project);
  return status;
}

/** Of the batch that was killed; NOT_STARTED where there is none. */
async function statusOf(project: string, work: Work): Promise<string> {
  const { batches } = await plant.desk.done('batches', project);
  const [newest] = isJsonArray(batches) ? batches.filter(isJsonObject) : [];
  const kind = { import: 'IMPORT', execute: 'EXECUTION', rollback: 'ROLLBACK' }[work.name];
  const status = newest?.['kind'] === kind ? newest?.['status'] : 'NOT_STARTED';
  expect(['NOT_STARTED', 'INTERRUPTED', 'COMPLETED']).toContain(status);
  return typeof status === 'string' ? status : '';
}

const isHeld = (project: string): boolean => existsSync(`${project}-lock.txt`);

function remove(project: string): void {
  for (const suffix of ['', '-wal', '-shm', '-lock', '-lock.txt'])
    rmSync(`${project}${suffix}`, { force: true });
}
