import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rejectionOf } from '../testing/failure.ts';
import { batchLines } from '../testing/project-reading.ts';
import { stateOf } from '../testing/state-of.ts';
import { newWorld, type World } from '../testing/world.ts';
import { importResult, type ImportResult } from './import.ts';
import { expectNoErrors, planImport } from './import-plan.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

const counts = ({ totalRows, created, updated, unchanged, failed, blank }: ImportResult) => ({
  totalRows,
  created,
  updated,
  unchanged,
  failed,
  blank,
});

describe('an import', () => {
  test('as a preview lists what it would do, changes with their diff, and leaves nothing', async () => {
    await world.importCsv('tag,type,area\nP-1,PUMP,100\nP-2,PUMP,100\n');
    const before = [stateOf(world.project), batchLines(world.project)];
    const plan = await planImport(
      world.project,
      csv('next.csv', 'tag,type,area\nP-1,PUMP,200\nP-2,PUMP,100\nP-3,PUMP,1\n'),
      'anna',
      {},
    );
    expectNoErrors(plan);
    expect(plan.changes.map(({ row, op, asset, change }) => [row, op, asset.tag, change.diff])).toEqual([
      [2, 'UPDATE', 'P-1', [{ field: 'area', old: '100', new: '200' }]],
      [4, 'CREATE', 'P-3', []],
    ]);
    expect(importResult(plan, null)).toEqual({
      correlationId: null,
      totalRows: 3,
      created: 1,
      updated: 1,
      unchanged: 1,
      failed: 0,
      blank: 0,
      errors: [],
      warnings: [],
    });
    expect([stateOf(world.project), batchLines(world.project)]).toEqual(before);
  });

  test('counts what was edited while the file was read', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `P-${index},PUMP`);
    let edited = false;
    const result = await world.importCsv(`tag,type\n${rows.join('\n')}\n`, {
      onProgress: () => {
        if (!edited) world.edit('P-7', {}, { newType: 'PUMP' });
        edited = true;
      },
    });
    expect(counts(result)).toEqual({
      totalRows: 1500,
      created: 1499,
      updated: 0,
      unchanged: 1,
      failed: 0,
      blank: 0,
    });
  });

  test('that is cancelled while it is read leaves nothing; while it is written, a cancelled batch', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `P-${index},PUMP`);
    const text = `tag,type\n${rows.join('\n')}\n`;
    const before = stateOf(world.project);
    expect((await rejectionOf(world.importCsv(text, { shouldCancel: () => true }))).code).toBe('CANCELLED');
    expect(batchLines(world.project)).toEqual(['SETTINGS COMPLETED']);
    let asked = 0;
    const later = () => (asked += 1) > 2;
    expect((await rejectionOf(world.importCsv(text, { shouldCancel: later }))).code).toBe('CANCELLED');
    expect(batchLines(world.project)).toEqual(['SETTINGS COMPLETED', 'IMPORT CANCELLED']);
    expect(stateOf(world.project)).toEqual(before);
  });
});

function csv(name: string, text: string): string {
  const path = join(world.folder, name);
  writeFileSync(path, text);
  return path;
}
