import type { EventPayload } from '../../../shared/model/events.ts';

/** The part of an event that projections read. */
export interface ProjectableEvent {
  readonly position: number;
  readonly eventType: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly ruleId: string | null;
  readonly discipline: string;
  readonly payload: EventPayload;
  readonly correlationId: string;
  readonly userId: string;
  readonly timestamp: string;
}
