import { SynapseError } from '../../../shared/errors.ts';
import { isJsonObject, jsonEqual, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { changesEntity } from '../../../shared/model/events.ts';
import { recordedSnapshot } from '../../store/batch-query.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { eventsOfBatch } from '../../store/event-query.ts';
import { readSnapshot } from '../../store/snapshot.ts';
import type { Batches } from './switching.ts';

/**
 * Checks the events of batches against their snapshots: both say what stood there before.
 * @throws SynapseError PROJECT_CORRUPT
 */
export function expectSnapshotsAgree(
  database: ReadableDatabase,
  batches: Batches,
  correlationIds: ReadonlySet<string>,
): void {
  for (const correlationId of correlationIds) {
    if ((batches.get(correlationId)?.changes ?? 0) > 0) expectSnapshotAgrees(database, correlationId);
  }
}

function expectSnapshotAgrees(database: ReadableDatabase, correlationId: string): void {
  const entries = readSnapshot(database, correlationId, recordedSnapshot(database, correlationId));
  const states = new Map(entries.map(({ id, state }) => [id, state]));
  const seen = new Set<string>();
  for (const { eventType, aggregateId, payload, position } of eventsOfBatch(database, correlationId)) {
    if (!changesEntity(eventType) || seen.has(aggregateId)) continue;
    seen.add(aggregateId);
    if (agrees(states.get(aggregateId) ?? null, payload.before)) continue;
    throw new SynapseError(
      'PROJECT_CORRUPT',
      `The snapshot of batch ${correlationId} and event ${position} tell different states. Run \`verify\`, and restore a backup.`,
      { correlationId, position },
    );
  }
}

/** The fields that an event saw before it must stand in the snapshot as well. */
function agrees(state: JsonObject | null, before: JsonObject | null): boolean {
  if (state === null || before === null) return state === before;
  return Object.entries(before).every(([field, value]) => sameOrNested(state[field], value));
}

function sameOrNested(found: JsonValue | undefined, seen: JsonValue | undefined): boolean {
  if (!isJsonObject(seen)) return jsonEqual(found ?? null, seen ?? null);
  const map = isJsonObject(found) ? found : {};
  return Object.entries(seen).every(([key, value]) => jsonEqual(map[key] ?? null, value ?? null));
}
