import { SynapseError } from '../../../shared/errors.ts';
import { displayText, type JsonObject } from '../../../shared/json.ts';
import type { EventDraft } from '../../../shared/model/events.ts';
import type { RestoredCounts, RollbackConflict, RollbackResult } from '../../../shared/model/rollback.ts';
import type { BatchKind } from '../../../shared/model/terms.ts';
import { batchEvent } from '../../store/event-store.ts';
import { changeDraft } from '../drafts.ts';
import type { ReadingProject, WritingProject } from '../project.ts';
import { expectIdle, runBatch, type ShouldCancel } from '../run-batch.ts';
import type { Compensation } from './compensation.ts';
import { planRollback, type RollbackPlan } from './rollback-plan.ts';

export interface RollbackRequest {
  readonly correlationId: string;
  readonly reason: string;
  readonly cascade: boolean;
  readonly shouldCancel?: ShouldCancel;
  readonly onProgress?: (events: number) => void;
  /** Told of each change as it is written. */
  readonly onChange?: (compensation: Compensation, done: number, total: number) => void;
}

/**
 * What a rollback would do. Conflicts are listed, not thrown.
 * @throws SynapseError BATCH_NOT_FOUND, ALREADY_ROLLED_BACK, INVALID_ARGUMENT or PROJECT_CORRUPT
 */
export function previewRollback(
  project: ReadingProject,
  correlationId: string,
  cascade: boolean,
): RollbackResult {
  return resultOf(planRollback(project.database, correlationId, cascade), null);
}

/**
 * Rolls a batch back, as a batch of compensating events. Nothing of the log is erased, and the rollback can be
 * rolled back in turn.
 * @throws SynapseError ROLLBACK_CONFLICT with `conflicts`, those of `previewRollback`, and as `runBatch`
 */
export function rollBack(project: WritingProject, request: RollbackRequest): RollbackResult {
  expectIdle(project);
  if (request.reason.trim() === '') {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      'A rollback needs a reason: say why, so that the log tells it.',
    );
  }
  const plan = planRollback(project.database, request.correlationId, request.cascade);
  expectNoConflicts(plan);
  const { summary, eventsRolledBack } = resultOf(plan, null);
  const { onProgress, shouldCancel } = request;
  const { correlationId } = runBatch(
    project,
    { kind: 'ROLLBACK', reason: request.reason, details: { originalCorrelationId: request.correlationId } },
    (batch) => rollbackDrafts(plan, batch.correlationId, request),
    {
      summary: { ...summary, eventsRolledBack },
      ...(shouldCancel === undefined ? {} : { shouldCancel }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
  );
  return resultOf(plan, correlationId);
}

function expectNoConflicts(plan: RollbackPlan): void {
  const conflicts = conflictsOf(plan);
  const [first] = conflicts;
  if (first === undefined) return;
  const more = conflicts.length > 1 ? ` and ${conflicts.length - 1} more` : '';
  const sentence = `${first.tag} ${first.field}: ${first.kind} of ${first.userId} (${first.timestamp}) ${first.reason}`;
  throw new SynapseError(
    'ROLLBACK_CONFLICT',
    `Batch ${plan.target.correlationId} cannot be rolled back by itself: ${sentence}${more}. Roll these back too (cascade), or leave it.`,
    { conflicts: conflicts.map((conflict) => ({ ...conflict })) },
  );
}

function conflictsOf({ clashes, batches }: RollbackPlan): RollbackConflict[] {
  return clashes.map(({ correlationId, event, field, reason }) => ({
    correlationId,
    kind: (batches.get(correlationId)?.kind ?? 'EDIT') as BatchKind,
    userId: event.userId,
    timestamp: event.timestamp,
    tag: displayText(event.metadata['tag'] ?? event.aggregateId),
    field,
    reason,
  }));
}

function* rollbackDrafts(
  plan: RollbackPlan,
  correlationId: string,
  { reason, onChange }: Pick<RollbackRequest, 'reason' | 'onChange'>,
): Generator<EventDraft> {
  const { target, cascaded, switched, compensations } = plan;
  yield batchEvent('ROLLBACK', correlationId, {
    target: target.correlationId,
    reason,
    cascade: cascaded.map((batch) => batch.correlationId),
    switched: [...switched].map(([id, inForce]) => ({ correlationId: id, inForce })),
  });
  for (const [index, compensation] of compensations.entries()) {
    yield compensationDraft(compensation, reason);
    onChange?.(compensation, index + 1, compensations.length);
  }
  for (const batch of [...cascaded, target]) {
    yield {
      ...batchEvent('BATCH_ROLLED_BACK', batch.correlationId, {
        switched: switchesOf(plan, batch.correlationId),
      }),
      cause: 0,
    };
  }
}

function compensationDraft(compensation: Compensation, reason: string): EventDraft {
  const { op, type, id, tag, discipline, ruleId, change, undone, provenance } = compensation;
  const undoes =
    undone === null ? {} : { undoes: { position: undone.position, correlationId: undone.correlationId } };
  return changeDraft(
    op,
    { type, id, tag, discipline, ruleId },
    change,
    { reason, ...undoes, ...provenance },
    undone?.id ?? 0,
  );
}

/** A batch that is undone is out of force; undoing a rollback also switches what it had switched. */
function switchesOf({ target, switched, cascaded }: RollbackPlan, correlationId: string): JsonObject[] {
  const off = { correlationId, inForce: false };
  if (correlationId !== target.correlationId) return [off];
  const others = cascaded.map((batch) => batch.correlationId);
  const back = [...switched].filter(([id]) => id !== correlationId && !others.includes(id));
  return [off, ...back.map(([id, inForce]) => ({ correlationId: id, inForce }))];
}

export function resultOf(plan: RollbackPlan, correlationId: string | null): RollbackResult {
  const { target, cascaded, compensations } = plan;
  const count = (type: Compensation['type']): RestoredCounts => {
    const of = compensations.filter((compensation) => compensation.type === type);
    const deleted = of.filter(({ change }) => change.after === null).length;
    const recreated = of.filter(({ change }) => change.before === null).length;
    return { deleted, recreated, restored: of.length - deleted - recreated };
  };
  return {
    correlationId,
    originalCorrelationId: target.correlationId,
    cascaded: cascaded.map((batch) => batch.correlationId),
    eventsRolledBack: [target, ...cascaded].reduce((sum, batch) => sum + batch.changes, 0),
    summary: {
      assets: count('ASSET'),
      cables: count('CABLE'),
      edges: count('EDGE'),
      packages: count('PACKAGE'),
    },
    conflicts: conflictsOf(plan),
  };
}
