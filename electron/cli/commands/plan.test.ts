import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { MOTOR_RULES } from '../../services/testing/motor-rules.ts';
import { errorOf, listOf, newPlant, type Desk } from '../testing.ts';

const HASH = /^[0-9a-f]{64}$/;

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant('tag,type,area,shaft_power_kw\nP-1,PUMP,100,10\nP-2,PUMP,200,120\nT-1,TANK,100,\n');
  await desk.done('rules', 'load', desk.project, desk.write('m.yaml', `pack: m\nrules:\n${MOTOR_RULES}`));
});
afterEach(() => desk.close());

const position = async () => (await desk.done('info', desk.project))['lastPosition'];

describe('plan', () => {
  test('answers with all that would change and why, and changes nothing', async () => {
    const before = await position();
    const document = await desk.done('plan', desk.project, '--asset', 'P-1', '--rule', 'm.motor');
    expect(document).toMatchObject({
      planHash: expect.stringMatching(HASH),
      basePosition: before,
      summary: {
        creates: 2,
        updates: 0,
        deletes: 0,
        findingsRaised: 0,
        findingsResolved: 0,
        skips: 0,
        conflicts: 0,
        errors: 0,
      },
      operations: [
        {
          op: 'CREATE',
          aggregateType: 'ASSET',
          aggregateId: expect.any(String),
          tag: 'P-1-M',
          ruleId: 'm.motor',
          before: null,
          after: { tag: 'P-1-M', type: 'MOTOR', area: '100' },
          diff: [],
          because: { ruleId: 'm.motor', source: { tag: 'P-1' }, values: { 'props.shaft_power_kw': 10 } },
        },
        { op: 'CREATE', aggregateType: 'EDGE', ruleId: 'm.motor', after: { relation: 'powers' } },
      ],
      skips: [],
      conflicts: [],
      errors: [],
    });
    expect(await position()).toBe(before);
  });

  test('lists conflicts, skips and errors with rule, tag and message', async () => {
    await desk.done('edit', desk.project, 'P-1-M', '--new', '--type', 'TANK');
    await desk.done('edit', desk.project, 'P-3', '--new', '--type', 'PUMP', '--set', 'shaft_power_kw=5');
    await desk.done('execute', desk.project, '--asset', 'P-2');
    await desk.done('edit', desk.project, 'P-2-M', '--set', 'power_kw=99');
    const document = await desk.done('plan', desk.project);
    expect(document).toMatchObject({
      conflicts: [{ ruleId: 'm.rating', tag: 'P-2-M', field: 'properties.power_kw', present: 99 }],
      errors: [
        { ruleId: 'm.motor', tag: expect.any(String), code: 'DUPLICATE_TAG', message: expect.any(String) },
      ],
    });
    const { stdout } = await desk.run('plan', desk.project);
    expect(stdout).toContain('! m.rating P-2-M: ');
    expect(stdout).toMatch(/^x m\.motor .*DUPLICATE_TAG/m);
    expect(stdout).toContain('  + P-3-M   asset MOTOR   because ');
    expect(stdout).toMatch(/^Plan [0-9a-f]{12}: \d+ created, .* 1 conflicts, 1 errors\.$/m);
  });

  test('answers the same with --out, and keeps the plan', async () => {
    const plan = desk.path('plan.json');
    const plain = await desk.json('plan', desk.project);
    expect((await desk.json('plan', desk.project, '--out', plan)).document).toEqual(plain.document);
    const kept = JSON.parse(readFileSync(plan, 'utf8')) as JsonValue;
    expect(isJsonObject(kept) && kept['planHash']).toBe(plain.document['planHash']);
    expect((await desk.run('plan', desk.project, '--out', plan)).stdout).toContain(`Kept in ${plan}.`);
  });

  test('is limited by a scope', async () => {
    const tags = async (...scope: string[]) =>
      new Set(listOf(await desk.done('plan', desk.project, ...scope), 'operations').map(({ tag }) => tag));
    expect(await tags('--area', '100')).toEqual(new Set(['P-1-M']));
    expect(await tags('--asset', 'p-1', '--asset', 'P-2')).toEqual(new Set(['P-1-M', 'P-2-M']));
    expect(await tags('--asset-type', 'tank')).toEqual(new Set());
    expect(await tags('--discipline', 'piping')).toEqual(new Set());
    expect(await tags('--action-type', 'create_child')).toEqual(new Set(['P-1-M', 'P-2-M']));
  });

  test.each<[what: string, options: string[], code: string]>([
    ['an unknown rule', ['--rule', 'm.none'], 'RULE_NOT_FOUND'],
    ['an unknown tag', ['--asset', 'P-9'], 'ASSET_NOT_FOUND'],
    ['an unknown discipline', ['--discipline', 'MAGIC'], 'INVALID_FILTER'],
    ['an unknown action', ['--action-type', 'destroy'], 'INVALID_FILTER'],
    ['a plan in a folder that is not there', ['--out', '/no/such/plan.json'], 'FILE_NOT_READABLE'],
    ['a plan in the place of a folder', ['--out', '/tmp'], 'FILE_NOT_READABLE'],
    ['a plan in the place of a device', ['--out', '/dev/full'], 'FILE_NOT_READABLE'],
  ])('refuses %s', async (_what, options, code) => {
    const result = await desk.json('plan', desk.project, ...options);
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
  });

  test.each(['plant.synapse', 'plant.synapse-lock', './plant.synapse'])(
    'never writes over %s',
    async (name) => {
      const result = await desk.json('plan', desk.project, '--out', `${desk.folder}/${name}`);
      expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_ARGUMENT']);
      expect((await desk.json('verify', desk.project)).status).toBe(0);
    },
  );
});
