import { sha256 } from '../kernel/hash.ts';

/** A row of `workflow_events` as it is stored: text, and JSON as text. */
export interface EventRow {
  readonly position: number;
  readonly id: string;
  readonly event_type: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly rule_id: string | null;
  readonly discipline: string;
  readonly payload: string;
  readonly metadata: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly sequence_num: number;
  readonly user_id: string;
  readonly timestamp: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export const EVENT_COLUMNS =
  'position, id, event_type, aggregate_type, aggregate_id, rule_id, discipline, payload, metadata, ' +
  'correlation_id, causation_id, sequence_num, user_id, timestamp, prev_hash, hash';

/** The `prev_hash` of the first event. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The hash of an event: SHA-256 over the UTF-8 bytes of three lines joined by line feeds, with none at the end:
 * a JSON array of all columns but payload, metadata and hash, in their order; the metadata; the payload, both
 * as stored. As neither of these holds a line feed (`verify` sees to it), no two events give the same bytes.
 * The array holds `prev_hash`, and that chains each event to all before it.
 */
export function hashOfEvent(row: Omit<EventRow, 'hash'>): string {
  const header = JSON.stringify([
    row.position,
    row.id,
    row.event_type,
    row.aggregate_type,
    row.aggregate_id,
    row.rule_id,
    row.discipline,
    row.correlation_id,
    row.causation_id,
    row.sequence_num,
    row.user_id,
    row.timestamp,
    row.prev_hash,
  ]);
  return sha256(`${header}\n${row.metadata}\n${row.payload}`);
}
