import type { ReadableDatabase } from '../../store/database.ts';
import { referrerLookup } from '../../store/entity-lookup.ts';
import { createHistories, type EntityHistories } from './history-of-entities.ts';
import { isInForce, isOriginal, type Batches } from './switching.ts';

/** What all steps of planning a rollback look at. */
export interface RollbackPlanning {
  readonly database: ReadableDatabase;
  readonly batches: Batches;
  readonly histories: EntityHistories;
  /** Everything that ever referred to an entity. */
  readonly referringTo: ReturnType<typeof referrerLookup>;
  /** Original -> whether it will be in force. */
  readonly switched: ReadonlyMap<string, boolean>;
  /** Whether an original will be in force after the rollback. */
  willBeInForce(correlationId: string): boolean;
  /** Whether an original is in force and not switched. */
  staysInForce(correlationId: string): boolean;
}

export function createPlanning(
  database: ReadableDatabase,
  batches: Batches,
  switched: ReadonlyMap<string, boolean>,
  histories: EntityHistories = createHistories(database, batches),
): RollbackPlanning {
  const willBeInForce = (correlationId: string): boolean => {
    const batch = batches.get(correlationId);
    if (batch === undefined || !isOriginal(batch)) return false;
    return switched.get(correlationId) ?? isInForce(batch);
  };
  return {
    database,
    batches,
    histories,
    referringTo: referrerLookup(database),
    switched,
    willBeInForce,
    staysInForce: (correlationId) => willBeInForce(correlationId) && !switched.has(correlationId),
  };
}
