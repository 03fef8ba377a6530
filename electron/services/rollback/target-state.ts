import type { JsonObject } from '../../../shared/json.ts';
import { applyChange, writtenFields } from '../../../shared/model/changes.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import type { RollbackPlanning } from './planning.ts';

/** Something that stands against a rollback: an original, what it did, and why that matters. */
export interface Clash {
  readonly correlationId: string;
  readonly event: WorkflowEvent;
  readonly field: string;
  readonly reason: string;
}

/** An entity as the originals in force will have left it, and what stands against that. */
export interface TargetState {
  readonly state: JsonObject | null;
  /** The last change by an original that is switched: what the compensation undoes. */
  readonly undone: WorkflowEvent | null;
  /** The event that the state comes from last. */
  readonly latest: WorkflowEvent | null;
  readonly clashes: readonly Clash[];
}

/**
 * Folds the changes of an entity by the originals that will be in force, in order: the state is what they
 * produce. Along the way it notes later originals whose work would be lost or would have nothing to stand on.
 */
export function targetStateOf(planning: RollbackPlanning, history: readonly WorkflowEvent[]): TargetState {
  const fold: Fold = {
    state: null,
    latest: null,
    undone: null,
    lost: new Set(),
    createdByLost: false,
    deletedAgain: false,
    clashes: [],
  };
  for (const event of history) {
    const switched = planning.switched.get(event.correlationId);
    if (switched !== undefined) fold.undone = event;
    if (switched === false) loseEvent(fold, event);
    else if (planning.willBeInForce(event.correlationId)) keepEvent(planning, fold, event, switched === true);
  }
  return fold;
}

interface Fold {
  state: JsonObject | null;
  latest: WorkflowEvent | null;
  undone: WorkflowEvent | null;
  /** Fields that originals which are switched off wrote. */
  readonly lost: Set<string>;
  createdByLost: boolean;
  /** An original that is switched on again deletes it. */
  deletedAgain: boolean;
  readonly clashes: Clash[];
}

function loseEvent(fold: Fold, { payload }: WorkflowEvent): void {
  if (payload.before === null) fold.createdByLost = true;
  else if (payload.after !== null) for (const field of writtenFields(payload)) fold.lost.add(field);
}

function keepEvent(planning: RollbackPlanning, fold: Fold, event: WorkflowEvent, isRedone: boolean): void {
  const { payload } = event;
  const creates = payload.before === null;
  if (event.aggregateType !== 'FINDING') {
    if (isRedone) noteMissing(planning, fold, event, creates);
    else noteLosses(fold, event, creates);
  }
  if (creates) fold.createdByLost = false;
  if (isRedone) fold.deletedAgain = payload.after === null;
  fold.state = applyChange(fold.state, payload);
  fold.latest = event;
}

function noteLosses(fold: Fold, event: WorkflowEvent, creates: boolean): void {
  const { payload, correlationId } = event;
  const clash = (field: string, reason: string) => fold.clashes.push({ correlationId, event, field, reason });
  if (creates) {
    if (fold.state !== null) clash('tag', 'made it again since');
  } else if (fold.createdByLost || fold.deletedAgain) {
    const fields = payload.after === null ? ['*'] : writtenFields(payload);
    for (const field of fields) clash(field, payload.after === null ? 'deleted it since' : 'wrote it since');
  } else if (payload.after !== null) {
    for (const field of writtenFields(payload))
      if (fold.lost.has(field)) clash(field, 'wrote the same field since');
  }
}

/** What is switched on again needs what it changed to be there. */
function noteMissing(planning: RollbackPlanning, fold: Fold, event: WorkflowEvent, creates: boolean): void {
  if (creates || fold.state !== null) return;
  const maker =
    planning.histories.of(event.aggregateId).find(({ payload }) => payload.before === null) ?? event;
  const { correlationId } = maker;
  fold.clashes.push({
    correlationId,
    event: maker,
    field: '*',
    reason: 'made what this needs, and is not in force',
  });
}
