import { SynapseError, toErrorReport } from '../../shared/errors.ts';
import type { EventDraft } from '../../shared/model/events.ts';
import type { BatchStart, CommitOptions, CommitResult, RunningBatch } from '../store/event-store.ts';
import type { WritingProject } from './project.ts';

/** Asked now and then during long work; true stops it, and nothing is applied. */
export type ShouldCancel = () => boolean;

/**
 * Runs one batch: records its start, then applies all of its events or, where that fails or is cancelled,
 * records that instead.
 * @throws SynapseError EXECUTION_IN_PROGRESS while another batch of this project runs; whatever stopped the batch
 */
export function runBatch(
  project: WritingProject,
  start: Omit<BatchStart, 'userId'>,
  drafts: (batch: RunningBatch) => Iterable<EventDraft>,
  options: CommitOptions = {},
): CommitResult {
  expectIdle(project);
  const batch = project.store.start({ ...start, userId: project.userId });
  project.running = batch.correlationId;
  try {
    return project.store.commit(batch, drafts(batch), options);
  } catch (error) {
    recordEnd(project, batch, error);
    throw error;
  } finally {
    project.running = null;
  }
}

export function expectIdle(project: WritingProject): void {
  if (project.running === null) return;
  throw new SynapseError(
    'EXECUTION_IN_PROGRESS',
    'Another batch is running in this project. Wait until it ends.',
    {
      correlationId: project.running,
    },
  );
}

/** A full disk may refuse even this; then the batch shows as interrupted, and the first error is what counts. */
function recordEnd(project: WritingProject, batch: RunningBatch, error: unknown): void {
  const report = toErrorReport(error);
  try {
    project.store.end(batch, report.code === 'CANCELLED' ? 'BATCH_CANCELLED' : 'BATCH_FAILED', report);
  } catch {
    // The error that stopped the batch is thrown on; nothing of the batch was applied either way.
  }
}

/** @throws SynapseError CANCELLED */
export function expectNotCancelled(shouldCancel: ShouldCancel | undefined): void {
  if (shouldCancel?.() === true) throw new SynapseError('CANCELLED', 'Cancelled; nothing was applied.');
}
