import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { readHead } from '../append.ts';
import type { ReadableDatabase } from '../database.ts';

/**
 * The positions between two instants, both inclusive. Times never go back along the log, so they are found by
 * bisection over the primary key; no index on time is needed.
 */
export function positionRange(
  database: ReadableDatabase,
  { from, to }: TimelineFilter,
): { first: number; last: number } {
  const { position: end } = readHead(database);
  const first = from === undefined ? 1 : firstNotBefore(database, end, startOf(from));
  const last = to === undefined ? end : firstNotBefore(database, end, startAfter(to)) - 1;
  return { first, last };
}

const isDate = (instant: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(instant);

const startOf = (instant: string): string => new Date(instant).toISOString();

/** The first millisecond that does not belong to an instant or a date any more. */
function startAfter(instant: string): string {
  const day = 86_400_000;
  return new Date(new Date(instant).getTime() + (isDate(instant) ? day : 1)).toISOString();
}

function firstNotBefore(database: ReadableDatabase, end: number, timestamp: string): number {
  const at = database.prepare<[number], { timestamp: string }>(
    'SELECT timestamp FROM workflow_events WHERE position = ?',
  );
  let low = 1;
  let high = end + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((at.get(middle)?.timestamp ?? '') < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
