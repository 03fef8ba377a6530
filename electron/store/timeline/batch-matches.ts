import type { BatchRow } from '../base.ts';
import type { ReadableDatabase } from '../database.ts';
import { groupConditions, type ResolvedFilter } from './conditions.ts';
import { ruleColumn, sourceOf } from './counts.ts';

/** How many events a filter finds in each batch that holds any. */
export function matchesByBatch(database: ReadableDatabase, resolved: ResolvedFilter): Map<string, number> {
  const source = sourceOf(resolved, groupConditions(resolved.filter, ruleColumn(resolved)));
  const rows = database
    .prepare<unknown[], [string, number]>(
      `SELECT correlation_id, sum(events) AS matching FROM (${source.sql}) GROUP BY 1 HAVING matching > 0`,
    )
    .raw(true)
    .all(...source.values);
  return new Map(rows);
}

/** The batches that started before a position, newest first. */
export function batchesBefore(database: ReadableDatabase, before: number): IterableIterator<BatchRow> {
  return database
    .prepare<[number], BatchRow>(
      'SELECT * FROM batches WHERE started_position < ? ORDER BY started_position DESC',
    )
    .iterate(before);
}

export interface RuleEvents {
  readonly ruleId: string;
  readonly eventType: string;
  readonly events: number;
}

/** How many events of each rule and type a filter finds; the rule is the empty text where there is none. */
export function matchesByRule(database: ReadableDatabase, resolved: ResolvedFilter): RuleEvents[] {
  const source = sourceOf(resolved, groupConditions(resolved.filter, ruleColumn(resolved)));
  return database
    .prepare<unknown[], RuleEvents>(
      `SELECT rule_id AS ruleId, event_type AS eventType, sum(events) AS events FROM (${source.sql})
       GROUP BY 1, 2 HAVING events > 0`,
    )
    .all(...source.values);
}

/** A group of events, or what of it lies in the range that was asked for. */
export interface GroupSpan {
  readonly first: number;
  readonly last: number;
  readonly events: number;
}

/** Where the events lie that a filter finds by their sort alone. */
export function matchSpans(database: ReadableDatabase, resolved: ResolvedFilter): GroupSpan[] {
  const source = sourceOf(resolved, groupConditions(resolved.filter, ruleColumn(resolved)));
  return database
    .prepare<unknown[], GroupSpan>(
      `SELECT first_position AS first, last_position AS last, events FROM (${source.sql}) WHERE events > 0`,
    )
    .all(...source.values);
}
