import { SynapseError, type ErrorReport } from '../../shared/errors.ts';
import { displayText, type JsonObject } from '../../shared/json.ts';
import { changesEntity, type EventDraft, type EventType } from '../../shared/model/events.ts';
import type { BatchKind } from '../../shared/model/terms.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { Appender, readHead, type AppendedEvent, type BatchFrame } from './append.ts';
import { storedBatch, storedEntity } from './base.ts';
import { writeTransaction, type WritableDatabase } from './database.ts';
import { Projection } from './projection/projection.ts';
import { writeProjection } from './projection/write-projection.ts';
import { takeSnapshot, writeSnapshot } from './snapshot.ts';

export interface BatchStart {
  readonly kind: BatchKind;
  readonly userId: string;
  readonly reason: string | null;
  readonly planHash?: string;
  /** What else is worth telling about the batch as a whole. */
  readonly details?: JsonObject;
  /** Given by whoever must be able to retry. */
  readonly correlationId?: string;
}

/** A batch that has been started and not ended. */
export interface RunningBatch {
  readonly correlationId: string;
  readonly userId: string;
  readonly startedId: string;
  readonly startedPosition: number;
}

export interface CommitOptions {
  /** The last position that the caller knows of (BATCH_STARTED's own not counted). */
  readonly expectedPosition?: number;
  /** Kept in BATCH_COMPLETED and shown with the batch. May be made once all drafts have been drawn. */
  readonly summary?: JsonObject | (() => JsonObject);
  readonly onProgress?: (events: number) => void;
  /** Asked now and then; true stops the batch and nothing of it is applied. */
  readonly shouldCancel?: () => boolean;
}

export interface CommitResult {
  readonly correlationId: string;
  readonly lastPosition: number;
  readonly headHash: string;
  /** Events of the batch that change an entity. */
  readonly changes: number;
}

/** The log of a project: batches of events, appended together with what follows from them, or not at all. */
export interface EventStore {
  /** First transaction of a batch: BATCH_STARTED alone. With an id that was started before it gives that batch. */
  start(batch: BatchStart): RunningBatch;
  /** Second transaction: the events, the projections, the snapshot and BATCH_COMPLETED; all or nothing. */
  commit(batch: RunningBatch, drafts: Iterable<EventDraft>, options?: CommitOptions): CommitResult;
  /** Records that a batch was given up; nothing of it was applied. A batch that has ended stays as it is. */
  end(batch: RunningBatch, how: 'BATCH_CANCELLED' | 'BATCH_FAILED', error?: ErrorReport): void;
}

/** Between two calls of `onProgress` and `shouldCancel`. */
const CHECK_INTERVAL = 500;

export function createEventStore(database: WritableDatabase, clock: Clock): EventStore {
  return {
    start: (batch) => writeTransaction(database, () => startBatch(database, clock, batch)),
    commit: (batch, drafts, options = {}) =>
      writeTransaction(database, () => commitBatch(database, clock, batch, drafts, options)),
    end: (batch, how, error) =>
      writeTransaction(database, () => endBatch(database, clock, batch, how, error)),
  };
}

function startBatch(database: WritableDatabase, clock: Clock, start: BatchStart): RunningBatch {
  const correlationId = start.correlationId ?? newId();
  const earlier = startedBatch(database, correlationId);
  if (earlier !== null) return earlier;
  const { kind, reason, planHash, details } = start;
  const userId = start.userId.toWellFormed();
  const run = openRun(database, clock, { correlationId, userId, startedId: null, nextSequence: 0 });
  const context = { kind, reason, ...(planHash === undefined ? {} : { planHash }), ...details };
  const event = run.append(batchEvent('BATCH_STARTED', correlationId, context));
  run.finish();
  return { correlationId, userId, startedId: event.id, startedPosition: event.position };
}

function commitBatch(
  database: WritableDatabase,
  clock: Clock,
  batch: RunningBatch,
  drafts: Iterable<EventDraft>,
  options: CommitOptions,
): CommitResult {
  const done = completedBatch(database, batch.correlationId);
  if (done !== null) return done;
  expectRunning(database, batch);
  expectPosition(database, batch, options.expectedPosition);
  const run = openRun(database, clock, { ...batch, nextSequence: 1 });
  let changes = 0;
  for (const draft of drafts) {
    if (run.events % CHECK_INTERVAL === 0) {
      options.onProgress?.(run.events);
      if (options.shouldCancel?.() === true) throw new SynapseError('CANCELLED');
    }
    if (changesEntity(draft.eventType)) {
      expectPresence(database, run.projection, draft);
      changes += 1;
    }
    if (draft.id !== undefined) expectNewId(database, draft.id);
    run.append(draft);
  }
  options.onProgress?.(run.events);
  const snapshot = takeSnapshot(run.projection);
  const summary = typeof options.summary === 'function' ? options.summary() : (options.summary ?? {});
  const context = { summary, changes, snapshot: snapshot?.sha256 ?? null };
  if (snapshot !== null) writeSnapshot(database, batch.correlationId, changes, snapshot);
  run.append(batchEvent('BATCH_COMPLETED', batch.correlationId, context));
  const head = run.finish();
  return { correlationId: batch.correlationId, lastPosition: head.position, headHash: head.hash, changes };
}

