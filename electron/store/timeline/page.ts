import type { ReadableDatabase } from '../database.ts';
import { eventConditions, groupConditions, needsEvents, where, type ResolvedFilter } from './conditions.ts';

/** The positions of a page, newest first: those of the filter at or below `last`, at most `count`. */
export function pagePositions(
  database: ReadableDatabase,
  resolved: ResolvedFilter,
  last: number,
  count: number,
): number[] {
  const end = Math.min(last, resolved.last);
  if (needsEvents(resolved)) return fromEvents(database, resolved, end, count);
  const conditions = groupConditions(resolved.filter, 'e.rule_id');
  return conditions.length === 0
    ? run(resolved.first, end, count)
    : fromGroups(database, resolved, end, count);
}

/** Positions are contiguous: without a filter the page is known without asking. */
function run(first: number, last: number, count: number): number[] {
  const length = Math.max(0, Math.min(count, last - first + 1));
  return Array.from({ length }, (_, index) => last - index);
}

function fromEvents(
  database: ReadableDatabase,
  resolved: ResolvedFilter,
  end: number,
  count: number,
): number[] {
  const conditions = [
    ...eventConditions(resolved),
    ...groupConditions(resolved.filter, 'e.rule_id'),
    { sql: 'e.position BETWEEN ? AND ?', values: [resolved.first, end] },
  ];
  const { sql, values } = where(conditions);
  return database
    .prepare<unknown[], number>(
      `SELECT e.position FROM workflow_events e CROSS JOIN batches b USING (correlation_id) ${sql} ORDER BY e.position DESC LIMIT ?`,
    )
    .pluck()
    .all(...values, count);
}

interface GroupRow {
  readonly correlation_id: string;
  readonly event_type: string;
  readonly rule_id: string;
  readonly discipline: string;
  readonly aggregate_type: string;
  readonly last_position: number;
}

/**
 * Walks the groups that match, newest first, and takes the newest positions of each from the index of its
 * events, until no further group can reach into the page.
 */
function fromGroups(
  database: ReadableDatabase,
  resolved: ResolvedFilter,
  end: number,
  count: number,
): number[] {
  const { sql, values } = where([
    ...groupConditions(resolved.filter, 'e.rule_id'),
    { sql: 'e.last_position >= ? AND e.first_position <= ?', values: [resolved.first, end] },
  ]);
  const groups = database.prepare<unknown[], GroupRow>(
    `SELECT e.correlation_id, e.event_type, e.rule_id, e.discipline, e.aggregate_type, e.last_position
     FROM event_groups e INDEXED BY event_groups_last CROSS JOIN batches b USING (correlation_id) ${sql}
     ORDER BY e.last_position DESC`,
  );
  const postings = database
    .prepare<unknown[], number>(
      `SELECT position FROM workflow_events INDEXED BY workflow_events_group
       WHERE correlation_id = ? AND event_type = ? AND rule_id IS ? AND discipline = ? AND position BETWEEN ? AND ?
         AND (? NOT IN ('RULE_EXECUTED', 'RULE_SKIPPED', 'RULE_ERROR') OR aggregate_type = ?)
       ORDER BY position DESC LIMIT ?`,
    )
    .pluck();
  let page: number[] = [];
  for (const group of groups.iterate(...values)) {
    const lowest = page[count - 1];
    if (lowest !== undefined && group.last_position < lowest) break;
    const { correlation_id, event_type, rule_id, discipline, aggregate_type } = group;
    const found = postings.all(
      correlation_id,
      event_type,
      rule_id === '' ? null : rule_id,
      discipline,
      Math.max(resolved.first, lowest ?? 0),
      end,
      event_type,
      aggregate_type,
      count,
    );
    page = merge(page, found, count);
  }
  return page;
}

function merge(page: readonly number[], found: readonly number[], count: number): number[] {
  if (found.length === 0) return page.slice();
  return [...page, ...found].toSorted((a, b) => b - a).slice(0, count);
}
