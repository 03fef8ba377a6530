import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOTOR_RULES } from '../../services/testing/motor-rules.ts';
import { errorOf, listOf, memberOf, newPlant, textOf, type Desk } from '../testing.ts';

let desk: Desk;
let rolledBack: string;
let total: number;
beforeAll(async () => {
  desk = await newPlant('tag,type,area,shaft_power_kw\nP-1,PUMP,100,10\nP-2,PUMP,200,120\nT-1,TANK,100,\n');
  await desk.done('rules', 'load', desk.project, desk.write('m.yaml', `pack: m\nrules:\n${MOTOR_RULES}`));
  await desk.done('execute', desk.project, '--user', 'berta');
  const edit = await desk.done('edit', desk.project, 'T-1', '--set', 'area=300', '--user', 'carl');
  rolledBack = textOf(edit, 'correlationId');
  await desk.done('rollback', desk.project, rolledBack, '--reason', 'mistake', '--user', 'dora');
  await desk.done('edit', desk.project, 'T-1', '--delete', '--user', 'carl');
  total = Number((await desk.done('info', desk.project))['lastPosition']);
});
afterAll(() => desk.close());

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('batches', () => {
  test('are listed newest first, with their counts', async () => {
    const batches = listOf(await desk.done('batches', desk.project), 'batches');
    expect(batches.map(({ kind, status, canRollback }) => [kind, status, canRollback])).toEqual([
      ['EDIT', 'COMPLETED', true],
      ['ROLLBACK', 'COMPLETED', true],
      ['EDIT', 'ROLLED_BACK', false],
      ['EXECUTION', 'COMPLETED', true],
      ['RULES', 'COMPLETED', true],
      ['IMPORT', 'COMPLETED', true],
      ['SETTINGS', 'COMPLETED', false],
    ]);
    expect(batches[3]).toEqual({
      correlationId: expect.stringMatching(ID),
      kind: 'EXECUTION',
      status: 'COMPLETED',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      userId: 'berta',
      reason: null,
      planHash: expect.any(String),
      counts: expect.objectContaining({ assets: { created: 2, updated: 2, deleted: 0 } }),
      canRollback: true,
    });
    expect((await desk.run('batches', desk.project)).stdout).toMatch(
      /^batch +kind +status +started +user +reason +events$/m,
    );
  });

  test('one of them is shown with its summary', async () => {
    const [, , , execution = {}] = listOf(await desk.done('batches', desk.project), 'batches');
    const document = await desk.done('batch', desk.project, textOf(execution, 'correlationId'));
    expect(document).toEqual({
      ...execution,
      summary: expect.objectContaining({ created: expect.anything() }),
    });
    expect((await desk.run('batch', desk.project, rolledBack)).stdout).toMatch(/^status +ROLLED_BACK$/m);
  });

  test('one that there is none of is refused', async () => {
    const result = await desk.json('batch', desk.project, 'none');
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'BATCH_NOT_FOUND']);
  });
});

describe('history', () => {
  test('tells every event of an asset, oldest first, with its edges and findings', async () => {
    const document = await desk.done('history', desk.project, 'p-2-m');
    expect(Object.keys(document).toSorted()).toEqual(['asset', 'events', 'related']);
    expect(memberOf(document, 'asset')).toMatchObject({
      tag: 'P-2-M',
      properties: { power_kw: expect.any(Number) },
    });
    const types = (name: string) => listOf(document, name).map(({ eventType }) => eventType);
    expect(types('events').slice(0, 2)).toEqual(['ASSET_CREATED', 'ASSET_UPDATED']);
    expect(new Set(types('related'))).toEqual(new Set(['FINDING_RAISED', 'RELATIONSHIP_CREATED']));
  });

  test('looks up a tag that is gone in the log, and marks what was rolled back', async () => {
    const document = await desk.done('history', desk.project, 'T-1');
    expect(document).toMatchObject({ asset: null, related: [] });
    expect(
      listOf(document, 'events').map(({ eventType, isRolledBack }) => [eventType, isRolledBack]),
    ).toEqual([
      ['ASSET_CREATED', false],
      ['ASSET_UPDATED', true],
      ['ASSET_UPDATED', false],
      ['ASSET_DELETED', false],
    ]);
    expect((await desk.run('history', desk.project, 'T-1')).stdout).toMatch(
      /^T-1: is gone; 4 events of its own, 0 of what belongs to it\.$/m,
    );
  });

  test('tells people the row, the rule and the values', async () => {
    const { stdout } = await desk.run('history', desk.project, 'P-1');
    expect(stdout).toContain('plant.csv, row 2');
    expect((await desk.run('history', desk.project, 'P-1-M')).stdout).toMatch(
      /ASSET_CREATED .*m\.motor .*props\.shaft_power_kw = 10/,
    );
  });

  test('refuses a tag that nothing ever had', async () => {
    const result = await desk.json('history', desk.project, '__proto__');
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'ASSET_NOT_FOUND']);
  });
});

describe('export', () => {
  test.each(['csv', 'jsonl', 'html'])(
    'writes the events as %s, whole, and answers with their number and the head',
    async (format) => {
      const out = desk.path(`log.${format}`);
      const document = await desk.done('export', desk.project, '--format', format, '--out', out);
      const headHash = textOf(await desk.done('verify', desk.project), 'headHash');
      expect(document).toEqual({ out, events: total, headHash });
      expect(readFileSync(out, 'utf8')).toContain(headHash);
      expect(
        (await desk.run('export', desk.project, '--format', format.toUpperCase(), '--out', out)).stdout,
      ).toBe(`${total} events written to ${out}; head ${headHash}.\n`);
    },
  );

  test('takes the filters of the timeline', async () => {
    const out = desk.path('some.jsonl');
    const { events } = await desk.done(
      'export',
      desk.project,
      '--format',
      'jsonl',
      '--out',
      out,
      '--rule',
      'm.motor',
      '--event-type',
      'ASSET_CREATED',
    );
    expect(events).toBe(2);
  });

  test.each<[what: string, out: () => string, options: string[], code: string]>([
    ['a format that there is none of', () => desk.path('x'), ['--format', 'pdf'], 'INVALID_ARGUMENT'],
    ['to overwrite the project', () => desk.project, ['--format', 'csv'], 'INVALID_ARGUMENT'],
    ['a folder', () => desk.folder, ['--format', 'csv'], 'FILE_NOT_READABLE'],
    ['a folder that is not there', () => '/no/such/x.csv', ['--format', 'csv'], 'FILE_NOT_READABLE'],
    ['a device', () => '/dev/full', ['--format', 'csv'], 'FILE_NOT_READABLE'],
    ['a filter that is wrong', () => desk.path('x'), ['--format', 'csv', '--from', 'soon'], 'INVALID_FILTER'],
  ])('refuses %s, and leaves no file', async (_what, out, options, code) => {
    const before = readdirSync(desk.folder).toSorted();
    const result = await desk.json('export', desk.project, '--out', out(), ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(readdirSync(desk.folder).toSorted()).toEqual(before);
  });
});
