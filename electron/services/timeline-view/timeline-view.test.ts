import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { failureOf } from '../testing/failure.ts';
import { MOTOR_RULES } from '../testing/motor-rules.ts';
import { newWorld, type World } from '../testing/world.ts';
import { batchRules } from './batch-rules.ts';
import { batchLine, batchPage } from './batches.ts';
import { eventPage, timelineFacets } from './events.ts';
import { histogramOf } from './histogram.ts';

let world: World;
let imported: string;
let executed: string;
beforeEach(async () => {
  world = await newWorld();
  imported = await world.importRows([
    { tag: 'P-1', type: 'PUMP', shaft_power_kw: 10 },
    { tag: 'P-2', type: 'PUMP', shaft_power_kw: 20 },
  ]);
  world.loadRules(MOTOR_RULES);
  executed = world.execute();
});
afterEach(() => world.close());

const page = (filter: TimelineFilter, limit = 10, before?: number) =>
  batchPage(world.project, { filter, limit, before });
const matches = (filter: TimelineFilter) =>
  page(filter).batches.map(({ kind, matching }) => [kind, matching]);

describe('the batches', () => {
  test('come newest first with how many of their events the filter finds', () => {
    expect(matches({})).toEqual([
      ['EXECUTION', 14],
      ['RULES', 5],
      ['IMPORT', 5],
      ['SETTINGS', 3],
    ]);
    expect(matches({ eventTypes: ['ASSET_CREATED'] })).toEqual([
      ['EXECUTION', 2],
      ['IMPORT', 2],
    ]);
    expect(matches({ asset: 'P-1' })).toEqual([
      ['EXECUTION', 1],
      ['IMPORT', 1],
    ]);
    expect(matches({ text: 'm.rating', aggregateType: 'ASSET' })).toEqual([['EXECUTION', 2]]);
    expect(matches({ userId: 'nobody' })).toEqual([]);
  });

  test('come page by page', () => {
    const first = page({}, 3);
    expect([first.batches.length, first.total, first.nextBefore]).toEqual([
      3,
      4,
      first.batches[2]?.startedPosition,
    ]);
    const second = page({}, 3, first.nextBefore ?? 0);
    expect([second.batches.map(({ kind }) => kind), second.nextBefore, second.total]).toEqual([
      ['SETTINGS'],
      null,
      4,
    ]);
  });

  test('that were rolled back and the rollback name each other', () => {
    const rollback = world.rollBack(executed);
    expect(batchLine(world.project, executed)).toMatchObject({
      status: 'ROLLED_BACK',
      canRollback: false,
      counterpart: rollback,
      matching: 14,
    });
    expect(batchLine(world.project, rollback)).toMatchObject({ kind: 'ROLLBACK', counterpart: executed });
    const redo = world.rollBack(rollback);
    expect(batchLine(world.project, rollback)).toMatchObject({ status: 'ROLLED_BACK', counterpart: redo });
    expect(batchLine(world.project, executed)).toMatchObject({ status: 'COMPLETED', counterpart: null });
    expect(matches({ rolledBack: true }).map(([kind]) => kind)).toEqual(['ROLLBACK']);
    expect(batchLine(world.project, imported).counterpart).toBeNull();
  });

  test('that do not exist are refused', () => {
    expect(failureOf(() => batchLine(world.project, 'none')).code).toBe('BATCH_NOT_FOUND');
  });

  test('show what each rule did, by name, also of a rule that is gone', () => {
    const names = () => batchRules(world.project, executed, {}).map(({ ruleName }) => ruleName);
    const [first, ...others] = batchRules(world.project, executed, {});
    expect([first, others.at(-1)]).toEqual([
      {
        ruleId: 'm.motor',
        ruleName: 'Motor of a pump',
        events: 6,
        byType: {
          ASSET_CREATED: 2,
          RELATIONSHIP_CREATED: 2,
          RULE_EXECUTION_COMPLETED: 1,
          RULE_EXECUTION_STARTED: 1,
        },
      },
      { ruleId: null, ruleName: null, events: 2, byType: { BATCH_COMPLETED: 1, BATCH_STARTED: 1 } },
    ]);
    expect(batchRules(world.project, executed, { eventTypes: ['ASSET_UPDATED'] })).toMatchObject([
      { ruleId: 'm.rating', events: 2 },
    ]);
    const before = names();
    world.loadRules(MOTOR_RULES.slice(0, MOTOR_RULES.indexOf('  - id: m.rating')));
    expect(names()).toEqual(before);
  });
});

test('events and facets are those of the timeline', () => {
  const { events, total, nextBefore } = eventPage(world.project, { correlationId: executed, limit: 2 });
  expect([events.length, total, nextBefore]).toEqual([2, 14, events[1]?.position]);
  expect(timelineFacets(world.project, { correlationId: executed }).discipline).toEqual([
    { value: 'ELECTRICAL', count: 6 },
    { value: 'MECHANICAL', count: 6 },
    { value: 'GENERAL', count: 2 },
  ]);
});

describe('the histogram', () => {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

  test('shares the events out over the time from the first to the last one', () => {
    const { from, to, counts } = histogramOf(world.project, {}, 6);
    const all = eventPage(world.project, { limit: 100 }).events;
    expect([from, to]).toEqual([
      all.at(-1)?.timestamp,
      new Date(Date.parse(all[0]?.timestamp ?? '') + 1).toISOString(),
    ]);
    const length = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 6;
    const bucket = (timestamp: string) =>
      Math.floor((Date.parse(timestamp) - Date.parse(from ?? '')) / length);
    expect(counts).toEqual(
      counts.map((_, index) => all.filter(({ timestamp }) => bucket(timestamp) === index).length),
    );
  });

  test('of a filter counts what the filter finds, whether by sort or by the events themselves', () => {
    for (const filter of [
      { eventTypes: ['ASSET_CREATED'] },
      { asset: 'P-1' },
      { text: 'm.rating' },
    ] satisfies TimelineFilter[])
      expect(sum(histogramOf(world.project, filter, 5).counts)).toBe(
        eventPage(world.project, { ...filter, limit: 1 }).total,
      );
  });

  test('of a range has its edges, and of dates whole days', () => {
    expect(histogramOf(world.project, { from: '2026-01-01', to: '2026-01-03' }, 3)).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-04T00:00:00.000Z',
      counts: [0, 27, 0],
    });
    expect(sum(histogramOf(world.project, { from: '2030-01-01', to: '2030-01-02' }, 3).counts)).toBe(0);
  });
});
