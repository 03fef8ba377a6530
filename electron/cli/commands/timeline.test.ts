import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displayText, type JsonObject } from '../../../shared/json.ts';
import { FACETS } from '../../../shared/model/timeline.ts';
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

const timeline = (...filters: string[]) => desk.done('timeline', desk.project, ...filters);
const totalOf = async (...filters: string[]) => Number((await timeline(...filters))['total']);
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('timeline', () => {
  test('shows the newest events first, whole', async () => {
    const document = await timeline('--limit', '2');
    expect(document).toEqual({
      events: [
        expect.objectContaining({ position: total }),
        expect.objectContaining({ position: total - 1 }),
      ],
      nextBefore: total - 1,
      total,
    });
    expect(listOf(document, 'events')[1]).toEqual({
      position: total - 1,
      id: expect.stringMatching(ID),
      eventType: 'ASSET_DELETED',
      aggregateType: 'ASSET',
      aggregateId: expect.any(String),
      ruleId: null,
      discipline: expect.any(String),
      payload: {
        before: expect.objectContaining({ tag: 'T-1' }),
        after: null,
        diff: expect.any(Array),
        context: { byPerson: true },
      },
      metadata: expect.any(Object),
      correlationId: expect.stringMatching(ID),
      causationId: expect.stringMatching(ID),
      sequenceNum: 1,
      userId: 'carl',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      prevHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      isRolledBack: false,
    });
  });

  test('page by page comes to every event once, and to the total', async () => {
    for (const filters of [[], ['--user', 'berta'], ['--discipline', 'mechanical'], ['--asset', 'P-1']]) {
      const positions = await paged(filters);
      expect(positions).toEqual(positions.toSorted((a, b) => b - a));
      expect(new Set(positions).size).toBe(await totalOf(...filters));
    }
  });

  test('has 50 events on a page where no limit is given, at most 10000', async () => {
    expect(listOf(await timeline(), 'events')).toHaveLength(Math.min(50, total));
    expect(listOf(await timeline('--limit', '10000'), 'events')).toHaveLength(total);
  });

  test('its filters find what they say, alone and together', async () => {
    const byUser = await Promise.all(
      ['anna', 'berta', 'carl', 'dora'].map((user) => totalOf('--user', user)),
    );
    const others = await totalOf('--text', '"pack"');
    expect(byUser.every((count) => count > 0)).toBe(true);
    expect(others).toBeLessThan(total);
    expect(await totalOf('--rule', 'm.motor', '--event-type', 'asset_created')).toBe(2);
    expect(await totalOf('--event-type', 'ASSET_CREATED', '--event-type', 'ASSET_DELETED')).toBe(6);
    expect(await totalOf('--aggregate-type', 'edge')).toBe(2);
    expect(await totalOf('--batch', rolledBack)).toBe(3);
    expect(await totalOf('--rolled-back', 'yes', '--event-type', 'ASSET_UPDATED')).toBe(1);
    expect((await totalOf('--rolled-back', 'yes')) + (await totalOf('--rolled-back', 'no'))).toBe(total);
    expect(await totalOf('--from', '2020-01-01', '--to', '2099-12-31T23:59:59Z')).toBe(total);
    expect(await totalOf('--to', '2020-01-01')).toBe(0);
  });

  test('--asset brings the events of its cables, edges and findings, and of a tag that is gone', async () => {
    const kinds = new Set(
      listOf(await timeline('--asset', 'p-2-m'), 'events').map(({ aggregateType }) => aggregateType),
    );
    expect(kinds).toEqual(new Set(['ASSET', 'EDGE', 'FINDING']));
    expect(await totalOf('--asset', 'T-1')).toBe(4);
  });

  test('--facets counts the values of each filter', async () => {
    const facets = memberOf(await timeline('--facets'), 'facets');
    expect(Object.keys(facets).toSorted()).toEqual([...FACETS].toSorted());
    for (const name of ['eventType', 'userId', 'discipline']) {
      expect(listOf(facets, name).reduce((sum, { count }) => sum + Number(count), 0)).toBe(total);
    }
    const byType = listOf(facets, 'eventType').find(({ value }) => value === 'RELATIONSHIP_CREATED');
    expect(byType).toEqual({ value: 'RELATIONSHIP_CREATED', count: 2 });
  });

  test('tells people what happened to what, and how to go on', async () => {
    const { stdout } = await desk.run('timeline', desk.project, '--limit', '3', '--facets');
    expect(stdout).toMatch(/^position +time +event +tag +rule +user +what$/m);
    expect(stdout).toContain(`3 of ${total} events. More: --before ${total - 2}`);
    expect(stdout).toMatch(/^eventType: .*RELATIONSHIP_CREATED 2/m);
    expect((await desk.run('timeline', desk.project, '--batch', rolledBack)).stdout).toContain(
      'rolled back: area 100 -> 300',
    );
  });

  test.each([
    ['--limit', '0'],
    ['--limit', '-1'],
    ['--limit', '10001'],
    ['--limit', '1.5'],
    ['--limit', '1e3'],
    ['--limit', 'all'],
    ['--limit', ''],
    ['--before', '0'],
    ['--before', 'x'],
    ['--discipline', 'MAGIC'],
    ['--event-type', 'ASSET_EXPLODED'],
    ['--aggregate-type', 'ATOM'],
    ['--from', 'yesterday'],
    ['--from', '2026-02-30'],
    ['--to', '2026-01-01T25:00:00Z'],
    ['--rolled-back', 'maybe'],
    ['--rule', ''],
    ['--text', ''],
  ])('refuses %s %j, naming it', async (option, value) => {
    const result = await desk.json('timeline', desk.project, option, value);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_FILTER']);
    const named = option.slice(2).split('-')[0] ?? '';
    expect(textOf(errorOf(result), 'message').toLowerCase()).toContain(named);
  });

  test('finds nothing for what there is none of', async () => {
    const nothing = { events: [], nextBefore: null, total: 0 };
    expect(await timeline('--user', 'zoe')).toEqual(nothing);
    expect(await timeline('--rule', "x' OR 1=1 --")).toEqual(nothing);
    expect(await timeline('--text', '%')).toEqual(await timeline('--text', '%'));
    expect(await timeline('--before', '1')).toMatchObject({ events: [], nextBefore: null });
  });
});

async function paged(filters: string[]): Promise<number[]> {
  const positions: number[] = [];
  let before: string[] = [];
  for (;;) {
    const page: JsonObject = await timeline(...filters, '--limit', '7', ...before);
    positions.push(...listOf(page, 'events').map(({ position }) => Number(position)));
    if (page['nextBefore'] === null) return positions;
    before = ['--before', displayText(page['nextBefore'])];
  }
}
