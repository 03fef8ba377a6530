import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { clashOf, type Clash } from './clash.ts';
import type { RollbackPlanning } from './planning.ts';

/** Fields in which an entity refers to another one: as child, cable end, edge end, or member; or as its origin. */
const REFERENCE_FIELDS = ['parentId', 'fromAssetId', 'toAssetId', 'sourceId', 'targetId'] as const;

/** The references that a state or the changed fields of one hold: field -> id. */
export function referencesOf(state: JsonObject): { field: string; id: string }[] {
  const references: { field: string; id: string }[] = [];
  for (const field of REFERENCE_FIELDS) {
    const id = state[field];
    if (typeof id === 'string') references.push({ field, id });
  }
  const { members, origin } = state;
  if (isJsonObject(members)) {
    for (const [key, value] of Object.entries(members)) {
      if (value !== null) references.push({ field: `members.${key}`, id: key.slice(key.indexOf(':') + 1) });
    }
  }
  if (isJsonObject(origin) && typeof origin['sourceId'] === 'string') {
    references.push({ field: 'origin', id: origin['sourceId'] });
  }
  return references;
}

/**
 * Later originals, in force all along, that refer to an entity which will be gone. `since` is the position of
 * the switched change that takes it away.
 */
export function referenceClashes(planning: RollbackPlanning, goneId: string, since: number): Clash[] {
  const referrers = planning.referringTo(goneId).filter(({ type }) => type !== 'FINDING');
  planning.histories.load(referrers.map(({ id }) => id));
  return referrers.flatMap(({ id }) =>
    planning.histories
      .of(id)
      .filter((event) => event.position > since && planning.staysInForce(event.correlationId))
      .flatMap((event) => clashesOf(event, goneId)),
  );
}

function clashesOf(event: WorkflowEvent, goneId: string): Clash[] {
  const { after } = event.payload;
  if (after === null) return [];
  return referencesOf(after)
    .filter(({ id }) => id === goneId)
    .map(({ field }) => clashOf(event, field, REFERS));
}

export const REFERS = 'refers to it since';
