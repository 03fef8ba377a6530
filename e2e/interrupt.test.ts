import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { openForWriting } from '../electron/services/project.ts';
import { isJsonArray, isJsonObject } from '../shared/json.ts';
import { countsOf, filesBeside, newPumpPlant, type Plant, type Station } from './plant.ts';
import { CAN_SEE_OPEN_FILES, codeOf, startSynapse, until, untilAtProject, untilOpen } from './process.ts';

let plant: Plant;
beforeAll(async () => {
  plant = await newPumpPlant(2_000);
}, 120_000);
afterAll(() => plant.close());

const unless = CAN_SEE_OPEN_FILES ? '' : ' (skipped: what a process has open can be seen on Linux only)';

describe(`Ctrl+C${unless}`, () => {
  const works: readonly [name: string, from: Station, argv: (project: string) => string[]][] = [
    ['import', 'empty', (project) => ['import', project, plant.list]],
    ['import --dry-run', 'empty', (project) => ['import', project, plant.list, '--dry-run']],
    ['plan', 'imported', (project) => ['plan', project, '--out', `${project}-plan.tmp`]],
    ['execute', 'imported', (project) => ['execute', project]],
    ['rollback', 'executed', (project) => ['rollback', project, plant.execution, '--reason', 'x']],
    ['verify', 'executed', (project) => ['verify', project]],
    [
      'export',
      'executed',
      (project) => ['export', project, '--format', 'csv', '--out', `${project}-log.tmp`],
    ],
  ];
  test.runIf(CAN_SEE_OPEN_FILES).each(works)(
    'ends %s with CANCELLED, nothing applied and nothing left behind (needs /proc)',
    async (_name, from, argv) => {
      const project = plant.project(from);
      const running = startSynapse([...argv(project), '--json']);
      await untilOpen(running, project);
      running.child.kill('SIGINT');
      const ended = await running.ended;
      expect([ended.status, ended.stderr, codeOf(ended)]).toEqual([1, '', 'CANCELLED']);
      expect(await countsOf(plant.desk, project)).toEqual(plant.counts[from]);
      expect(filesBeside(project, plant).filter((name) => !name.endsWith('-lock'))).toEqual([]);
    },
    60_000,
  );

  test.runIf(CAN_SEE_OPEN_FILES)(
    'in the middle of a batch ends it as CANCELLED, and people are told so (needs /proc)',
    async () => {
      const project = plant.project('imported');
      const running = startSynapse(['execute', project, '--stream']);
      let told = '';
      running.child.stderr?.on('data', (piece: string) => (told += piece));
      await until(() => told.includes('"RULE_START"'), 'no rule started');
      running.child.kill('SIGINT');
      const { status, stdout, stderr } = await running.ended;
      const lines = stderr.trimEnd().split('\n');
      expect([status, stdout, lines.at(-1)]).toEqual([1, '', 'CANCELLED: Cancelled; nothing was applied.']);
      expect(lines.at(-2)).toMatch(/^\{"type":"CANCELLED"/);
      expect(await newestBatch(project)).toMatchObject({ kind: 'EXECUTION', status: 'CANCELLED' });
      expect(await countsOf(plant.desk, project)).toEqual(plant.counts.imported);
      expect((await plant.desk.json('verify', project)).status).toBe(0);
    },
    60_000,
  );

  test.runIf(CAN_SEE_OPEN_FILES)(
    'a second time ends at once with 130 (needs /proc)',
    async () => {
      const project = plant.project('empty');
      const holder = await openForWriting(project, 'holder');
      try {
        const running = startSynapse(['edit', project, 'P-1', '--new', '--type', 'PUMP']);
        await untilAtProject(running);
        await sleep(500); // by now it waits for the holder, for seconds yet
        running.child.kill('SIGINT');
        await sleep(200);
        expect(running.child.exitCode).toBeNull();
        running.child.kill('SIGINT');
        const { status, signal, stdout } = await running.ended;
        expect([status, signal, stdout]).toEqual([130, null, '']);
      } finally {
        holder.close();
      }
    },
    60_000,
  );
});

async function newestBatch(project: string) {
  const { batches } = await plant.desk.done('batches', project);
  return isJsonArray(batches) ? batches.find(isJsonObject) : undefined;
}
