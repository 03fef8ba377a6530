import type { ReadableDatabase } from '../../store/database.ts';
import { createHistories, type EntityHistories } from './history-of-entities.ts';
import { isInForce, isOriginal, type Batches } from './switching.ts';

/** What all steps of planning a rollback look at. */
export interface RollbackPlanning {
  readonly database: ReadableDatabase;
  readonly batches: Batches;
  readonly histories: EntityHistories;
  /** Original -> whether it will be in force. */
  readonly switched: ReadonlyMap<string, boolean>;
  /** Whether an original will be in force after the rollback. */
  willBeInForce(correlationId: string): boolean;
}

export function createPlanning(
  database: ReadableDatabase,
  batches: Batches,
  switched: ReadonlyMap<string, boolean>,
  histories: EntityHistories = createHistories(database, batches),
): RollbackPlanning {
  return {
    database,
    batches,
    histories,
    switched,
    willBeInForce: (correlationId) => {
      const batch = batches.get(correlationId);
      if (batch === undefined || !isOriginal(batch)) return false;
      return switched.get(correlationId) ?? isInForce(batch);
    },
  };
}
