import type { Histogram } from '../../../shared/contract/timelines.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { readTransaction, type ReadableDatabase } from '../../store/database.ts';
import { matchSpans, type GroupSpan } from '../../store/timeline/batch-matches.ts';
import { needsEvents, resolveFilter, type ResolvedFilter } from '../../store/timeline/conditions.ts';
import { pagePositions } from '../../store/timeline/page.ts';
import { positionRange } from '../../store/timeline/position-range.ts';
import type { ReadingProject } from '../project.ts';

/**
 * Events of a filter over time. The edges of the buckets are found as positions of the log, so that the
 * events of a bucket need not be looked at: a group of events that reaches over an edge is shared between
 * both sides by position; without a filter the counts are exact.
 */
export function histogramOf(
  { database }: ReadingProject,
  filter: TimelineFilter,
  buckets: number,
): Histogram {
  return readTransaction(database, () => {
    const resolved = resolveFilter(database, filter);
    const frame = timeFrame(database, filter, resolved);
    if (frame === null) return { from: null, to: null, counts: [] };
    const edges = bucketEdges(database, frame, buckets);
    return {
      from: new Date(frame.from).toISOString(),
      to: new Date(frame.to).toISOString(),
      counts: countBySpan(spansOf(database, resolved), edges).map(Math.round),
    };
  });
}

interface TimeFrame {
  /** In milliseconds since 1970. */
  readonly from: number;
  /** Not part of it any more. */
  readonly to: number;
}

const DAY_MS = 86_400_000;

/** From the filter's range, otherwise from the first to the last event that may match. */
function timeFrame(
  database: ReadableDatabase,
  { from, to }: TimelineFilter,
  { first, last }: ResolvedFilter,
): TimeFrame | null {
  const timeAt = database
    .prepare<[number], string>('SELECT timestamp FROM workflow_events WHERE position = ?')
    .pluck();
  const start = from ?? timeAt.get(first);
  const end = to === undefined ? timeAt.get(last) : to;
  if (start === undefined || end === undefined) return null;
  const begins = new Date(start).getTime();
  const ends = new Date(end).getTime() + (to?.length === 'YYYY-MM-DD'.length ? DAY_MS : 1);
  return { from: begins, to: Math.max(ends, begins + 1) };
}

/** The first position of each bucket, and last the one after all. */
function bucketEdges(database: ReadableDatabase, { from, to }: TimeFrame, buckets: number): number[] {
  const edge = (index: number): number => {
    const at = new Date(Math.ceil(from + ((to - from) * index) / buckets)).toISOString();
    return positionRange(database, { from: at }).first;
  };
  return Array.from({ length: buckets + 1 }, (_, index) => edge(index));
}

/** What only an event can answer is asked of the events; then each is a span of its own. */
function spansOf(database: ReadableDatabase, resolved: ResolvedFilter): readonly GroupSpan[] {
  const { filter, first, last } = resolved;
  if (needsEvents(resolved)) {
    return pagePositions(database, resolved, last, Number.MAX_SAFE_INTEGER).map((position) => ({
      first: position,
      last: position,
      events: 1,
    }));
  }
  const { from: _from, to: _to, ...rest } = filter;
  if (Object.keys(rest).length === 0) return [{ first, last, events: Math.max(0, last - first + 1) }];
  return matchSpans(database, resolved).map((span) => ({
    first: Math.max(span.first, first),
    last: Math.min(span.last, last),
    events: span.events,
  }));
}

function countBySpan(spans: readonly GroupSpan[], edges: readonly number[]): number[] {
  const counts = edges.slice(1).map(() => 0);
  for (const { first, last, events } of spans) {
    const perPosition = events / (last - first + 1);
    for (let bucket = bucketOf(edges, first); bucket < counts.length; bucket += 1) {
      const begins = Math.max(first, edges[bucket] ?? 0);
      const ends = Math.min(last + 1, edges[bucket + 1] ?? 0);
      if (begins > last) break;
      if (ends > begins) counts[bucket] = (counts[bucket] ?? 0) + (ends - begins) * perPosition;
    }
  }
  return counts;
}

/** The last bucket that begins at or before a position. */
function bucketOf(edges: readonly number[], position: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
