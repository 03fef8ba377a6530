import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { displayText, isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { MOTOR_RULES } from '../../services/testing/motor-rules.ts';
import { realData } from '../../services/testing/real-data.ts';
import { errorOf, listOf, memberOf, newDesk, newPlant, textOf, type Desk } from '../testing.ts';

const BASELINE = fileURLToPath(new URL('../../../resources/rules', import.meta.url));
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant('tag,type,area,shaft_power_kw\nP-1,PUMP,100,10\nP-2,PUMP,200,120\nT-1,TANK,100,\n');
  await desk.done('rules', 'load', desk.project, desk.write('m.yaml', `pack: m\nrules:\n${MOTOR_RULES}`));
});
afterEach(() => desk.close());

const position = async () => (await desk.done('info', desk.project))['lastPosition'];

describe('execute', () => {
  test('applies the dry run and answers with what it did', async () => {
    const { planHash, summary } = await desk.done('plan', desk.project);
    const document = await desk.done('execute', desk.project, '--reason', 'first', '--user', 'berta');
    expect(document).toEqual({
      executionId: expect.stringMatching(ID),
      correlationId: expect.stringMatching(ID),
      planHash,
      durationMs: expect.any(Number),
      summary: {
        rulesExecuted: expect.any(Number),
        assetsProcessed: expect.any(Number),
        actionsTaken: expect.any(Number),
        skipped: 0,
        errors: 0,
        created: { assets: 2, cables: 0, edges: 2, packages: 0 },
        updated: { assets: 2, cables: 0 },
        findings: 1,
      },
    });
    expect(summary).toMatchObject({ creates: 4, updates: 2, findingsRaised: 1 });
    const batch = await desk.done('batch', desk.project, textOf(document, 'correlationId'));
    expect(batch).toMatchObject({ kind: 'EXECUTION', userId: 'berta', reason: 'first', planHash });
    const again = await desk.run('execute', desk.project);
    expect(again.stdout).toMatch(/^0 changes in \d+ ms: created 0 assets.*\nBatch .*\.\n$/);
  });

  test('--stream tells the progress as JSON Lines on standard error, in order, and the answer stays one document', async () => {
    const { status, document, stderr } = await desk.json('execute', desk.project, '--stream');
    const messages = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject);
    const types = messages.map(({ type }) => type);
    expect([status, types[0], types.at(-1)]).toEqual([0, 'STARTED', 'COMPLETED']);
    expect(new Set(types)).toEqual(
      new Set(['STARTED', 'RULE_START', 'ACTION', 'PROGRESS', 'RULE_COMPLETE', 'COMPLETED']),
    );
    const { correlationId, executionId, summary } = document;
    expect(messages[0]).toMatchObject({ correlationId, executionId, totalRules: 3, filtersApplied: {} });
    expect(messages.at(-1)).toMatchObject({
      correlationId,
      executionId,
      durationMs: expect.any(Number),
      summary,
    });
  });

  test('--plan applies exactly that plan: its operations are the events of the batch', async () => {
    const plan = desk.path('plan.json');
    const planned = await desk.done('plan', desk.project, '--out', plan);
    await desk.done('import', desk.project, desk.write('more.csv', 'tag,type\nV-1,VALVE\n'));
    const { correlationId, planHash } = await desk.done('execute', desk.project, '--plan', plan);
    expect(planHash).toBe(planned['planHash']);
    const { events } = await desk.done(
      'timeline',
      desk.project,
      '--batch',
      displayText(correlationId),
      '--limit',
      '1000',
    );
    const changes = listOf({ events: events ?? null }, 'events')
      .filter(
        ({ payload }) => isJsonObject(payload) && (payload['before'] !== null || payload['after'] !== null),
      )
      .toReversed();
    const told = (entry: JsonObject, of: JsonObject) => [
      entry['aggregateId'],
      entry['ruleId'],
      of['before'],
      of['after'],
      of['diff'],
    ];
    expect(changes.map((event) => told(event, memberOf(event, 'payload')))).toEqual(
      listOf(planned, 'operations').map((operation) => told(operation, operation)),
    );
  });

  test('--plan answers PLAN_STALE with what moved where the plan would come out differently', async () => {
    const plan = desk.path('plan.json');
    await desk.done('plan', desk.project, '--out', plan);
    await desk.done('edit', desk.project, 'P-1', '--set', 'shaft_power_kw=20');
    const result = await desk.json('execute', desk.project, '--plan', plan);
    expect([result.status, errorOf(result)]).toMatchObject([
      1,
      {
        code: 'PLAN_STALE',
        context: {
          moved: expect.arrayContaining([
            expect.objectContaining({ tag: 'P-1', field: 'properties.shaft_power_kw', planned: 10, now: 20 }),
          ]),
          operations: { added: expect.anything(), removed: expect.anything(), changed: expect.anything() },
        },
      },
    ]);
    expect(await desk.done('info', desk.project)).toMatchObject({ counts: { assets: 3 } });
  });

  test.each<[what: string, make: (plan: string) => Promise<string> | string, code: string]>([
    ['is not there', () => desk.path('absent'), 'FILE_NOT_READABLE'],
    ['is a folder', () => desk.folder, 'FILE_NOT_READABLE'],
    ['is a device', () => '/dev/zero', 'FILE_NOT_READABLE'],
    ['is no JSON', () => desk.write('p', '\u0089PNG'), 'INVALID_PLAN'],
    ['is something else', () => desk.write('p', '{"a":1}'), 'INVALID_PLAN'],
    ['is a list', () => desk.write('p', '[]'), 'INVALID_PLAN'],
    [
      'was edited',
      (plan) => desk.write('p', readFileSync(plan, 'utf8').replaceAll('P-1-M', 'P-1-X')),
      'INVALID_PLAN',
    ],
    ['is of another project', foreignPlan, 'INVALID_PLAN'],
    ['is a draft', draftPlan, 'INVALID_PLAN'],
  ])('refuses a plan that %s', async (_what, make, code) => {
    await desk.done('plan', desk.project, '--out', desk.path('plan.json'));
    const before = await position();
    const result = await desk.json('execute', desk.project, '--plan', await make(desk.path('plan.json')));
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(await position()).toBe(before);
  });

  test('refuses a plan together with a scope', async () => {
    const result = await desk.json('execute', desk.project, '--plan', 'x', '--area', '100');
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_ARGUMENT']);
  });

  test('where it is cancelled nothing is applied, and the batch says so', async () => {
    let cancelled = false;
    const other = await newPlant('tag,type,shaft_power_kw\nP-1,PUMP,10\n', { shouldCancel: () => cancelled });
    await other.done('rules', 'load', other.project, desk.path('m.yaml'));
    const plan = other.path('plan.json');
    await other.done('plan', other.project, '--out', plan);
    cancelled = true;
    const result = await other.json('execute', other.project, '--plan', plan, '--stream');
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'CANCELLED']);
    expect(result.stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^\{"type":"CANCELLED","actionsPlanned":\d+\}$/,
    );
    cancelled = false;
    expect(await other.done('batches', other.project)).toMatchObject({
      batches: [{ status: 'CANCELLED', canRollback: false }, {}, {}, {}],
    });
    expect(await other.done('info', other.project)).toMatchObject({ counts: { assets: 1 } });
    other.close();
  });
});

