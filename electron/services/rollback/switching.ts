import { SynapseError } from '../../../shared/errors.ts';
import { batchRecords, switchesOfRollback } from '../../store/batch-query.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import type { BatchRecord, BatchSwitch } from '../../store/projection/batch-record.ts';

/** Originals own changes: imports, executions, edits, rules and settings. Rollbacks only switch them. */
export const isOriginal = (batch: BatchRecord): boolean => batch.kind !== 'ROLLBACK';
export const isInForce = (batch: BatchRecord): boolean => batch.status === 'COMPLETED';

/** The batches of a project by id. */
export type Batches = ReadonlyMap<string, BatchRecord>;

export function loadBatches(database: ReadableDatabase): Batches {
  return new Map(batchRecords(database).map((batch) => [batch.correlationId, batch]));
}

/** What rolling a batch back comes to: which originals are switched, and how. */
export interface Switching {
  readonly target: BatchRecord;
  /** Original -> whether it will be in force. */
  readonly switched: ReadonlyMap<string, boolean>;
}

/**
 * Rolling an original back switches it off; rolling a rollback back (redo) switches what it did the other way.
 * @throws SynapseError BATCH_NOT_FOUND, ALREADY_ROLLED_BACK, or INVALID_ARGUMENT where there is nothing to roll back
 */
export function switchingOf(database: ReadableDatabase, batches: Batches, correlationId: string): Switching {
  const target = batches.get(correlationId);
  if (target === undefined) {
    throw new SynapseError(
      'BATCH_NOT_FOUND',
      `No batch "${correlationId}" exists. List the batches to find it.`,
      { correlationId },
    );
  }
  expectRollbackable(target);
  if (isOriginal(target)) return { target, switched: new Map([[correlationId, false]]) };
  const left = switchesOfRollback(database, correlationId).filter((entry) =>
    isSwitchedOriginal(batches, entry),
  );
  if (left.some((entry) => !isAsLeft(batches, entry))) throw alreadyRolledBack(target);
  return { target, switched: new Map(left.map((entry) => [entry.correlationId, !entry.inForce])) };
}

function isSwitchedOriginal(batches: Batches, { correlationId }: BatchSwitch): boolean {
  const batch = batches.get(correlationId);
  return batch !== undefined && isOriginal(batch);
}

function isAsLeft(batches: Batches, { correlationId, inForce }: BatchSwitch): boolean {
  const batch = batches.get(correlationId);
  return batch !== undefined && isInForce(batch) === inForce;
}

function expectRollbackable(batch: BatchRecord): void {
  const { correlationId, status } = batch;
  if (status === 'ROLLED_BACK') throw alreadyRolledBack(batch);
  if (status !== 'COMPLETED') {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      `Batch ${correlationId} did not complete; nothing of it was applied, so there is nothing to roll back.`,
      { correlationId, status },
    );
  }
  if (batch.startedPosition === 1) {
    throw new SynapseError('INVALID_ARGUMENT', 'The batch that created the project cannot be rolled back.', {
      correlationId,
    });
  }
  if (batch.changes === 0 && isOriginal(batch)) {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      `Batch ${correlationId} changed nothing, so there is nothing to roll back.`,
      { correlationId },
    );
  }
}

function alreadyRolledBack({ correlationId }: BatchRecord): SynapseError {
  return new SynapseError(
    'ALREADY_ROLLED_BACK',
    `Batch ${correlationId} is not in force any more (or what it switched has been switched since), so there is nothing to roll back.`,
    { correlationId },
  );
}
