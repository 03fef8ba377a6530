import { readFileSync, symlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tamper } from '../../../e2e/tampering.ts';
import { errorOf, newDesk, type Desk } from '../testing.ts';

let desk: Desk;
beforeEach(() => {
  desk = newDesk();
});
afterEach(() => desk.close());

describe('a file that is no project', () => {
  test.each([
    ['a text file', 'NOT_A_PROJECT'],
    ['a folder', 'NOT_A_PROJECT'],
    ['a database of another application', 'NOT_A_PROJECT'],
    ['a device', 'NOT_A_PROJECT'],
    ['nothing', 'PROJECT_NOT_FOUND'],
    ['a link that leads nowhere', 'PROJECT_NOT_FOUND'],
    ['a newer version', 'PROJECT_TOO_NEW'],
    ['a project cut short', 'PROJECT_CORRUPT'],
  ])('%s: %s, for reading and for writing', async (what, code) => {
    const path = await wrongProject(what);
    const reading = await desk.json('info', path);
    const writing = await desk.json('edit', path, 'P-1', '--set', 'area=1');
    expect([reading, writing].map((result) => [result.status, errorOf(result)['code']])).toEqual([
      [1, code],
      [1, code],
    ]);
  });
});

async function wrongProject(what: string): Promise<string> {
  if (what === 'nothing') return desk.path('absent');
  if (what === 'a folder') return desk.folder;
  if (what === 'a device') return '/dev/null';
  if (what === 'a text file') return desk.write('text', 'This is no database. '.repeat(100));
  if (what === 'a link that leads nowhere') {
    symlinkSync(desk.path('gone'), desk.path('link'));
    return desk.path('link');
  }
  if (what === 'a database of another application') {
    const database = new Database(desk.path('other.db'));
    database.exec('CREATE TABLE t (x)');
    database.close();
    return desk.path('other.db');
  }
  await desk.done('new', desk.project, '--name', 'Plant');
  if (what === 'a newer version') tamper(desk.project, 'PRAGMA user_version = 99');
  else desk.write('plant.synapse', readFileSync(desk.project).subarray(0, 20_000));
  return desk.project;
}
