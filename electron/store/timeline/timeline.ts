import type { WorkflowEvent } from '../../../shared/model/events.ts';
import type {
  Facets,
  TimelineFilter,
  TimelinePage,
  TimelineRequest,
} from '../../../shared/model/timeline.ts';
import { readTransaction, type ReadableDatabase } from '../database.ts';
import { eventsAt } from '../event-query.ts';
import { resolveFilter } from './conditions.ts';
import { countEvents, countFacets } from './counts.ts';
import { pagePositions } from './page.ts';

/** A page of the log by any mix of filters, newest first, with the total and, if asked for, the facets. */
export function queryTimeline(database: ReadableDatabase, request: TimelineRequest): TimelinePage {
  return readTransaction(database, () => {
    const { facets, limit, before, ...filter } = request;
    const resolved = resolveFilter(database, filter);
    const positions = pagePositions(database, resolved, (before ?? Number.MAX_SAFE_INTEGER) - 1, limit + 1);
    const page = positions.slice(0, limit);
    return {
      events: eventsAt(database, page),
      nextBefore: positions.length > limit ? (page.at(-1) ?? null) : null,
      total: countEvents(database, resolved),
      ...(facets === true ? { facets: countFacets(database, resolved) as Facets } : {}),
    };
  });
}

/** How many events are read at a time when all of a filter are wanted. */
const CHUNK = 1_000;

/** All events of a filter, oldest first, read in chunks. */
export function* streamTimeline(
  database: ReadableDatabase,
  filter: TimelineFilter,
): Generator<WorkflowEvent> {
  const resolved = resolveFilter(database, filter);
  let all: number[] = [];
  for (let last = resolved.last; ; ) {
    const positions = pagePositions(database, resolved, last, CHUNK * 100);
    all = all.concat(positions);
    const lowest = positions.at(-1);
    if (lowest === undefined || positions.length < CHUNK * 100) break;
    last = lowest - 1;
  }
  const ascending = all.toReversed();
  for (let start = 0; start < ascending.length; start += CHUNK) {
    yield* eventsAt(database, ascending.slice(start, start + CHUNK));
  }
}

/** How many events a filter finds. */
export function countTimeline(database: ReadableDatabase, filter: TimelineFilter): number {
  return readTransaction(database, () => countEvents(database, resolveFilter(database, filter)));
}
