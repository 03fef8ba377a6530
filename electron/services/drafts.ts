import { SynapseError } from '../../shared/errors.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Change } from '../../shared/model/changes.ts';
import type { EntityType } from '../../shared/model/entities.ts';
import { eventTypeOf, type EventDraft, type OperationKind } from '../../shared/model/events.ts';
import type { Discipline } from '../../shared/model/terms.ts';

/** The entity that an event changes. */
export interface ChangedEntity {
  readonly type: EntityType;
  readonly id: string;
  readonly tag: string;
  readonly discipline: Discipline;
  readonly ruleId?: string | null;
}

/** The event that records a change of an entity. `context` says why. */
export function changeDraft(
  op: OperationKind,
  entity: ChangedEntity,
  change: Change,
  context: JsonObject,
  cause: EventDraft['cause'] = null,
): EventDraft {
  const eventType = eventTypeOf(op, entity.type);
  if (eventType === null)
    throw new SynapseError('INTERNAL', `${op} of ${entity.type} is no change that can be recorded.`);
  return {
    eventType,
    aggregateType: entity.type,
    aggregateId: entity.id,
    ruleId: entity.ruleId ?? null,
    discipline: entity.discipline,
    payload: { before: change.before, after: change.after, diff: change.diff, context },
    metadata: { tag: entity.tag },
    cause,
  };
}
