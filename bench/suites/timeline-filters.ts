import type { EventType } from '../../shared/model/events.ts';
import { DISCIPLINES } from '../../shared/model/terms.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import type { ReadableDatabase } from '../../electron/store/database.ts';
import { seeded, type Random } from '../plant/random.ts';
import { USERS } from '../project/build.ts';
import { THIRTY_RULES } from '../project/thirty-rules.ts';

const COUNT = 200;
const SEED = 200;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** One way to narrow the timeline. */
type Part = (random: Random, known: Known) => TimelineFilter;

/** What of the project filters name. */
interface Known {
  readonly tags: readonly [string, ...string[]];
  /** Batches of many events and of few. */
  readonly batches: readonly [string, ...string[]];
}

/**
 * The fixed mix: every filter but text, alone (two of each) and two to four at a time, with values that the
 * project has. The same project gives the same filters.
 */
export function timelineFilters(database: ReadableDatabase): TimelineFilter[] {
  const random = seeded(SEED);
  const known = { tags: someTags(database), batches: someBatches(database) };
  return Array.from({ length: COUNT }, (_, index) => {
    if (index < PARTS.length * 2) return partAt(index)(random, known);
    const size = 2 + (index % 3);
    return Object.assign({}, ...partsFrom(random, size).map((part) => part(random, known))) as TimelineFilter;
  });
}

const EVENT_TYPES: readonly [readonly EventType[], ...(readonly EventType[])[]] = [
  ['ASSET_CREATED'],
  ['ASSET_UPDATED'],
  ['ASSET_DELETED', 'RELATIONSHIP_DELETED'],
  ['CABLE_CREATED'],
  ['RELATIONSHIP_CREATED', 'ASSET_CREATED', 'CABLE_CREATED'],
  ['BATCH_STARTED', 'BATCH_COMPLETED'],
  ['RULE_SKIPPED'],
];

const PARTS: readonly [Part, ...Part[]] = [
  (random, { tags }) => ({ asset: random.pick(tags) }),
  (random) => ({ ruleId: random.pick(THIRTY_RULES).ruleId }),
  (random) => ({
    discipline: random.pick(DISCIPLINES),
  }),
  (random) => ({ eventTypes: [...random.pick(EVENT_TYPES)] }),
  (random) => ({ aggregateType: random.pick(['ASSET', 'ASSET', 'EDGE', 'CABLE', 'BATCH', 'RULE']) }),
  (random, { batches }) => ({ correlationId: random.pick(batches) }),
  (random) => ({ from: day(random.whole(0, 350)) }),
  (random) => ({ to: day(random.whole(15, 365)) }),
  (random) => between(random.whole(0, 330), random.whole(1, 60)),
  (random) => ({ userId: random.pick(USERS) }),
  (random) => ({ rolledBack: random.chance(0.5) }),
];

const partAt = (index: number): Part => PARTS[index % PARTS.length] ?? PARTS[0];

function partsFrom(random: Random, size: number): Part[] {
  const parts = new Set<Part>();
  while (parts.size < size) parts.add(random.pick(PARTS));
  return [...parts];
}

const day = (number: number): string => new Date(FIRST_DAY + number * DAY_MS).toISOString().slice(0, 10);

const between = (first: number, days: number): TimelineFilter => ({
  from: day(first),
  to: day(first + days),
});

function someTags(database: ReadableDatabase): [string, ...string[]] {
  const tags = database.prepare<[], string>('SELECT tag FROM assets ORDER BY tag_key').pluck().all();
  const [first = '', ...others] = tags.filter((_, index) => index % 997 === 0);
  return [first, ...others];
}

function someBatches(database: ReadableDatabase): [string, ...string[]] {
  const bySize = database
    .prepare<[], string>('SELECT correlation_id FROM batches ORDER BY changes DESC, started_position')
    .pluck()
    .all();
  const [first = '', ...others] = bySize.filter((_, index) => index < 20 || index % 50 === 0);
  return [first, ...others];
}