async function foreignPlan(): Promise<string> {
  const other = newDesk();
  await other.done('new', other.project, '--name', 'Other');
  await other.done('plan', other.project, '--out', desk.path('foreign.json'));
  other.close();
  return desk.path('foreign.json');
}

async function draftPlan(): Promise<string> {
  await desk.done('plan', desk.project, '--draft', '--out', desk.path('draft.json'));
  return desk.path('draft.json');
}

test('the reference P&ID: the pump of 60 kW gets its motor of 75 kW, the second run changes nothing', async (context) => {
  const data = realData(context, 'c01/C01_equipment.csv');
  const c01 = newDesk();
  await c01.done('new', c01.project, '--name', 'C01', '--country', 'DE');
  const values = c01.write(
    'classes.yaml',
    'dexpi_class:\n  CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}\n  ReciprocatingPump: {type: PUMP, pump_kind: RECIPROCATING}\n' +
      '  PlateHeatExchanger: {type: HEAT_EXCHANGER}\n  TubularHeatExchanger: {type: HEAT_EXCHANGER}\n  Tank: {type: TANK}\n',
  );
  await c01.done('import', c01.project, data, '--values', values, '--set', 'area=47');
  await c01.done(
    'import',
    c01.project,
    c01.write('own.csv', 'tag,type,area\n47,AREA,47\n47-MCC-01,MCC,47\n'),
  );
  await c01.done('rules', 'load', c01.project, BASELINE);
  const tags = listOf(await c01.done('plan', c01.project), 'operations').map(({ tag }) => tag);
  await c01.done('execute', c01.project);
  expect(tags).not.toContain('P4712-M');
  expect(await c01.done('assets', c01.project, '--tag', 'P4711-M')).toMatchObject({
    items: [{ type: 'MOTOR', parentTag: 'P4711', properties: { power_kw: 75, voltage_v: 400 } }],
  });
  expect(await c01.done('assets', c01.project, '--tag', 'T4750-LT')).toMatchObject({ total: 1 });
  expect(listOf(await c01.done('edges', c01.project), 'items')).toContainEqual(
    expect.objectContaining({ sourceTag: 'P4711-M', relation: 'fed_from', targetTag: '47-MCC-01' }),
  );
  expect(await c01.done('execute', c01.project)).toMatchObject({ summary: { actionsTaken: 0, errors: 0 } });
  expect((await c01.json('verify', c01.project)).status).toBe(0);
  c01.close();
});
