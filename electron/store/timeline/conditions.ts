import type { Facet, TimelineFilter } from '../../../shared/model/timeline.ts';
import type { ReadableDatabase } from '../database.ts';
import { assetEventSources } from '../entity-lookup.ts';
import { positionRange } from './position-range.ts';

/** SQL text and the values for its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/** A filter with its dates turned into positions and its asset into the ids whose events count. */
export interface ResolvedFilter {
  readonly filter: TimelineFilter;
  readonly first: number;
  readonly last: number;
  /** JSON array of aggregate ids, or null where no asset is asked for. */
  readonly aggregateIds: string | null;
}

export function resolveFilter(database: ReadableDatabase, filter: TimelineFilter): ResolvedFilter {
  const aggregateIds =
    filter.asset === undefined ? null : JSON.stringify(assetEventSources(database, filter.asset));
  return { filter, ...positionRange(database, filter), aggregateIds };
}

/** What a filter asks of an event's sort and batch; `e` is the event or group, `b` its batch. */
export function groupConditions(filter: TimelineFilter, ruleColumn: string, without?: Facet): Condition[] {
  const { ruleId, discipline, eventTypes, aggregateType, correlationId, userId, rolledBack } = filter;
  const conditions: Condition[] = [];
  const add = (facet: Facet | null, sql: string, ...values: string[]) => {
    if (facet === null || facet !== without) conditions.push({ sql, values });
  };
  if (ruleId !== undefined) add('ruleId', `${ruleColumn} = ?`, ruleId);
  if (discipline !== undefined) add('discipline', 'e.discipline = ?', discipline);
  if (aggregateType !== undefined) add('aggregateType', 'e.aggregate_type = ?', aggregateType);
  if (eventTypes !== undefined) {
    add('eventType', `e.event_type IN (${eventTypes.map(() => '?').join(', ')})`, ...eventTypes);
  }
  if (correlationId !== undefined) add(null, 'e.correlation_id = ?', correlationId);
  if (userId !== undefined) add('userId', 'b.user_id = ?', userId);
  if (rolledBack !== undefined) {
    add('rolledBack', rolledBack ? "b.status = 'ROLLED_BACK'" : "b.status <> 'ROLLED_BACK'");
  }
  return conditions;
}

/** What only an event itself can answer: its asset and its text. */
export function eventConditions({ filter, aggregateIds }: ResolvedFilter): Condition[] {
  const conditions: Condition[] = [];
  if (aggregateIds !== null) {
    conditions.push({ sql: 'e.aggregate_id IN (SELECT value FROM json_each(?))', values: [aggregateIds] });
  }
  if (filter.text !== undefined) {
    const like = `%${asStored(filter.text).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    conditions.push({
      sql: "(e.payload LIKE ? ESCAPE '\\' OR e.metadata LIKE ? ESCAPE '\\')",
      values: [like, like],
    });
  }
  return conditions;
}

/** A text as it stands inside JSON: quotes, backslashes and line breaks escaped. */
const asStored = (text: string): string => JSON.stringify(text).slice(1, -1);

/** True where the answer needs each event looked at, not only the counts of their groups. */
export const needsEvents = ({ filter, aggregateIds }: ResolvedFilter): boolean =>
  aggregateIds !== null || filter.text !== undefined;

export function where(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}
