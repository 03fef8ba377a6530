import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { ownerOf, ruleOwner, userOwner, type Owners } from '../../../shared/model/entities.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import type { RollbackPlanning } from './planning.ts';
import { clashOf, type Clash } from './clash.ts';

/** What a redo follows up on an entity to see whether its fields keep their owners. */
export interface OwnerWatch {
  readonly planning: RollbackPlanning;
  readonly history: readonly WorkflowEvent[];
  readonly state: JsonObject | null;
  /** Fields that originals which are switched on again gave an owner. */
  readonly redoneOwners: Set<string>;
  readonly clashes: Clash[];
}

/**
 * A change records the owner of a field only where it changes. Where a redo lets it stand on another owner than
 * it saw, its value would belong to someone else; so that is noted as a clash.
 */
export function noteOwners(watch: OwnerWatch, event: WorkflowEvent, isRedone: boolean): void {
  const { payload } = event;
  const given = writtenOwners(event);
  if (isRedone) for (const field of Object.keys(given)) watch.redoneOwners.add(field);
  if (payload.before === null || watch.state === null) return;
  const owners = watch.state['owners'];
  for (const { field } of payload.diff) {
    if (Object.hasOwn(given, field)) continue;
    const writer = writerOf(event);
    if (ownerOf(isJsonObject(owners) ? (owners as Owners) : {}, field) === writer) continue;
    if (isRedone) noteGiver(watch, event, field, writer);
    else if (watch.redoneOwners.has(field))
      watch.clashes.push(clashOf(event, field, 'wrote the same field since'));
  }
}

/** Who gave the field to the writer of an event, where that is not in force. */
function noteGiver(
  { planning, history, clashes }: OwnerWatch,
  event: WorkflowEvent,
  field: string,
  writer: string,
): void {
  const giver = history.findLast(
    (earlier) => earlier.position < event.position && ownerGiven(earlier, field) !== undefined,
  );
  if (giver === undefined || planning.willBeInForce(giver.correlationId)) return;
  if (ownerGiven(giver, field) === writer)
    clashes.push(clashOf(giver, field, 'made what this needs, and is not in force'));
}

const ownerGiven = (event: WorkflowEvent, field: string) => writtenOwners(event)[field];

const writerOf = ({ ruleId, userId }: WorkflowEvent): string =>
  ruleId === null ? userOwner(userId) : ruleOwner(ruleId);

/** The owners that a change writes, by field. */
function writtenOwners({ payload }: WorkflowEvent): JsonObject {
  const owners = payload.after?.['owners'];
  return isJsonObject(owners) ? owners : {};
}
