import { SynapseError } from '../../shared/errors.ts';
import type { EventDraft } from '../../shared/model/events.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { EVENT_COLUMNS, GENESIS_HASH, hashOfEvent } from './event-hash.ts';
import type { ProjectableEvent } from './projection/projectable-event.ts';

/** Where the chain ends. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string;
  readonly timestamp: string;
}

export function readHead(database: ReadableDatabase): ChainHead {
  const row = database
    .prepare<[], ChainHead>(
      'SELECT position, hash, timestamp FROM workflow_events ORDER BY position DESC LIMIT 1',
    )
    .get();
  return row ?? { position: 0, hash: GENESIS_HASH, timestamp: '' };
}

/** The hash of the log at a position, or null where it has none there. */
export function hashAt(database: ReadableDatabase, position: number): string | null {
  if (position === 0) return GENESIS_HASH;
  const find = database.prepare<[number], string>('SELECT hash FROM workflow_events WHERE position = ?');
  return find.pluck().get(position) ?? null;
}

/** What all events of one batch have in common. */
export interface BatchFrame {
  readonly correlationId: string;
  readonly userId: string;
  /** The id of BATCH_STARTED: the cause of what states none. */
  readonly startedId: string | null;
  /** The sequence number of the next event. */
  readonly nextSequence: number;
}

/** An event as it was appended. */
export interface AppendedEvent extends ProjectableEvent {
  readonly id: string;
}

/** How many events share one look at the clock. */
const CLOCK_INTERVAL = 256;

/** How many rows are written together: SQLite's own code and pages then stay in the processor's cache. */
const ROWS_AT_ONCE = 1_000;

/**
 * Appends events one by one to the log, chained by hash, inside the caller's write transaction. Positions
 * follow the last one without gaps and times never go back. `flush` writes the last of them.
 */
export class Appender {
  #head: ChainHead;
  #sequence: number;
  #now = '';
  #pending: unknown[][] = [];
  readonly #ids: string[] = [];
  readonly #frame: BatchFrame;
  readonly #clock: Clock;
  readonly #insert;

  constructor(database: WritableDatabase, clock: Clock, frame: BatchFrame) {
    this.#frame = frame;
    this.#clock = clock;
    this.#sequence = frame.nextSequence;
    this.#head = readHead(database);
    this.#insert = database.prepare(
      `INSERT INTO workflow_events (${EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  get head(): ChainHead {
    return this.#head;
  }

  append(draft: EventDraft): AppendedEvent {
    const { eventType, aggregateType, aggregateId, ruleId, discipline, payload } = draft;
    const { correlationId, userId } = this.#frame;
    const id = draft.id ?? newId();
    const unhashed = {
      position: this.#head.position + 1,
      id,
      event_type: eventType,
      aggregate_type: aggregateType,
      aggregate_id: aggregateId,
      rule_id: ruleId,
      discipline,
      payload: JSON.stringify(payload),
      metadata: JSON.stringify(draft.metadata),
      correlation_id: correlationId,
      causation_id: this.#causeOf(draft),
      sequence_num: this.#sequence,
      user_id: userId,
      timestamp: this.#time(),
      prev_hash: this.#head.hash,
    };
    const hash = hashOfEvent(unhashed);
    this.#pending.push([
      unhashed.position,
      id,
      eventType,
      aggregateType,
      aggregateId,
      ruleId,
      discipline,
      unhashed.payload,
      unhashed.metadata,
      correlationId,
      unhashed.causation_id,
      unhashed.sequence_num,
      userId,
      unhashed.timestamp,
      unhashed.prev_hash,
      hash,
    ]);
    if (this.#pending.length >= ROWS_AT_ONCE) this.flush();
    this.#head = { position: unhashed.position, hash, timestamp: unhashed.timestamp };
    this.#sequence += 1;
    this.#ids.push(id);
    return {
      id,
      position: unhashed.position,
      eventType,
      aggregateType,
      aggregateId,
      ruleId,
      discipline,
      payload,
      correlationId,
      userId,
      timestamp: unhashed.timestamp,
    };
  }

  /** Writes what is appended and not yet written. */
  flush(): void {
    for (const row of this.#pending) this.#insert.run(row);
    this.#pending = [];
  }

  #causeOf({ cause }: EventDraft): string | null {
    if (cause === null) return this.#frame.startedId;
    if (typeof cause === 'string') return cause;
    const id = this.#ids[cause];
    if (id === undefined)
      throw new SynapseError('INTERNAL', `Event ${this.#ids.length} names a cause that comes after it.`);
    return id;
  }

  #time(): string {
    if (this.#now === '' || this.#ids.length % CLOCK_INTERVAL === 0) {
      const now = this.#clock().toISOString();
      this.#now = now > this.#head.timestamp ? now : this.#head.timestamp;
    }
    return this.#now;
  }
}
