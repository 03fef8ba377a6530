import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openForWriting } from '../electron/services/project.ts';
import { newPumpPlant, pumpList, type Plant } from './plant.ts';
import { codeOf, startSynapse, synapse, type Ended } from './process.ts';

let plant: Plant;
beforeAll(async () => {
  plant = await newPumpPlant(500);
}, 120_000);
afterAll(() => plant.close());

describe.concurrent('several processes on one project', () => {
  test('two that write both finish, or one is told that the project is locked; those that read never fail', async () => {
    const project = plant.project('imported');
    for (let round = 0; round < 2; round += 1) {
      const list = plant.desk.write(`more-${round}.csv`, pumpList(500 + 50 * (round + 1)));
      const writers = [synapse('import', project, list, '--json'), synapse('execute', project, '--json')];
      const readers = [
        synapse('assets', project, '--json'),
        synapse('timeline', project, '--facets', '--json'),
        synapse('verify', project, '--json'),
      ];
      const [wrote, read] = await Promise.all([Promise.all(writers), Promise.all(readers)]);
      for (const ended of wrote) expect(['done', 'PROJECT_LOCKED']).toContain(outcomeOf(ended));
      expect(wrote.map(outcomeOf)).toContain('done');
      expect(read.map(outcomeOf)).toEqual(['done', 'done', 'done']);
      for (const { stdout, stderr } of [...wrote, ...read])
        expect(`${stdout}${stderr}`).not.toContain('SQLITE_');
    }
    expect((await plant.desk.json('verify', project)).status).toBe(0);
  }, 120_000);

  test('one that waits in vain is told who holds the project, and reading goes on beside the holder', async () => {
    const project = plant.project('imported');
    const holder = await openForWriting(project, 'anna at the desk');
    try {
      const [writer, reader] = await Promise.all([
        synapse('edit', project, 'P-1', '--set', 'area=1', '--json'),
        synapse('info', project, '--json'),
      ]);
      expect([writer.status, codeOf(writer), reader.status]).toEqual([1, 'PROJECT_LOCKED', 0]);
      expect(writer.stdout).toContain('anna at the desk');
    } finally {
      holder.close();
    }
    expect((await synapse('edit', project, 'P-1', '--set', 'area=1')).status).toBe(0);
  }, 60_000);
});

const outcomeOf = (ended: Ended): unknown => (ended.status === 0 ? 'done' : codeOf(ended));

describe.concurrent('a reader that goes away', () => {
  test('ends the command quietly', async () => {
    const project = plant.project('executed');
    for (const argv of [
      ['assets', project, '--json'],
      ['timeline', project, '--limit', '10000'],
      ['plan', project, '--json'],
    ]) {
      const running = startSynapse(argv);
      running.child.stdout?.once('data', () => running.child.stdout?.destroy());
      const { stderr, signal } = await running.ended;
      expect([stderr, signal]).toEqual(['', null]);
    }
  }, 60_000);
});
