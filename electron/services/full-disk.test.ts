import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyProject } from '../store/verify.ts';
import { planProject } from './execution/plan.ts';
import { failureOf, rejectionOf } from './testing/failure.ts';
import { MOTOR_RULES } from './testing/motor-rules.ts';
import { batchLines, exists } from './testing/project-reading.ts';
import { stateOf } from './testing/state-of.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const pumps = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    tag: `P-${index}`,
    type: 'PUMP',
    area: '1',
    shaft_power_kw: 10,
  }));

/** Lets the file grow by so many pages and no more: to SQLite, a full disk. */
function leavePages(pages: number): void {
  const { database } = world.project;
  const used = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${used + pages}`);
}
const freeSpace = () => world.project.database.pragma('max_page_count = 1000000');

/** Fails for the full disk, keeps what was there, and goes through once there is space. */
async function expectWhole(pages: number, work: () => Promise<string>): Promise<void> {
  const before = stateOf(world.project);
  const batches = batchLines(world.project).length;
  leavePages(pages);
  const error = await rejectionOf(work());
  expect([error.code, error.message]).toEqual([
    'DISK_FULL',
    'plant.synapse: the disk is full; nothing of this step was applied. Free some space and try again.',
  ]);
  expect(stateOf(world.project)).toEqual(before);
  const added = batchLines(world.project).slice(batches);
  expect(added.every((line) => / (FAILED|RUNNING)$/.test(line))).toBe(true);
  freeSpace();
  await work();
  expect(verifyProject(world.project.database).ok).toBe(true);
}

describe('on a full disk', () => {
  test.each([0, 5])(
    'an import with room for %i pages applies nothing, and goes through later',
    async (pages) => {
      await expectWhole(pages, () => world.importRows(pumps(400)));
      expect(exists(world.project, 'P-399')).toBe(true);
    },
  );

  test.each([0, 5])(
    'an execution with room for %i pages applies nothing, and goes through later',
    async (pages) => {
      await world.importRows(pumps(200));
      world.loadRules(MOTOR_RULES);
      await expectWhole(pages, async () => world.execute());
      expect(exists(world.project, 'P-199-M')).toBe(true);
      expect(planProject(world.project, { scope: {} }).operations).toEqual([]);
    },
  );

  test('an edit that finds no room leaves the project ready for the next', async () => {
    await world.importRows(pumps(1));
    leavePages(0);
    const note = 'x'.repeat(50_000);
    expect(failureOf(() => world.edit('P-0', { note })).code).toBe('DISK_FULL');
    freeSpace();
    world.edit('P-0', { note: 'y' });
    expect(verifyProject(world.project.database).ok).toBe(true);
  });
});
