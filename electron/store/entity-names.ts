import type { ReadableDatabase } from './database.ts';

/** Tags (codes of packages) by the id of what bears them, or bore them last. Each is looked up once. */
export function createNames(database: ReadableDatabase): (id: string) => string | null {
  const standing = database
    .prepare<{ id: string }, string>(
      `SELECT tag FROM assets WHERE id = :id UNION ALL SELECT tag FROM cables WHERE id = :id
       UNION ALL SELECT code FROM packages WHERE id = :id`,
    )
    .pluck();
  const former = database
    .prepare<[string], string | null>(
      "SELECT metadata ->> '$.tag' FROM workflow_events WHERE aggregate_id = ? ORDER BY position DESC LIMIT 1",
    )
    .pluck();
  const names = new Map<string, string | null>();
  return (id) => {
    let name = names.get(id);
    if (name === undefined) {
      name = standing.get({ id }) ?? former.get(id) ?? null;
      names.set(id, name);
    }
    return name;
  };
}
