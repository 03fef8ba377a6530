import type { ReadableDatabase } from './database.ts';

/** What of an asset can be filtered and sorted by, as a tuple: a hundred thousand of them are read at once. */
export type AssetRowTuple = readonly [
  id: string,
  tag: string,
  type: string,
  description: string | null,
  discipline: string,
  area: string | null,
  system: string | null,
  parentId: string | null,
];

/** All assets in the order of their tags. */
export function assetTuples(database: ReadableDatabase): IterableIterator<AssetRowTuple> {
  return database
    .prepare<[], AssetRowTuple>(
      'SELECT id, tag, type, description, discipline, area, system, parent_id FROM assets ORDER BY tag_key',
    )
    .raw(true)
    .iterate();
}

/** The ids of a page of all assets, in the order of their tags. */
export function assetIdsByTag(database: ReadableDatabase, offset: number, limit: number): string[] {
  return database
    .prepare<[number, number], string>('SELECT id FROM assets ORDER BY tag_key LIMIT ? OFFSET ?')
    .pluck(true)
    .all(limit, offset);
}

export const countAssets = (database: ReadableDatabase): number =>
  database.prepare<[], number>('SELECT count(*) FROM assets').pluck(true).get() ?? 0;

/** Whether any asset changed after a position of the log. */
export function assetsChangedSince(database: ReadableDatabase, position: number): boolean {
  return (
    database
      .prepare(
        `SELECT 1 FROM event_groups INDEXED BY event_groups_last
         WHERE last_position > ? AND event_type IN ('ASSET_CREATED', 'ASSET_UPDATED', 'ASSET_DELETED') LIMIT 1`,
      )
      .get(position) !== undefined
  );
}

export interface AssetLineRow {
  readonly id: string;
  readonly tag: string;
  readonly type: string;
  readonly description: string | null;
  readonly discipline: string;
  readonly area: string | null;
  readonly system: string | null;
  readonly parentTag: string | null;
  readonly version: number;
  readonly madeBy: string | null;
}

/** The assets of these ids, in the order given. */
export function assetLines(database: ReadableDatabase, ids: readonly string[]): AssetLineRow[] {
  return database
    .prepare<[string], AssetLineRow>(
      `SELECT a.id, a.tag, a.type, a.description, a.discipline, a.area, a.system, p.tag AS parentTag, a.version,
         a.origin ->> '$.ruleId' AS madeBy
       FROM json_each(?) wanted CROSS JOIN assets a ON a.id = wanted.value LEFT JOIN assets p ON p.id = a.parent_id
       ORDER BY wanted.key`,
    )
    .all(JSON.stringify(ids));
}
