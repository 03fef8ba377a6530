import type { Facet, FacetCount, Facets } from '../../../shared/model/timeline.ts';
import { FACETS } from '../../../shared/model/timeline.ts';
import type { ReadableDatabase } from '../database.ts';
import {
  eventConditions,
  groupConditions,
  needsEvents,
  where,
  type Condition,
  type ResolvedFilter,
} from './conditions.ts';

/** Kinds of event that can belong to different kinds of entity while all else of their group is the same. */
const MIXED_EVENT_TYPES = "('RULE_EXECUTED', 'RULE_SKIPPED', 'RULE_ERROR')";

/** How many values of a facet are listed. */
const MOST_VALUES = 200;

/** How many events a filter finds. */
export function countEvents(database: ReadableDatabase, resolved: ResolvedFilter): number {
  const source = sourceOf(resolved, groupConditions(resolved.filter, ruleColumn(resolved)));
  const row = database
    .prepare<unknown[], { total: number | null }>(`SELECT sum(events) AS total FROM (${source.sql})`)
    .get(...source.values);
  return row?.total ?? 0;
}

/** The values of each facet with their counts, most frequent first; a facet's own filter does not narrow it. */
export function countFacets(
  database: ReadableDatabase,
  resolved: ResolvedFilter,
  facets: readonly Facet[] = FACETS,
): Partial<Facets> {
  const found = needsEvents(resolved) ? foundGroups(database, resolved) : null;
  return Object.fromEntries(facets.map((facet) => [facet, countFacet(database, resolved, facet, found)]));
}

const FACET_COLUMNS: Readonly<Record<Facet, string>> = {
  ruleId: 'rule_id',
  discipline: 'discipline',
  eventType: 'event_type',
  aggregateType: 'aggregate_type',
  userId: 'user_id',
  rolledBack: "iif(status = 'ROLLED_BACK', 'yes', 'no')",
};

function countFacet(
  database: ReadableDatabase,
  resolved: ResolvedFilter,
  facet: Facet,
  found: string | null,
): FacetCount[] {
  const conditions = groupConditions(resolved.filter, ruleColumn(resolved), facet);
  const source = found === null ? fromGroups(resolved, conditions) : fromFound(found, conditions);
  const column = FACET_COLUMNS[facet];
  return database
    .prepare<unknown[], FacetCount>(
      `SELECT ${column} AS value, sum(events) AS count FROM (${source.sql})
       GROUP BY 1 HAVING value <> '' AND count > 0 ORDER BY 2 DESC, 1 LIMIT ${MOST_VALUES}`,
    )
    .all(...source.values);
}

export const ruleColumn = (resolved: ResolvedFilter): string =>
  needsEvents(resolved) ? "coalesce(e.rule_id, '')" : 'e.rule_id';

/** Groups of events with their counts: from the kept counts, or counted from the events themselves. */
export function sourceOf(resolved: ResolvedFilter, conditions: readonly Condition[]): Condition {
  return needsEvents(resolved) ? fromEvents(resolved, conditions) : fromGroups(resolved, conditions);
}

function fromEvents(resolved: ResolvedFilter, conditions: readonly Condition[]): Condition {
  const all = where([...eventConditions(resolved), ...conditions, positions(resolved)]);
  return {
    sql: `SELECT coalesce(e.rule_id, '') AS rule_id, e.discipline, e.event_type, e.aggregate_type, b.user_id, b.status, e.correlation_id,
        count(*) AS events
      FROM workflow_events e JOIN batches b USING (correlation_id) ${all.sql} GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    values: all.values,
  };
}

/** The groups of the events that only a look at each event finds, as JSON: the log is searched once for all facets. */
function foundGroups(database: ReadableDatabase, resolved: ResolvedFilter): string {
  const source = fromEvents(resolved, []);
  return JSON.stringify(
    database
      .prepare<unknown[], unknown[]>(
        `SELECT rule_id, discipline, event_type, aggregate_type, correlation_id, events FROM (${source.sql})`,
      )
      .raw(true)
      .all(...source.values),
  );
}

function fromFound(found: string, conditions: readonly Condition[]): Condition {
  const all = where(conditions);
  return {
    sql: `SELECT e.rule_id, e.discipline, e.event_type, e.aggregate_type, b.user_id, b.status, e.events
      FROM (SELECT value ->> 0 AS rule_id, value ->> 1 AS discipline, value ->> 2 AS event_type,
          value ->> 3 AS aggregate_type, value ->> 4 AS correlation_id, value ->> 5 AS events FROM json_each(?)) e
        JOIN batches b USING (correlation_id) ${all.sql}`,
    values: [found, ...all.values],
  };
}

const positions = ({ first, last }: ResolvedFilter): Condition => ({
  sql: 'e.position BETWEEN ? AND ?',
  values: [first, last],
});

/** A group that reaches over the edge of the range is counted over its index; the others have their count. */
function fromGroups({ first, last }: ResolvedFilter, conditions: readonly Condition[]): Condition {
  const all = where([
    ...conditions,
    { sql: 'e.last_position >= ? AND e.first_position <= ?', values: [first, last] },
  ]);
  return {
    sql: `SELECT e.rule_id, e.discipline, e.event_type, e.aggregate_type, b.user_id, b.status, e.correlation_id,
        e.first_position, e.last_position,
        iif(e.first_position >= ? AND e.last_position <= ?, e.events,
          (SELECT count(*) FROM workflow_events w INDEXED BY workflow_events_group
           WHERE w.correlation_id = e.correlation_id AND w.event_type = e.event_type
             AND w.rule_id IS nullif(e.rule_id, '') AND w.discipline = e.discipline AND w.position BETWEEN ? AND ?
             AND (e.event_type NOT IN ${MIXED_EVENT_TYPES} OR w.aggregate_type = e.aggregate_type))) AS events
      FROM event_groups e JOIN batches b USING (correlation_id) ${all.sql}`,
    values: [first, last, first, last, ...all.values],
  };
}
