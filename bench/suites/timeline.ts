import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { readTransaction, type ReadableDatabase } from '../../electron/store/database.ts';
import { eventsAt } from '../../electron/store/event-query.ts';
import { openReadableProject } from '../../electron/store/project-file.ts';
import { resolveFilter } from '../../electron/store/timeline/conditions.ts';
import { countEvents, countFacets } from '../../electron/store/timeline/counts.ts';
import { pagePositions } from '../../electron/store/timeline/page.ts';
import { collectGarbage, stopwatch, type SuiteContext } from '../measure.ts';
import { measuredAtMost, type BenchRow, type Requirement } from '../report/row.ts';
import { figure, percentile, type Statistic } from '../report/statistics.ts';
import { timelineFilters } from './timeline-filters.ts';

const PAGE = 50;
const FOLLOWING_PAGES = 4;
const THREE_FACETS = ['ruleId', 'discipline', 'userId'] as const;
const RUNS = 3;
const TEXTS = [
  'pump',
  '112-P-1010',
  'located_in',
  'no MCC stands',
  'XLPE',
  'as built',
  'nowhere to be found',
];

/** The timeline of the full project by a fixed mix of filters: 95th percentiles over the filters. */
export function timelineSuite({ projectPath, statistic }: SuiteContext): BenchRow[] {
  const project = openReadableProject(projectPath);
  const { database } = project;
  try {
    const filters = timelineFilters(database);
    const times = new Map<Measure, number[]>();
    for (const measure of MEASURES) times.set(measure, measureAll(database, filters, measure, statistic));
    const texts = TEXTS.map((text) => ({ text }));
    return [
      ...MEASURES.map((measure) => row(measure.name, times.get(measure) ?? [], measure.required)),
      row('text search, first page p95', measureAll(database, texts, firstPage, statistic), null),
    ];
  } finally {
    project.close();
  }
}

interface Measure {
  readonly name: string;
  readonly required: Requirement | null;
  /** Answers for one filter, each timed in milliseconds. */
  run(database: ReadableDatabase, filter: TimelineFilter): number[];
}

const firstPage: Measure = {
  name: 'first page p95',
  required: measuredAtMost(50),
  run: (database, filter) => [readPage(database, filter, Number.MAX_SAFE_INTEGER).ms],
};

const followingPages: Measure = {
  name: 'following page p95',
  required: measuredAtMost(5),
  run: (database, filter) => {
    const times: number[] = [];
    let { last } = readPage(database, filter, Number.MAX_SAFE_INTEGER);
    while (last !== null && times.length < FOLLOWING_PAGES) {
      const page = readPage(database, filter, last - 1);
      times.push(page.ms);
      last = page.last;
    }
    return times;
  },
};

const totals: Measure = {
  name: 'total p95',
  required: measuredAtMost(50),
  run: (database, filter) => [ask(database, () => countEvents(database, resolveFilter(database, filter))).ms],
};

const facets: Measure = {
  name: 'three facets p95',
  required: measuredAtMost(150),
  run: (database, filter) => [
    ask(database, () => countFacets(database, resolveFilter(database, filter), THREE_FACETS)).ms,
  ],
};

const MEASURES = [firstPage, followingPages, totals, facets] as const;

/** A page with its events from a position downwards; `last` is where the next one goes on, null at the end. */
function readPage(database: ReadableDatabase, filter: TimelineFilter, from: number) {
  const { ms, value: events } = ask(database, () => {
    const positions = pagePositions(database, resolveFilter(database, filter), from, PAGE + 1);
    return { rows: eventsAt(database, positions.slice(0, PAGE)), more: positions.length > PAGE };
  });
  return { ms, last: events.more ? (events.rows.at(-1)?.position ?? null) : null };
}

function ask<T>(database: ReadableDatabase, question: () => T): { ms: number; value: T } {
  const elapsed = stopwatch();
  const value = readTransaction(database, question);
  return { ms: elapsed(), value };
}

/** The figure of each answer over several rounds through all filters, after a round that warms up. */
function measureAll(
  database: ReadableDatabase,
  filters: readonly TimelineFilter[],
  measure: Measure,
  statistic: Statistic,
): number[] {
  const rounds: number[][] = [];
  for (let round = 0; round <= RUNS; round += 1) {
    collectGarbage();
    const times = filters.flatMap((filter) => measure.run(database, filter));
    if (round > 0) rounds.push(times);
  }
  return (rounds[0] ?? []).map((_, index) =>
    figure(
      rounds.flatMap((times) => times[index] ?? []),
      statistic,
    ),
  );
}

function row(name: string, times: readonly number[], required: Requirement | null): BenchRow {
  const measured = { value: percentile(times, 0.95), unit: 'ms' } as const;
  return { suite: 'timeline', name, measured, peer: null, ratio: null, required, runs: times };
}
