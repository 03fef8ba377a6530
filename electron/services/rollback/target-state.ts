import type { JsonObject } from '../../../shared/json.ts';
import { applyChange, writtenFields } from '../../../shared/model/changes.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { clashOf, labelField, type Clash } from './clash.ts';
import { noteOwners } from './field-owners.ts';
import type { RollbackPlanning } from './planning.ts';

/** An entity as the originals in force will have left it, and what stands against that. */
export interface TargetState {
  readonly state: JsonObject | null;
  /** The last change by an original that is switched: what the compensation undoes. */
  readonly undone: WorkflowEvent | null;
  /** The event that made the entity; null where it is not there. */
  readonly creation: WorkflowEvent | null;
  /** Of a finding: position of the event that raised it last. */
  readonly raised: number;
  /** Position of the first switched change that takes the entity away: its creation off, a deletion on. */
  readonly goneSince: number | null;
  readonly clashes: readonly Clash[];
}

/**
 * Folds the changes of an entity by the originals that will be in force, in order: the state is what they
 * produce. Along the way it notes later originals whose work would be lost or would have nothing to stand on.
 */
export function targetStateOf(planning: RollbackPlanning, history: readonly WorkflowEvent[]): TargetState {
  const fold: Fold = {
    planning,
    history,
    state: null,
    undone: null,
    creation: null,
    raised: 0,
    goneSince: null,
    outline: null,
    lost: new Set(),
    redoneOwners: new Set(),
    createdByLost: false,
    deletedAgain: false,
    clashes: [],
  };
  for (const event of history) {
    const switched = planning.switched.get(event.correlationId);
    if (switched !== undefined) fold.undone = event;
    if (event.aggregateType === 'FINDING') fold.outline = applyChange(fold.outline, event.payload);
    if (switched === false) loseEvent(fold, event);
    else if (planning.willBeInForce(event.correlationId)) keepEvent(fold, event, switched === true);
  }
  return fold;
}

interface Fold {
  readonly planning: RollbackPlanning;
  readonly history: readonly WorkflowEvent[];
  state: JsonObject | null;
  undone: WorkflowEvent | null;
  creation: WorkflowEvent | null;
  raised: number;
  goneSince: number | null;
  /** A finding as all originals would have left it, in force or not. */
  outline: JsonObject | null;
  /** Fields that originals which are switched off wrote. */
  readonly lost: Set<string>;
  /** Fields that originals which are switched on again gave an owner. */
  readonly redoneOwners: Set<string>;
  createdByLost: boolean;
  /** An original that is switched on again deletes it. */
  deletedAgain: boolean;
  readonly clashes: Clash[];
}

function loseEvent(fold: Fold, { payload, position }: WorkflowEvent): void {
  if (payload.before === null) {
    fold.createdByLost = true;
    fold.goneSince ??= position;
  } else if (payload.after !== null) for (const field of writtenFields(payload)) fold.lost.add(field);
}

function keepEvent(fold: Fold, event: WorkflowEvent, isRedone: boolean): void {
  const { payload, aggregateType } = event;
  const creates = payload.before === null;
  const deletes = payload.after === null;
  if (aggregateType !== 'FINDING') {
    if (isRedone) noteMissing(fold, event, creates);
    else noteLosses(fold, event, creates);
  }
  if (creates) {
    fold.createdByLost = false;
    fold.deletedAgain = false;
    fold.creation = event;
  }
  if (deletes) {
    fold.lost.clear();
    fold.creation = null;
    if (isRedone) fold.goneSince ??= event.position;
  }
  if (isRedone) fold.deletedAgain = deletes;
  if (aggregateType === 'FINDING' && payload.after?.['status'] === 'OPEN') {
    fold.raised = event.position;
    fold.state ??= fold.outline;
  }
  fold.state = applyChange(fold.state, payload);
  noteOwners(fold, event, isRedone);
}

function noteLosses(fold: Fold, event: WorkflowEvent, creates: boolean): void {
  const { payload } = event;
  if (creates) {
    if (fold.state !== null)
      fold.clashes.push(clashOf(event, labelField(event.aggregateType), 'made it again since'));
  } else if (fold.createdByLost || fold.deletedAgain) {
    const deletes = payload.after === null;
    const fields = deletes ? ['*'] : writtenFields(payload);
    const reason = deletes ? 'deleted it since' : 'wrote it since';
    for (const field of fields) fold.clashes.push(clashOf(event, field, reason));
  } else if (payload.after !== null) {
    for (const field of writtenFields(payload))
      if (fold.lost.has(field)) fold.clashes.push(clashOf(event, field, 'wrote the same field since'));
  }
}

/** What is switched on again needs what it changed to be there, and what it made to be there no more. */
function noteMissing(fold: Fold, event: WorkflowEvent, creates: boolean): void {
  if (creates) {
    const { creation } = fold;
    if (creation !== null)
      fold.clashes.push(clashOf(creation, labelField(event.aggregateType), 'made it again since'));
  } else if (fold.state === null) {
    const earlier = fold.history.filter(({ position }) => position < event.position);
    const taker = takerOf(fold.planning, earlier) ?? event;
    const what =
      taker.payload.after === null ? 'deleted what this needs' : 'made what this needs, and is not in force';
    fold.clashes.push(clashOf(taker, '*', what));
  }
}

/** The event because of which an entity is not there: its deletion, or its creation by what is not in force. */
export function takerOf(
  planning: RollbackPlanning,
  history: readonly WorkflowEvent[],
): WorkflowEvent | undefined {
  const deletion = history.findLast(
    ({ payload, correlationId }) => payload.after === null && planning.willBeInForce(correlationId),
  );
  return deletion ?? history.findLast(({ payload }) => payload.before === null);
}
