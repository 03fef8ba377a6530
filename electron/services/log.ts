import { SynapseError } from '../../shared/errors.ts';
import type { Batch } from '../../shared/model/batch.ts';
import type { TimelinePage, TimelineRequest } from '../../shared/model/timeline.ts';
import { findBatch, listBatches, type BatchWithSummary } from '../store/batch-query.ts';
import { queryTimeline } from '../store/timeline/timeline.ts';
import type { ReadingProject } from './project.ts';

/** A page of the log by any mix of filters, newest first. */
export const timelineOf = ({ database }: ReadingProject, request: TimelineRequest): TimelinePage =>
  queryTimeline(database, request);

/** All batches of a project, newest first. */
export const batchesOf = (project: ReadingProject): Batch[] =>
  listBatches(project.database, project.isHeld());

/**
 * One batch with its summary.
 * @throws SynapseError BATCH_NOT_FOUND
 */
export function batchOf(project: ReadingProject, correlationId: string): BatchWithSummary {
  const found = findBatch(project.database, correlationId, project.isHeld());
  if (found !== null) return found;
  throw new SynapseError(
    'BATCH_NOT_FOUND',
    `No batch "${correlationId}" exists. List the batches to find it.`,
    { correlationId },
  );
}
