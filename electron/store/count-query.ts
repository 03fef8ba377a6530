import { readTransaction, type ReadableDatabase } from './database.ts';

/** How many entities of each kind, events and batches a project has. */
export function countAll(database: ReadableDatabase): Record<(typeof COUNTED)[number], number> {
  return readTransaction(database, () => {
    const counted = COUNTED.map((name) => {
      const table = name === 'events' ? 'workflow_events' : name;
      const condition = name === 'findings' ? "WHERE status = 'OPEN'" : '';
      return [
        name,
        database.prepare<[], number>(`SELECT count(*) FROM ${table} ${condition}`).pluck().get() ?? 0,
      ] as const;
    });
    return Object.fromEntries(counted) as Record<(typeof COUNTED)[number], number>;
  });
}

const COUNTED = ['assets', 'cables', 'edges', 'packages', 'rules', 'findings', 'events', 'batches'] as const;
