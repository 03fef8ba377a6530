import type { WorkflowEvent } from '../../../shared/model/events.ts';

/** Something that stands against a rollback: an original, what it did, and why that matters. */
export interface Clash {
  readonly correlationId: string;
  readonly event: WorkflowEvent;
  readonly field: string;
  readonly reason: string;
}

export const clashOf = (event: WorkflowEvent, field: string, reason: string): Clash => ({
  correlationId: event.correlationId,
  event,
  field,
  reason,
});

/** Each clash once, oldest first. */
export function distinctClashes(clashes: readonly Clash[]): Clash[] {
  const seen = new Map<string, Clash>();
  for (const clash of clashes) {
    const key = JSON.stringify([clash.correlationId, clash.event.aggregateId, clash.field]);
    if (!seen.has(key)) seen.set(key, clash);
  }
  return [...seen.values()].toSorted((a, b) => a.event.position - b.event.position);
}

/** The field that says which one an entity is. */
export function labelField(type: string): string {
  if (type === 'ASSET' || type === 'CABLE') return 'tag';
  if (type === 'PACKAGE') return 'code';
  return type === 'EDGE' ? 'relation' : '*';
}