function endBatch(
  database: WritableDatabase,
  clock: Clock,
  batch: RunningBatch,
  how: 'BATCH_CANCELLED' | 'BATCH_FAILED',
  error: ErrorReport | undefined,
): void {
  if (storedBatch(database, batch.correlationId)?.status !== 'RUNNING') return;
  const run = openRun(database, clock, { ...batch, nextSequence: 1 });
  const context: JsonObject = error === undefined ? {} : { error: { ...error } };
  run.append(batchEvent(how, batch.correlationId, context));
  run.finish();
}

/** Appends to the log and folds the projections along; `finish` writes them. */
function openRun(database: WritableDatabase, clock: Clock, frame: BatchFrame) {
  const appender = new Appender(database, clock, frame);
  const projection = new Projection({
    entity: storedEntity(database),
    batch: (correlationId) => storedBatch(database, correlationId),
  });
  let events = 0;
  return {
    projection,
    get events() {
      return events;
    },
    append(draft: EventDraft): AppendedEvent {
      const event = appender.append(draft);
      projection.add(event);
      events += 1;
      return event;
    },
    finish() {
      appender.flush();
      writeProjection(database, projection);
      database
        .prepare('INSERT OR REPLACE INTO chain_head (id, last_position, hash) VALUES (1, ?, ?)')
        .run(appender.head.position, appender.head.hash);
      return appender.head;
    },
  };
}

export function batchEvent(eventType: EventType, correlationId: string, context: JsonObject): EventDraft {
  return {
    eventType,
    aggregateType: 'BATCH',
    aggregateId: correlationId,
    ruleId: null,
    discipline: 'GENERAL',
    payload: { before: null, after: null, diff: [], context },
    metadata: {},
    cause: null,
  };
}

/**
 * A change must fit what is there: nothing changes that does not exist. (A creation of what exists already is
 * refused by the table's primary key.)
 */
function expectPresence(database: WritableDatabase, projection: Projection, draft: EventDraft): void {
  const { aggregateType, aggregateId, payload } = draft;
  if (aggregateType === 'BATCH') return;
  const touched = projection.entities.get(aggregateId);
  if (payload.before === null && touched === undefined) return;
  const exists = projection.entity(aggregateType, aggregateId) !== null;
  if (exists === (payload.before === null)) throw misfit(draft, exists ? 'exists already' : 'does not exist');
  const wasMade = payload.after === null && touched?.before === null;
  if (wasMade && storedEntity(database)(aggregateType, aggregateId) !== null) {
    throw misfit(draft, 'existed before the batch that says to have created it');
  }
}

function misfit({ eventType, aggregateId, metadata }: EventDraft, wrong: string): SynapseError {
  const tag = displayText(metadata['tag'] ?? aggregateId);
  return new SynapseError('INTERNAL', `${eventType} of ${tag}: it ${wrong}.`, { aggregateId });
}

/** A batch ends once: what was given up is tried again as a batch of its own. */
function expectRunning(database: WritableDatabase, { correlationId }: RunningBatch): void {
  const status = storedBatch(database, correlationId)?.status ?? 'not started';
  if (status === 'RUNNING') return;
  throw new SynapseError(
    'INTERNAL',
    `Batch ${correlationId} is ${status}, so nothing can be added to it. Start a new one.`,
    {
      correlationId,
    },
  );
}

function expectNewId(database: WritableDatabase, id: string): void {
  const known = database
    .prepare<[string], string>('SELECT correlation_id FROM workflow_events WHERE id = ?')
    .pluck()
    .get(id);
  if (known === undefined) return;
  throw new SynapseError(
    'INTERNAL',
    `Event ${id} was written already, by batch ${known}. Retry with that batch's id.`,
    { id },
  );
}

function expectPosition(database: WritableDatabase, batch: RunningBatch, expected: number | undefined): void {
  if (expected === undefined) return;
  const before = batch.startedPosition - 1;
  const { position } = readHead(database);
  if (before !== expected || position !== batch.startedPosition) {
    throw new SynapseError('PLAN_STALE', `The log stands at ${position}, not at ${expected} as expected.`, {
      expected,
      position,
    });
  }
}

function startedBatch(database: WritableDatabase, correlationId: string): RunningBatch | null {
  const row = database
    .prepare<[string], { id: string; position: number; user_id: string }>(
      "SELECT id, position, user_id FROM workflow_events WHERE correlation_id = ? AND event_type = 'BATCH_STARTED'",
    )
    .get(correlationId);
  if (row === undefined) return null;
  return { correlationId, userId: row.user_id, startedId: row.id, startedPosition: row.position };
}

/** A retry of a batch that was committed answers what the first try would have. */
function completedBatch(database: WritableDatabase, correlationId: string): CommitResult | null {
  const row = database
    .prepare<[string], { position: number; hash: string; changes: number }>(
      `SELECT e.position, e.hash, b.changes FROM workflow_events e JOIN batches b USING (correlation_id)
       WHERE e.correlation_id = ? AND e.event_type = 'BATCH_COMPLETED'`,
    )
    .get(correlationId);
  if (row === undefined) return null;
  return { correlationId, lastPosition: row.position, headHash: row.hash, changes: row.changes };
}
