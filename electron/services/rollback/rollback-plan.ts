import type { JsonObject } from '../../../shared/json.ts';
import { changesEntity, type WorkflowEvent } from '../../../shared/model/events.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import { storedEntity } from '../../store/base.ts';
import { isEntityType } from '../../store/asset-query.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { eventsOfBatch } from '../../store/event-query.ts';
import type { BatchRecord } from '../../store/projection/batch-record.ts';
import { distinctClashes, type Clash } from './clash.ts';
import { compensationsOf, inOrder, type Compensation } from './compensation.ts';
import { freedNameClashes } from './freed-names.ts';
import { createHistories } from './history-of-entities.ts';
import { createPlanning, type RollbackPlanning } from './planning.ts';
import { referenceClashes } from './references.ts';
import { expectSnapshotsAgree } from './snapshot-check.ts';
import { soundnessClashes, type Targets } from './soundness.ts';
import { isInForce, isOriginal, loadBatches, switchingOf, type Batches } from './switching.ts';
import { targetStateOf, type TargetState } from './target-state.ts';

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
      expectSnapshotsAgree(database, batches, new Set([...cascaded.keys(), target.correlationId]));
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
  const touched = touchedBy(planning, target);
  const present = storedEntity(planning.database);
  const targets = targetsOf(planning, touched.types);
  addFindings(planning, targets, (type, id) => present(type, id) !== null);
  const compensations: Compensation[] = [];
  const clashes: Clash[] = [];
  for (const [id, { type, target: heading }] of targets) {
    const creation =
      heading.creation ?? planning.histories.of(id).findLast(({ payload }) => payload.before === null);
    const state = type === 'FINDING' ? findingState(planning, targets, heading) : heading.state;
    const undone = touched.redone.get(id) ?? heading.undone;
    const compensated = { type, id, undone, creation };
    compensations.push(...compensationsOf(compensated, present(type, id)?.state ?? null, state));
    clashes.push(...heading.clashes);
    if (heading.state === null && heading.goneSince !== null && type !== 'FINDING')
      clashes.push(...referenceClashes(planning, id, heading.goneSince));
  }
  clashes.push(...freedNameClashes(planning, touched.types.keys()), ...soundnessClashes(planning, targets));
  return { compensations: inOrder(compensations), clashes: distinctClashes(clashes) };
}

interface Touched {
  readonly types: ReadonlyMap<string, EntityType>;
  /** What a rollback that is undone did to an entity. */
  readonly redone: ReadonlyMap<string, WorkflowEvent>;
}

/** Every entity that the switched originals changed, or that the rollback being undone changed. */
function touchedBy({ database, switched }: RollbackPlanning, target: BatchRecord): Touched {
  const types = new Map<string, EntityType>();
  const redone = new Map<string, WorkflowEvent>();
  for (const correlationId of new Set([...switched.keys(), target.correlationId])) {
    for (const event of eventsOfBatch(database, correlationId)) {
      const { eventType, aggregateId, aggregateType } = event;
      if (!changesEntity(eventType) || !isEntityType(aggregateType)) continue;
      types.set(aggregateId, aggregateType);
      if (!switched.has(correlationId)) redone.set(aggregateId, event);
    }
  }
  return { types, redone };
}

type MutableTargets = Map<string, { type: EntityType; target: TargetState }>;

function targetsOf(planning: RollbackPlanning, types: ReadonlyMap<string, EntityType>): MutableTargets {
  planning.histories.load(types.keys());
  const targets: MutableTargets = new Map();
  for (const [id, type] of types)
    targets.set(id, { type, target: targetStateOf(planning, planning.histories.of(id)) });
  return targets;
}

/** Findings follow what they are about: those on an entity that goes or comes back are looked at as well. */
function addFindings(
  planning: RollbackPlanning,
  targets: MutableTargets,
  isPresent: (type: EntityType, id: string) => boolean,
): void {
  const findings = new Map<string, EntityType>();
  for (const [id, { type, target }] of targets) {
    if (type === 'FINDING' || isPresent(type, id) === (target.state !== null)) continue;
    for (const referrer of planning.referringTo(id))
      if (referrer.type === 'FINDING' && !targets.has(referrer.id)) findings.set(referrer.id, 'FINDING');
  }
  for (const [id, finding] of targetsOf(planning, findings)) targets.set(id, finding);
}

/** A finding is open only on the subject that it was raised on: not where that is gone, or was made anew since. */
function findingState(
  planning: RollbackPlanning,
  targets: Targets,
  { state, raised }: TargetState,
): JsonObject | null {
  const { subjectId, status } = state ?? {};
  if (status !== 'OPEN' || typeof subjectId !== 'string') return state;
  const subject = targets.get(subjectId)?.target ?? targetStateOf(planning, planning.histories.of(subjectId));
  const stands = subject.creation !== null && subject.creation.position < raised;
  return stands ? state : { ...state, status: 'RESOLVED' };
}
