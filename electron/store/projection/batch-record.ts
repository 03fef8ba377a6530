import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { BatchCounts } from '../../../shared/model/batch.ts';
import { changesEntity } from '../../../shared/model/events.ts';
import type { ProjectableEvent } from './projectable-event.ts';

/** A row of `batches`. INTERRUPTED is derived when it is read, never stored. */
export interface BatchRecord {
  readonly correlationId: string;
  readonly kind: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED' | 'ROLLED_BACK';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly userId: string;
  readonly reason: string | null;
  readonly planHash: string | null;
  readonly startedPosition: number;
  readonly lastPosition: number;
  readonly counts: BatchCounts;
  /** How many events of the batch change an entity. */
  readonly changes: number;
  readonly summary: JsonValue;
}

/** What a rollback left in force (true) or out of force (false). */
export interface BatchSwitch {
  readonly correlationId: string;
  readonly inForce: boolean;
}

const NO_CHANGES = { created: 0, updated: 0, deleted: 0 };
const NO_COUNTS: BatchCounts = {
  events: 0,
  assets: NO_CHANGES,
  cables: NO_CHANGES,
  edges: NO_CHANGES,
  packages: NO_CHANGES,
  rules: NO_CHANGES,
  findings: { raised: 0, resolved: 0 },
};

/** The record that BATCH_STARTED makes. */
export function startedBatch(event: ProjectableEvent): BatchRecord {
  const { context } = event.payload;
  return {
    correlationId: event.correlationId,
    kind: textOf(context['kind']) ?? '',
    status: 'RUNNING',
    startedAt: event.timestamp,
    finishedAt: null,
    userId: event.userId,
    reason: textOf(context['reason']),
    planHash: textOf(context['planHash']),
    startedPosition: event.position,
    lastPosition: event.position,
    counts: { ...NO_COUNTS, events: 1 },
    changes: 0,
    summary: null,
  };
}

const ENDS: Readonly<Record<string, BatchRecord['status']>> = {
  BATCH_COMPLETED: 'COMPLETED',
  BATCH_CANCELLED: 'CANCELLED',
  BATCH_FAILED: 'FAILED',
};

/** The record after the events of a tally and, where `end` is given, after the event that ends the batch. */
export function afterEvents(record: BatchRecord, tally: BatchTally): BatchRecord {
  const { end } = tally;
  return {
    ...record,
    ...(end === null
      ? {}
      : {
          status: ENDS[end.eventType] ?? record.status,
          finishedAt: end.timestamp,
          summary: end.payload.context['summary'] ?? null,
        }),
    lastPosition: Math.max(record.lastPosition, tally.lastPosition),
    counts: addCounts(record.counts, tally),
    changes: record.changes + tally.changes,
  };
}

/** Counts of a batch's events. */
export interface BatchTally {
  events: number;
  changes: number;
  lastPosition: number;
  byType: Map<string, number>;
  end: ProjectableEvent | null;
}

export const emptyTally = (): BatchTally => ({
  events: 0,
  changes: 0,
  lastPosition: 0,
  byType: new Map(),
  end: null,
});

/** Adds the events of one sort. */
export function countGroup(
  tally: BatchTally,
  group: { readonly eventType: string; readonly events: number; readonly lastPosition: number },
): void {
  const { eventType, events, lastPosition } = group;
  tally.events += events;
  if (changesEntity(eventType)) tally.changes += events;
  tally.lastPosition = Math.max(tally.lastPosition, lastPosition);
  tally.byType.set(eventType, (tally.byType.get(eventType) ?? 0) + events);
}

/** True for the events that end a batch. */
export const endsBatch = (eventType: string): boolean => Object.hasOwn(ENDS, eventType);

function addCounts(counts: BatchCounts, { events, byType }: BatchTally): BatchCounts {
  const of = (type: string) => byType.get(type) ?? 0;
  const add = (sum: BatchCounts['assets'], created: string, updated: string, deleted: string) => ({
    created: sum.created + of(created),
    updated: sum.updated + of(updated),
    deleted: sum.deleted + of(deleted),
  });
  return {
    events: counts.events + events,
    assets: add(counts.assets, 'ASSET_CREATED', 'ASSET_UPDATED', 'ASSET_DELETED'),
    cables: add(counts.cables, 'CABLE_CREATED', 'CABLE_UPDATED', 'CABLE_DELETED'),
    edges: add(counts.edges, 'RELATIONSHIP_CREATED', '', 'RELATIONSHIP_DELETED'),
    packages: add(counts.packages, 'PACKAGE_CREATED', 'PACKAGE_UPDATED', 'PACKAGE_DELETED'),
    rules: add(counts.rules, 'RULE_DEFINED', 'RULE_CHANGED', 'RULE_RETIRED'),
    findings: {
      raised: counts.findings.raised + of('FINDING_RAISED'),
      resolved: counts.findings.resolved + of('FINDING_RESOLVED'),
    },
  };
}

/** The switches that a BATCH_ROLLED_BACK event records. */
export function switchesOf(context: JsonObject): BatchSwitch[] {
  const switched = context['switched'];
  if (!isJsonArray(switched)) return [];
  return switched.filter(isJsonObject).map((entry) => ({
    correlationId: textOf(entry['correlationId']) ?? '',
    inForce: entry['inForce'] === true,
  }));
}

const textOf = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);
