import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOTOR_RULES } from '../../services/testing/motor-rules.ts';
import { errorOf, newPlant, textOf, type Desk } from '../testing.ts';

let desk: Desk;
let imported: string;
let executed: string;
beforeEach(async () => {
  desk = await newPlant();
  const list = desk.write('list.csv', 'tag,type,shaft_power_kw\nP-1,PUMP,10\n');
  imported = textOf(await desk.done('import', desk.project, list, '--user', 'anna'), 'correlationId');
  await desk.done('rules', 'load', desk.project, desk.write('m.yaml', `pack: m\nrules:\n${MOTOR_RULES}`));
  executed = textOf(await desk.done('execute', desk.project, '--user', 'berta'), 'correlationId');
});
afterEach(() => desk.close());

const rollback = (batch: string, ...options: string[]) =>
  desk.json('rollback', desk.project, batch, '--reason', 'wrong list', ...options);
const tags = async () => (await desk.run('assets', desk.project)).stdout.match(/^P-\S+/gm) ?? [];
const NONE = { deleted: 0, restored: 0, recreated: 0 };
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('rollback', () => {
  test('undoes a batch, answers with what it undid, and can be undone', async () => {
    const { document } = await rollback(executed);
    expect(document).toEqual({
      correlationId: expect.stringMatching(ID),
      originalCorrelationId: executed,
      cascaded: [],
      eventsRolledBack: expect.any(Number),
      summary: {
        assets: { ...NONE, deleted: 1 },
        cables: NONE,
        edges: { ...NONE, deleted: 1 },
        packages: NONE,
      },
      conflicts: [],
    });
    expect(await tags()).toEqual(['P-1']);
    const redo = await rollback(textOf(document, 'correlationId'));
    expect(redo.document).toMatchObject({ summary: { assets: { ...NONE, recreated: 1 } } });
    expect(await tags()).toEqual(['P-1', 'P-1-M']);
  });

  test('--dry-run answers with the conflicts and status 0, and does nothing', async () => {
    const { status, document } = await rollback(imported, '--dry-run');
    expect([status, document]).toMatchObject([
      0,
      {
        correlationId: null,
        originalCorrelationId: imported,
        conflicts: expect.arrayContaining([
          {
            correlationId: executed,
            kind: 'EXECUTION',
            userId: 'berta',
            timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
            tag: 'P-1-M',
            field: expect.any(String),
            reason: expect.any(String),
          },
        ]),
      },
    ]);
    expect(await tags()).toEqual(['P-1', 'P-1-M']);
    const { stdout } = await desk.run('rollback', desk.project, imported, '--reason', 'x', '--dry-run');
    expect(stdout).toMatch(/^! P-1-M .*: EXECUTION of berta, /m);
    expect(stdout).toContain('Nothing was done (dry run).');
  });

  test('with dependants is refused with the same list, and nothing is done', async () => {
    const dry = await rollback(imported, '--dry-run');
    const result = await rollback(imported);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'ROLLBACK_CONFLICT']);
    expect(errorOf(result)['context']).toMatchObject({ conflicts: dry.document['conflicts'] });
    expect(await tags()).toEqual(['P-1', 'P-1-M']);
  });

  test('--cascade rolls the dependants back too, and names them', async () => {
    const { status, document } = await rollback(imported, '--cascade');
    expect([status, document]).toMatchObject([
      0,
      { cascaded: [executed], conflicts: [], summary: { assets: { ...NONE, deleted: 2 } } },
    ]);
    expect(await tags()).toEqual([]);
    expect((await desk.json('verify', desk.project)).status).toBe(0);
  });

  test('tells people what it undid', async () => {
    const { stdout } = await desk.run('rollback', desk.project, imported, '--reason', 'x', '--cascade');
    expect(stdout).toMatch(/^assets +2 +0 +0$/m);
    expect(stdout).toContain(`Also rolled back: batch ${executed}`);
    expect(stdout).toMatch(/\d+ events rolled back\. Batch .+\.\n$/);
  });

  test.each<[what: string, batch: () => string, options: string[], code: string]>([
    ['an unknown batch', () => 'nothing', [], 'BATCH_NOT_FOUND'],
    ['an unknown batch, dry', () => '../../etc', ['--dry-run'], 'BATCH_NOT_FOUND'],
  ])('refuses %s', async (_what, batch, options, code) => {
    const result = await rollback(batch(), ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
  });

  test('refuses a second time, an empty reason, and none', async () => {
    await rollback(executed);
    const second = await rollback(executed);
    const dry = await rollback(executed, '--dry-run');
    const empty = await desk.json('rollback', desk.project, imported, '--reason', ' ');
    expect([second, dry, empty].map((result) => errorOf(result)['code'])).toEqual([
      'ALREADY_ROLLED_BACK',
      'ALREADY_ROLLED_BACK',
      'INVALID_ARGUMENT',
    ]);
    expect((await desk.run('rollback', desk.project, imported)).status).toBe(2);
  });

  test('refuses the batch that created the project', async () => {
    const [first] = (await desk.run('batches', desk.project)).stdout.match(/\S+(?= +SETTINGS)/) ?? [];
    const result = await rollback(String(first));
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_ARGUMENT']);
  });
});
