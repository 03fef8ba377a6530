import type { BatchLine, BatchPage } from '../../../shared/contract/timelines.ts';
import { SynapseError } from '../../../shared/errors.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { batchOf, storedBatch, type BatchRow } from '../../store/base.ts';
import { counterpartLookup } from '../../store/batch-links.ts';
import { viewOf } from '../../store/batch-query.ts';
import { readTransaction, type ReadableDatabase } from '../../store/database.ts';
import type { BatchRecord } from '../../store/projection/batch-record.ts';
import { batchesBefore, matchesByBatch } from '../../store/timeline/batch-matches.ts';
import { resolveFilter } from '../../store/timeline/conditions.ts';
import type { ReadingProject } from '../project.ts';

export interface BatchPageRequest {
  readonly filter: TimelineFilter;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** A page of the batches that hold an event of a filter, newest first. */
export function batchPage(project: ReadingProject, { filter, before, limit }: BatchPageRequest): BatchPage {
  const { database } = project;
  const isHeld = project.isHeld();
  return readTransaction(database, () => {
    const matches = matchesByBatch(database, resolveFilter(database, filter));
    const lineOf = batchLines(database, isHeld);
    const rows = newestOf(batchesBefore(database, before ?? Number.MAX_SAFE_INTEGER), matches, limit + 1);
    const batches = rows
      .slice(0, limit)
      .map((row) => lineOf(batchOf(row), matches.get(row.correlation_id) ?? 0));
    const nextBefore = rows.length > limit ? (batches.at(-1)?.startedPosition ?? null) : null;
    return { batches, nextBefore, total: matches.size };
  });
}

/**
 * One batch; all of its events match.
 * @throws SynapseError BATCH_NOT_FOUND
 */
export function batchLine(project: ReadingProject, correlationId: string): BatchLine {
  const { database } = project;
  const isHeld = project.isHeld();
  return readTransaction(database, () => {
    const record = storedBatch(database, correlationId);
    if (record !== null) return batchLines(database, isHeld)(record, null);
    throw new SynapseError('BATCH_NOT_FOUND', `No batch "${correlationId}" exists in this project.`, {
      correlationId,
    });
  });
}

/** Makes lines of batches. `matching` null: all events of the batch. */
export function batchLines(
  database: ReadableDatabase,
  isHeld: boolean,
): (record: BatchRecord, matching: number | null) => BatchLine {
  const counterpart = counterpartLookup(database);
  const last = database.prepare<[], number>('SELECT max(started_position) FROM batches').pluck().get();
  return (record, matching) => ({
    ...viewOf(record, isHeld && record.startedPosition === last),
    startedPosition: record.startedPosition,
    lastPosition: record.lastPosition,
    matching: matching ?? record.counts.events,
    counterpart: counterpart(record),
  });
}

function newestOf(rows: Iterable<BatchRow>, matches: ReadonlyMap<string, number>, count: number): BatchRow[] {
  const found: BatchRow[] = [];
  for (const row of rows) {
    if (!matches.has(row.correlation_id)) continue;
    found.push(row);
    if (found.length === count) break;
  }
  return found;
}
