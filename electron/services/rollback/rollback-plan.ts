import type { JsonObject } from '../../../shared/json.ts';
import { changesEntity } from '../../../shared/model/events.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import { storedEntity } from '../../store/base.ts';
import { isEntityType, referrersOf } from '../../store/asset-query.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { eventsOfBatch } from '../../store/event-query.ts';
import { fullState } from '../../store/plant.ts';
import type { BatchRecord } from '../../store/projection/batch-record.ts';
import { compensationOf, inOrder, type Compensation } from './compensation.ts';
import { createHistories } from './history-of-entities.ts';
import { createPlanning, type RollbackPlanning } from './planning.ts';
import { referenceClashes } from './references.ts';
import { expectSnapshotsAgree } from './snapshot-check.ts';
import { soundnessClashes, type Targets } from './soundness.ts';
import { isInForce, isOriginal, loadBatches, switchingOf, type Batches } from './switching.ts';
import { targetStateOf, type Clash, type TargetState } from './target-state.ts';

/** What a rollback will do, before it does it. */
export interface RollbackPlan {
  readonly target: BatchRecord;
  readonly batches: Batches;
  /** Originals that are rolled back along with it, newest first. */
  readonly cascaded: readonly BatchRecord[];
  /** Original -> whether it will be in force. */
  readonly switched: ReadonlyMap<string, boolean>;
  readonly compensations: readonly Compensation[];
  readonly clashes: readonly Clash[];
}

/**
 * Plans the rollback of a batch. With `cascade` later originals that rest on it are rolled back too, until
 * nothing stands against it any more; without, `clashes` lists all that does. Changes nothing.
 * @throws SynapseError BATCH_NOT_FOUND, ALREADY_ROLLED_BACK, INVALID_ARGUMENT or PROJECT_CORRUPT
 */
export function planRollback(
  database: ReadableDatabase,
  correlationId: string,
  cascade: boolean,
): RollbackPlan {
  const batches = loadBatches(database);
  const { target, switched } = switchingOf(database, batches, correlationId);
  const histories = createHistories(database, batches);
  const cascaded = new Map(switched);
  for (;;) {
    const planning = createPlanning(database, batches, cascaded, histories);
    const { compensations, clashes } = planOnce(planning, target);
    const more = cascade ? cascadable(batches, cascaded, clashes) : [];
    if (more.length === 0) {
      expectSnapshotsAgree(database, batches, cascaded);
      return {
        target,
        batches,
        cascaded: cascadedOf(batches, switched, cascaded),
        switched: cascaded,
        compensations,
        clashes,
      };
    }
    for (const id of more) cascaded.set(id, false);
  }
}

/** Originals in force that clash: these can be rolled back too. */
function cascadable(
  batches: Batches,
  switched: ReadonlyMap<string, boolean>,
  clashes: readonly Clash[],
): string[] {
  return [...new Set(clashes.map(({ correlationId }) => correlationId))].filter((id) => {
    const batch = batches.get(id);
    return (
      batch !== undefined &&
      isOriginal(batch) &&
      isInForce(batch) &&
      !switched.has(id) &&
      batch.startedPosition > 1
    );
  });
}

function cascadedOf(
  batches: Batches,
  named: ReadonlyMap<string, boolean>,
  all: ReadonlyMap<string, boolean>,
): BatchRecord[] {
  return [...all.keys()]
    .filter((id) => !named.has(id))
    .flatMap((id) => batches.get(id) ?? [])
    .toSorted((a, b) => b.startedPosition - a.startedPosition);
}

function planOnce(
  planning: RollbackPlanning,
  target: BatchRecord,
): { compensations: Compensation[]; clashes: Clash[] } {
  const targets = targetsOf(planning, target);
  const stored = storedEntity(planning.database);
  const compensations: Compensation[] = [];
  const clashes: Clash[] = [];
  for (const [id, { type, target: heading }] of targets) {
    const present = stored(type, id)?.state ?? null;
    const state = type === 'FINDING' ? withoutSubject(heading.state, targets, stored) : heading.state;
    const compensation = compensationOf(type, id, present, state, heading.undone);
    if (compensation !== null) compensations.push(compensation);
    clashes.push(...heading.clashes);
    if (heading.state === null && type !== 'FINDING')
      clashes.push(...referenceClashes(planning, id, heading.undone?.position ?? 0));
  }
  clashes.push(...soundnessClashes(planning, targets));
  const removed = compensations.filter(({ op }) => op === 'DELETE');
  compensations.push(...findingsOf(planning.database, removed, targets));
  return { compensations: inOrder(compensations), clashes: distinct(clashes) };
}

/** A finding does not stay open on a subject that is not there. */
function withoutSubject(
  finding: JsonObject | null,
  targets: Targets,
  stored: ReturnType<typeof storedEntity>,
): JsonObject | null {
  const { subjectId, subjectType, status } = finding ?? {};
  if (status !== 'OPEN' || typeof subjectId !== 'string' || typeof subjectType !== 'string') return finding;
  const subject = targets.get(subjectId);
  const stands =
    subject === undefined
      ? isEntityType(subjectType) && stored(subjectType, subjectId) !== null
      : subject.target.state !== null;
  return stands ? finding : { ...finding, status: 'RESOLVED' };
}

/** Every entity that the switched originals changed, or that the rollback being undone changed. */
function targetsOf(planning: RollbackPlanning, target: BatchRecord) {
  const types = new Map<string, EntityType>();
  for (const correlationId of new Set([...planning.switched.keys(), target.correlationId])) {
    for (const { eventType, aggregateId, aggregateType } of eventsOfBatch(planning.database, correlationId)) {
      if (changesEntity(eventType) && isEntityType(aggregateType)) types.set(aggregateId, aggregateType);
    }
  }
  planning.histories.load(types.keys());
  const targets = new Map<string, { type: EntityType; target: TargetState }>();
  for (const [id, type] of types)
    targets.set(id, { type, target: targetStateOf(planning, planning.histories.of(id)) });
  return targets;
}

/** Open findings on what is removed are resolved. */
function findingsOf(
  database: ReadableDatabase,
  removed: readonly Compensation[],
  targets: ReadonlyMap<string, unknown>,
): Compensation[] {
  return removed.flatMap(({ id }) =>
    referrersOf(database, id).findings.flatMap((finding) => {
      if (targets.has(finding.id)) return [];
      const present = fullState('FINDING', { ...finding });
      return compensationOf('FINDING', finding.id, present, { ...present, status: 'RESOLVED' }, null) ?? [];
    }),
  );
}

function distinct(clashes: readonly Clash[]): Clash[] {
  const seen = new Map(
    clashes.map((clash) => [
      JSON.stringify([clash.correlationId, clash.event.aggregateId, clash.field]),
      clash,
    ]),
  );
  return [...seen.values()].toSorted((a, b) => a.event.position - b.event.position);
}
