import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EventDraft, WorkflowEvent } from '../../../shared/model/events.ts';
import { EVENT_TYPES } from '../../../shared/model/events.ts';
import { AGGREGATE_TYPES, DISCIPLINES } from '../../../shared/model/terms.ts';
import { FACETS, type Facet, type FacetCount, type TimelineFilter } from '../../../shared/model/timeline.ts';
import { openMemory, writeTransaction, type WritableDatabase } from '../database.ts';
import { eventsAt, eventsOfBatch, eventsOfEntities, eventsOfEntity } from '../event-query.ts';
import { createEventStore } from '../event-store.ts';
import { migrate } from '../schema.ts';
import {
  asset,
  cable,
  created,
  deleted,
  edge,
  finding,
  note,
  pack,
  PROJECT,
  run,
  START,
  updated,
} from '../testing.ts';
import { queryTimeline, streamTimeline } from './timeline.ts';

/** Some hundred events in dozens of batches, of a few rules, users and disciplines, the same for all tests. */
function filledLog(): WritableDatabase {
  const database = openMemory();
  writeTransaction(database, () => migrate(database));
  let now = START;
  const store = createEventStore(database, () => new Date(now));
  run(store, [created('PROJECT', PROJECT)], { correlationId: 'batch-0' });
  const random = randomNumbers(7);
  for (let batch = 1; batch <= 36; batch += 1) {
    now += random(3) * 12 * 3_600_000;
    const drafts = batchOf(batch, random);
    const correlationId = `batch-${batch}`;
    const userId = ['ada', 'bob', 'eve'][random(3)] ?? 'ada';
    const off = [
      note(
        { eventType: 'BATCH_ROLLED_BACK', aggregateId: `batch-${batch - 4}` },
        { switched: [{ correlationId: `batch-${batch - 4}`, inForce: false }] },
      ),
    ];
    run(store, batch % 6 === 0 ? [...drafts, ...off] : drafts, { correlationId, userId });
  }
  store.start({ kind: 'EDIT', userId: 'mallory', reason: null });
  return database;
}

/** Small numbers from a fixed seed (a linear congruential generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** What bears a tag gives it up again in the same batch, so that many assets bear it one after another. */
function batchOf(batch: number, random: (below: number) => number): EventDraft[] {
  const drafts: EventDraft[] = [];
  const steps = 4 + random(14);
  for (let index = 0; index < steps; index += 1) {
    const ruleId = [null, 'motor', 'cable', 'check'][random(4)] ?? null;
    const discipline = DISCIPLINES[random(3)] ?? 'GENERAL';
    const id = `${batch}-${index}`;
    const pump = asset(`a-${id}`, {
      tag: `P-${batch % 4}-${index}`,
      description: ['50%', 'a_b', 'A "quoted" Ω\\', null][random(4)] ?? null,
    });
    const tagged = `a-${batch - random(2)}-${random(index + 1)}`;
    const fields = { ruleId, discipline, metadata: { note: ['shaft_1', 'SHAFT', 'x'][random(3)] ?? 'x' } };
    const kinds: (() => EventDraft[])[] = [
      () => [created('ASSET', pump, fields), updated('ASSET', pump, { ...pump, tag: `Q-${id}` }, fields)],
      () => [created('ASSET', pump, fields), deleted('ASSET', pump)],
      () => [created('CABLE', cable(`c-${id}`, { fromAssetId: tagged }), fields)],
      () => [created('EDGE', edge(`e-${id}`, tagged, 'other', { slot: id }), fields)],
      () => [created('PACKAGE', pack(`k-${id}`, { members: { [`ASSET:${tagged}`]: true } }), fields)],
      () => [created('FINDING', finding(`f-${id}`, tagged), fields)],
      () => [note({ eventType: 'RULE_SKIPPED', aggregateType: 'ASSET', aggregateId: tagged, ...fields })],
      () => [note({ eventType: 'RULE_SKIPPED', aggregateType: 'CABLE', aggregateId: `c-${id}`, ...fields })],
      () => [note({ eventType: 'RULE_EXECUTED', aggregateType: 'PACKAGE', ...fields })],
    ];
    drafts.push(...(kinds[random(kinds.length)]?.() ?? []));
  }
  return drafts;
}

type Event = WorkflowEvent;

/** The events that a filter finds, newest first, by looking at each of them. */
function naive(events: readonly Event[], filter: TimelineFilter, without?: Facet): Event[] {
  const ids = filter.asset === undefined ? null : sourcesOf(events, filter.asset);
  const { from, to, text } = filter;
  const low = from === undefined ? -Infinity : Date.parse(from);
  const high = to === undefined ? Infinity : Date.parse(to) + (to.length === 10 ? 86_399_999 : 0);
  const users = new Map(
    events.filter(({ sequenceNum }) => sequenceNum === 0).map((event) => [event.correlationId, event.userId]),
  );
  const is = (facet: Facet, wanted: unknown, value: unknown) =>
    wanted === undefined || facet === without || wanted === value;
  return events
    .filter(
      (event) =>
        (ids === null || ids.has(event.aggregateId)) &&
        is('ruleId', filter.ruleId, event.ruleId) &&
        is('discipline', filter.discipline, event.discipline) &&
        is('aggregateType', filter.aggregateType, event.aggregateType) &&
        is('userId', filter.userId, users.get(event.correlationId)) &&
        is('rolledBack', filter.rolledBack, event.isRolledBack) &&
        (filter.eventTypes === undefined ||
          without === 'eventType' ||
          filter.eventTypes.includes(event.eventType)) &&
        (filter.correlationId === undefined || filter.correlationId === event.correlationId) &&
        Date.parse(event.timestamp) >= low &&
        Date.parse(event.timestamp) <= high &&
        (text === undefined ||
          [event.payload, event.metadata].some((part) => holds(JSON.stringify(part), text))),
    )
    .toReversed();
}

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
const holds = (json: string, text: string): boolean =>
  lower(json).includes(lower(JSON.stringify(text).slice(1, -1)));

