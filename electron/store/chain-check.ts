import type { BadPlace } from '../../shared/model/verify.ts';
import type { ReadableDatabase } from './database.ts';
import { EVENT_COLUMNS, GENESIS_HASH, hashOfEvent, type EventRow } from './event-hash.ts';

export interface ChainReport {
  readonly events: number;
  readonly headHash: string;
  readonly firstBad: BadPlace | null;
}

/** Hashes every event again and follows the chain from the first to the last. Changes nothing. */
export function checkChain(database: ReadableDatabase, onProgress?: (events: number) => void): ChainReport {
  let previous: EventRow | null = null;
  let events = 0;
  let firstBad: BadPlace | null = null;
  const rows = database.prepare<[], EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM workflow_events ORDER BY position`,
  );
  for (const row of rows.iterate()) {
    events += 1;
    firstBad ??= checkLink(database, previous, row);
    previous = row;
    if (events % 10_000 === 0) onProgress?.(events);
  }
  firstBad ??= checkEnd(database, previous);
  return { events, headHash: previous?.hash ?? GENESIS_HASH, firstBad };
}

function checkLink(database: ReadableDatabase, previous: EventRow | null, row: EventRow): BadPlace | null {
  const expectedPosition = (previous?.position ?? 0) + 1;
  const expectedHash = previous?.hash ?? GENESIS_HASH;
  if (row.position > expectedPosition) {
    return bad(expectedPosition, 'MISSING', `the event of position ${expectedPosition} is not there`);
  }
  if (row.position < expectedPosition) {
    return bad(row.position, 'INSERTED', `an event stands at position ${row.position}, before the first`);
  }
  const intact = hashOfEvent(row) === row.hash && isOneLine(row);
  if (intact && row.prev_hash === expectedHash) return null;
  if (intact)
    return bad(
      row.position - 1,
      'EDITED',
      `event ${row.position} attests another hash for the event before it`,
    );
  return classify(database, row, expectedHash);
}

function isOneLine({ metadata, payload }: EventRow): boolean {
  return !metadata.includes('\n') && !payload.includes('\n');
}

/** An event whose hash does not fit: from elsewhere in the log, put in between, or changed. */
function classify(database: ReadableDatabase, row: EventRow, expectedHash: string): BadPlace {
  const { position } = row;
  const home = homeOf(database, row);
  if (home !== null && home < position && eventAt(database, home)?.hash !== row.hash) {
    return bad(
      home,
      'INSERTED',
      `the event at position ${home} was put in before the one that belongs there`,
    );
  }
  if (home !== null && home !== position) {
    return bad(position, 'REORDERED', `the event at position ${position} belongs to position ${home}`);
  }
  const next = eventAt(database, position + 1);
  if (next !== undefined && next.prev_hash === expectedHash) {
    return bad(position, 'INSERTED', `the event at position ${position} is not part of the chain`);
  }
  return bad(position, 'EDITED', `event ${position} (${row.event_type}) is not what was written`);
}

/** The position for which an event's hash is right, found by the event that it follows. */
function homeOf(database: ReadableDatabase, row: EventRow): number | null {
  const positions = row.prev_hash === GENESIS_HASH ? [0] : positionsOfHash(database, row.prev_hash);
  const home = positions.find((before) => hashOfEvent({ ...row, position: before + 1 }) === row.hash);
  return home === undefined ? null : home + 1;
}

function positionsOfHash(database: ReadableDatabase, hash: string): number[] {
  const rows = database
    .prepare<[string], { position: number }>('SELECT position FROM workflow_events WHERE hash = ?')
    .all(hash);
  return rows.flatMap(({ position }) => [position, position - 1, position + 1]);
}

function checkEnd(database: ReadableDatabase, last: EventRow | null): BadPlace | null {
  const head = database
    .prepare<[], { last_position: number; hash: string }>(
      'SELECT last_position, hash FROM chain_head WHERE id = 1',
    )
    .get();
  const position = last?.position ?? 0;
  if (head === undefined)
    return position === 0 ? null : bad(position, 'SCHEMA', 'the record of the last event is not there');
  if (head.last_position > position) {
    return bad(
      position + 1,
      'MISSING',
      `the log ends at ${position}, but ${head.last_position} events were written`,
    );
  }
  if (head.last_position < position) {
    return bad(
      head.last_position + 1,
      'INSERTED',
      `only ${head.last_position} events were written, but the log ends at ${position}`,
    );
  }
  return last !== null && head.hash !== last.hash
    ? bad(position, 'EDITED', `event ${position} is not what was written`)
    : null;
}

function eventAt(database: ReadableDatabase, position: number): EventRow | undefined {
  return database
    .prepare<[number], EventRow>(`SELECT ${EVENT_COLUMNS} FROM workflow_events WHERE position = ?`)
    .get(position);
}

const bad = (position: number, kind: BadPlace['kind'], message: string): BadPlace => ({
  position,
  kind,
  message: `${message}.`,
});
