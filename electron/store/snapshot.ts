import { deflateSync, inflateSync } from 'node:zlib';
import { SynapseError } from '../../shared/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { ENTITY_TYPES, type EntityType } from '../../shared/model/entities.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import type { Projection } from './projection/projection.ts';

/** The state of one entity before a batch. */
export interface SnapshotEntry {
  readonly type: EntityType;
  readonly id: string;
  readonly state: JsonObject;
}

/** What a batch found: the full state, before it, of every entity that it touches. What it creates had none. */
export interface Snapshot {
  /** How many states it holds. */
  readonly entities: number;
  /** Compressed JSON Lines (zlib), one `[type, id, state]` a line. */
  readonly state: Buffer;
  /** SHA-256 of `state`; BATCH_COMPLETED carries it, so the chain covers the snapshot. */
  readonly sha256: string;
}

/** Takes the snapshot of a batch from its projection; null where the batch touches no entity. */
export function takeSnapshot({ entities }: Projection): Snapshot | null {
  if (entities.size === 0) return null;
  const lines: string[] = [];
  for (const [id, { type, before }] of entities) {
    if (before !== null) lines.push(JSON.stringify([type, id, before.state]));
  }
  const state = deflateSync(lines.join('\n'), { level: 1 });
  return { entities: lines.length, state, sha256: sha256(state) };
}

export function writeSnapshot(
  database: WritableDatabase,
  correlationId: string,
  events: number,
  snapshot: Snapshot,
): void {
  database
    .prepare(
      'INSERT INTO execution_snapshots (correlation_id, events, entities, state, sha256, status) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(correlationId, events, snapshot.entities, snapshot.state, snapshot.sha256, 'ACTIVE');
}

interface SnapshotRow {
  readonly events: number;
  readonly entities: number;
  readonly state: Buffer;
  readonly sha256: string;
}

/**
 * The snapshot of a batch, checked against its own hash.
 * @throws SynapseError PROJECT_CORRUPT where it is missing or its bytes are not what was recorded.
 */
export function readSnapshot(
  database: ReadableDatabase,
  correlationId: string,
  recorded: string | null,
): SnapshotEntry[] {
  const row = database
    .prepare<[string], SnapshotRow>(
      'SELECT events, entities, state, sha256 FROM execution_snapshots WHERE correlation_id = ?',
    )
    .get(correlationId);
  if (row === undefined || sha256(row.state) !== recorded || row.sha256 !== recorded) {
    throw new SynapseError(
      'PROJECT_CORRUPT',
      `The snapshot of batch ${correlationId} is ${row === undefined ? 'missing' : 'not what was recorded'}. Run \`verify\`, and restore a backup.`,
      { correlationId },
    );
  }
  const text = inflateSync(row.state).toString('utf8');
  return text === '' ? [] : text.split('\n').map((line) => entryOf(JSON.parse(line), correlationId));
}

function entryOf(line: unknown, correlationId: string): SnapshotEntry {
  if (Array.isArray(line)) {
    const [type, id, state] = line as unknown[];
    const known = ENTITY_TYPES.find((name) => name === type);
    if (known !== undefined && typeof id === 'string' && isJsonObject(state as JsonValue)) {
      return { type: known, id, state: state as JsonObject };
    }
  }
  throw new SynapseError(
    'PROJECT_CORRUPT',
    `The snapshot of batch ${correlationId} holds what is no entity.`,
    { correlationId },
  );
}