/** All that ever bore the tag, and the cables, edges, packages and findings that ever touched them. */
function sourcesOf(events: readonly Event[], tag: string): ReadonlySet<string> {
  const bearers = new Set(
    events
      .filter(({ payload: { after } }) => after?.['tag'] === tag && after['message'] === undefined)
      .map(({ aggregateId }) => aggregateId),
  );
  const touching = events.filter(
    ({ aggregateType, payload: { after } }) =>
      after !== null &&
      ['CABLE', 'EDGE', 'PACKAGE', 'FINDING'].includes(aggregateType) &&
      [...bearers].some((id) => {
        const ends = ['fromAssetId', 'toAssetId', 'sourceId', 'targetId', 'subjectId'].map(
          (field) => after[field],
        );
        return ends.includes(id) || Object.keys(after['members'] ?? {}).includes(`ASSET:${id}`);
      }),
  );
  return new Set([...bearers, ...touching.map(({ aggregateId }) => aggregateId)]);
}

function naiveFacet(events: readonly Event[], filter: TimelineFilter, facet: Facet): FacetCount[] {
  const counts = new Map<string, number>();
  for (const event of naive(events, filter, facet)) {
    const value = facet === 'rolledBack' ? (event.isRolledBack ? 'yes' : 'no') : event[facet];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const day = (days: number) => new Date(START + days * 86_400_000).toISOString();
const instant = fc.oneof(
  fc.nat(30).map((days) => day(days).slice(0, 10)),
  fc.nat(60).map((halves) => day(halves / 2)),
  fc.constant('2026-01-10T22:00:00+02:00'),
);

const filters: fc.Arbitrary<TimelineFilter> = fc
  .record(
    {
      asset: fc.constantFrom('P-1-2', 'P-2-0', 'P-3-1', 'Q-9-3', 'W-c-5-1', 'nothing'),
      ruleId: fc.constantFrom('motor', 'cable', 'none'),
      discipline: fc.constantFrom(...DISCIPLINES.slice(0, 4)),
      eventTypes: fc.subarray(EVENT_TYPES.slice(0, 22), { minLength: 1 }),
      aggregateType: fc.constantFrom(...AGGREGATE_TYPES),
      correlationId: fc.constantFrom('batch-3', 'batch-8', 'batch-20', 'none'),
      from: instant,
      to: instant,
      userId: fc.constantFrom('ada', 'bob', 'mallory'),
      text: fc.constantFrom('50%', 'a_b', 'axb', 'SHAFT', 'shaft_1', '"quoted"', 'Ω\\', '%', '_'),
      rolledBack: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .chain((filter) => fc.subarray(Object.entries(filter), { maxLength: 4 }))
  .map((entries) => Object.fromEntries(entries) as TimelineFilter);

describe('the timeline', () => {
  let database: WritableDatabase;
  let events: Event[];
  beforeAll(() => {
    database = filledLog();
    events = [...streamTimeline(database, {})];
  });

  test('without a filter streams the whole log, oldest first', () => {
    expect(events.length).toBeGreaterThan(300);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ isRolledBack }) => isRolledBack)).size).toBe(2);
  });

  test('finds, counts and pages what looking at each event finds, for any mix of filters', () => {
    fc.assert(
      fc.property(filters, fc.integer({ min: 10, max: 300 }), (filter, limit) => {
        const expected = naive(events, filter);
        const found: Event[] = [];
        let before: number | null = Number.MAX_SAFE_INTEGER;
        while (before !== null) {
          const page = queryTimeline(database, { ...filter, limit, before });
          expect(page.total).toBe(expected.length);
          expect(page.events.length).toBe(Math.min(limit, expected.length - found.length));
          found.push(...page.events);
          before = page.nextBefore;
        }
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect([...streamTimeline(database, filter)].map(({ id }) => id)).toEqual(
          expected.map(({ id }) => id).toReversed(),
        );
      }),
      { numRuns: 70 },
    );
  });

  test('counts each facet as if its own filter were not set', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { facets } = queryTimeline(database, { ...filter, limit: 1, facets: true });
        expect(facets).toEqual(
          Object.fromEntries(FACETS.map((facet) => [facet, naiveFacet(events, filter, facet)])),
        );
      }),
      { numRuns: 70 },
    );
  });

  test('leaves facets out where nobody asks for them', () => {
    expect(Object.keys(queryTimeline(database, { limit: 1 }))).toEqual(['events', 'nextBefore', 'total']);
  });

  test('takes an end before the beginning as nothing', () => {
    const filter = { from: '2026-02-01', to: '2026-01-01', ruleId: 'motor' };
    expect(queryTimeline(database, { ...filter, limit: 5 })).toEqual({
      events: [],
      nextBefore: null,
      total: 0,
    });
  });

  test('gives events by position, batch and entity', () => {
    const [first, second] = [events[9], events[3]];
    expect(eventsAt(database, [10, 999_999, 4])).toEqual([first, second]);
    const inBatch = events.filter(({ correlationId }) => correlationId === 'batch-8');
    expect([...eventsOfBatch(database, 'batch-8')]).toEqual(inBatch);
    const id = inBatch[1]?.aggregateId ?? '';
    const ofEntity = events.filter(({ aggregateId }) => aggregateId === id);
    expect(eventsOfEntity(database, id)).toEqual(ofEntity);
    expect(eventsOfEntities(database, [id, PROJECT.id])).toEqual(
      events.filter(({ aggregateId }) => aggregateId === id || aggregateId === PROJECT.id),
    );
  });
});
