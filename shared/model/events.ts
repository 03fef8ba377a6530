import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { Change } from './changes.ts';
import type { EntityType } from './entities.ts';
import type { AggregateType, Discipline } from './terms.ts';

export const EVENT_TYPES = [
  'ASSET_CREATED',
  'ASSET_UPDATED',
  'ASSET_DELETED',
  'CABLE_CREATED',
  'CABLE_UPDATED',
  'CABLE_DELETED',
  'RELATIONSHIP_CREATED',
  'RELATIONSHIP_DELETED',
  'RULE_EXECUTION_STARTED',
  'RULE_EXECUTED',
  'RULE_SKIPPED',
  'RULE_ERROR',
  'RULE_EXECUTION_COMPLETED',
  'BATCH_STARTED',
  'BATCH_COMPLETED',
  'BATCH_ROLLED_BACK',
  'CSV_IMPORTED',
  'ROLLBACK',
  'PACKAGE_CREATED',
  'PACKAGE_UPDATED',
  'PACKAGE_DELETED',
  'FINDING_RAISED',
  'FINDING_RESOLVED',
  'RULE_DEFINED',
  'RULE_CHANGED',
  'RULE_RETIRED',
  'PROJECT_CREATED',
  'PROJECT_CHANGED',
  'BATCH_CANCELLED',
  'BATCH_FAILED',
] as const;
export const eventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof eventTypeSchema>;

export const OPERATION_KINDS = ['CREATE', 'UPDATE', 'DELETE', 'RAISE', 'RESOLVE'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** The event that records an operation on an entity, or null where there is no such operation. */
export function eventTypeOf(op: OperationKind, aggregateType: EntityType): EventType | null {
  return OPERATION_EVENTS[aggregateType][op] ?? null;
}

const OPERATION_EVENTS: Readonly<Record<EntityType, Partial<Record<OperationKind, EventType>>>> = {
  ASSET: { CREATE: 'ASSET_CREATED', UPDATE: 'ASSET_UPDATED', DELETE: 'ASSET_DELETED' },
  CABLE: { CREATE: 'CABLE_CREATED', UPDATE: 'CABLE_UPDATED', DELETE: 'CABLE_DELETED' },
  EDGE: { CREATE: 'RELATIONSHIP_CREATED', DELETE: 'RELATIONSHIP_DELETED' },
  PACKAGE: { CREATE: 'PACKAGE_CREATED', UPDATE: 'PACKAGE_UPDATED', DELETE: 'PACKAGE_DELETED' },
  FINDING: { RAISE: 'FINDING_RAISED', RESOLVE: 'FINDING_RESOLVED' },
  RULE: { CREATE: 'RULE_DEFINED', UPDATE: 'RULE_CHANGED', DELETE: 'RULE_RETIRED' },
  PROJECT: { CREATE: 'PROJECT_CREATED', UPDATE: 'PROJECT_CHANGED' },
};

const CHANGE_EVENT_TYPES: ReadonlySet<string> = new Set(
  Object.values(OPERATION_EVENTS).flatMap((events) => Object.values(events)),
);

/** True for events that change an entity; the others tell how a batch or a rule went. */
export const changesEntity = (type: string): boolean => CHANGE_EVENT_TYPES.has(type);

/** What an event records. Events that change no entity have `before` and `after` null and tell all in `context`. */
export interface EventPayload extends Change {
  readonly context: JsonObject;
}

export interface WorkflowEvent {
  /** Global order: 1, 2, 3 ... without gaps. */
  readonly position: number;
  readonly id: string;
  readonly eventType: EventType;
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  readonly ruleId: string | null;
  readonly discipline: Discipline;
  readonly payload: EventPayload;
  readonly metadata: JsonObject;
  /** The batch. */
  readonly correlationId: string;
  /** The event that caused this one. */
  readonly causationId: string | null;
  /** Order inside the batch, from 0. */
  readonly sequenceNum: number;
  readonly userId: string;
  /** UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`; never earlier than the event before. */
  readonly timestamp: string;
  readonly prevHash: string;
  readonly hash: string;
  /** Derived from the batch: true while the batch is not in force. */
  readonly isRolledBack: boolean;
}

/** An event before the store gives it position, time and hash. */
export interface EventDraft {
  /** Given by whoever must be able to retry; otherwise the store makes one. */
  readonly id?: string;
  readonly eventType: EventType;
  readonly aggregateType: AggregateType;
  readonly aggregateId: string;
  readonly ruleId: string | null;
  readonly discipline: Discipline;
  readonly payload: EventPayload;
  readonly metadata: JsonObject;
  /** The id of the causing event; a number is the index of a draft of the same batch; null is BATCH_STARTED. */
  readonly cause: string | number | null;
}
