import {
  MOST_ROLLBACK_LINES,
  type RollbackLine,
  type RollbackPreview,
} from '../../../shared/contract/rollbacks.ts';
import type { Change, FieldChange } from '../../../shared/model/changes.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import { readTransaction } from '../../store/database.ts';
import { createNames } from '../../store/entity-names.ts';
import type { BatchRecord } from '../../store/projection/batch-record.ts';
import { namedDiff, type NameOf } from '../named-values.ts';
import type { ReadingProject } from '../project.ts';
import { batchLines } from '../timeline-view/batches.ts';
import type { Compensation } from './compensation.ts';
import { resultOf } from './rollback.ts';
import { planRollback } from './rollback-plan.ts';

/**
 * What a rollback would change, line by line. Without `cascade`, what stands against it is told as conflicts,
 * and `cascaded` says which batches a cascade would take back too.
 * @throws SynapseError as `previewRollback`
 */
export function rollbackPreview(
  project: ReadingProject,
  correlationId: string,
  cascade: boolean,
): RollbackPreview {
  const { database } = project;
  const isHeld = project.isHeld();
  return readTransaction(database, () => {
    const plan = planRollback(database, correlationId, cascade);
    const wouldCascade =
      !cascade && plan.clashes.length > 0
        ? planRollback(database, correlationId, true).cascaded
        : plan.cascaded;
    const toLine = batchLines(database, isHeld);
    const nameOf = createNames(database);
    const lineOfBatch = (record: BatchRecord) => toLine(record, null);
    return {
      batch: lineOfBatch(plan.target),
      result: resultOf(plan, null),
      cascaded: wouldCascade.map(lineOfBatch),
      lines: plan.compensations.slice(0, MOST_ROLLBACK_LINES).map((change) => lineOf(change, nameOf)),
      totalLines: plan.compensations.length,
    };
  });
}

const lineOf = ({ op, type, tag, change }: Compensation, nameOf: NameOf): RollbackLine => ({
  op,
  aggregateType: type,
  tag,
  diff: namedDiff(change.diff.length > 0 ? change.diff : wholeDiff(type, change), nameOf),
});

/** What tells one entity from another where the whole of it goes or comes back: a relation has only its ends. */
const TELLING_FIELDS: Readonly<Record<EntityType, readonly string[]>> = {
  ASSET: ['type', 'description'],
  CABLE: ['cableType', 'fromAssetId', 'toAssetId'],
  EDGE: ['relation', 'targetId'],
  PACKAGE: ['packageType'],
  FINDING: ['message'],
  RULE: [],
  PROJECT: [],
};

const wholeDiff = (type: EntityType, { before, after }: Change): FieldChange[] =>
  TELLING_FIELDS[type]
    .map((field) => ({ field, old: before?.[field] ?? null, new: after?.[field] ?? null }))
    .filter((change) => change.old !== null || change.new !== null);
