import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { changesEntity } from '../../../shared/model/events.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { eventsOfEntities } from '../../store/event-query.ts';
import { isOriginal, type Batches } from './switching.ts';

/** The changes of entities by originals, oldest first, looked up once per entity. */
export interface EntityHistories {
  of(aggregateId: string): readonly WorkflowEvent[];
  /** Looks many up at once. */
  load(aggregateIds: Iterable<string>): void;
}

const CHUNK = 5_000;

export function createHistories(database: ReadableDatabase, batches: Batches): EntityHistories {
  const histories = new Map<string, WorkflowEvent[]>();
  const load = (ids: Iterable<string>): void => {
    const missing = [...new Set(ids)].filter((id) => !histories.has(id));
    for (let start = 0; start < missing.length; start += CHUNK) {
      const chunk = missing.slice(start, start + CHUNK);
      for (const id of chunk) histories.set(id, []);
      for (const event of eventsOfEntities(database, chunk)) {
        const batch = batches.get(event.correlationId);
        if (changesEntity(event.eventType) && batch !== undefined && isOriginal(batch)) {
          histories.get(event.aggregateId)?.push(event);
        }
      }
    }
  };
  return {
    load,
    of: (id) => {
      load([id]);
      return histories.get(id) ?? [];
    },
  };
}
