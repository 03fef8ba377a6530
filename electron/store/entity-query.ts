import type { SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { clientOf, readTransaction, type ReadableDatabase } from './database.ts';
import { and, asc, count, drizzle, eq, sql } from './drizzle.ts';
import { assets, cables, edges, findings, packages } from './tables.ts';

export interface Listing<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface AssetFilter {
  readonly type?: string | undefined;
  /** A glob over tags: `*` and `?`, without case. */
  readonly tag?: string | undefined;
  readonly area?: string | undefined;
}

/** Rows as the tables hold them, with the tags of what they refer to. */
export type AssetRow = typeof assets.$inferSelect & { readonly parentTag: string | null };
export type CableRow = typeof cables.$inferSelect & {
  readonly fromTag: string | null;
  readonly toTag: string | null;
};
export type EdgeRow = typeof edges.$inferSelect & {
  readonly sourceTag: string | null;
  readonly targetTag: string | null;
};
export type PackageRow = typeof packages.$inferSelect;
export type FindingRow = typeof findings.$inferSelect;

export function listAssets(
  database: ReadableDatabase,
  filter: AssetFilter,
  limit?: number,
): Listing<AssetRow> {
  const conditions = and(
    filter.type === undefined ? undefined : eq(assets.type, filter.type),
    filter.area === undefined ? undefined : eq(assets.area, filter.area),
    filter.tag === undefined ? undefined : sql`${assets.tagKey} GLOB ${globOf(filter.tag)}`,
  );
  const parentTag = tagOf(assets.parentId);
  return list(database, assets, conditions, (db) =>
    db
      .select({ row: assets, parentTag })
      .from(assets)
      .where(conditions)
      .orderBy(asc(assets.tagKey))
      .limit(most(limit))
      .all(),
  );
}

export function listCables(database: ReadableDatabase, limit?: number): Listing<CableRow> {
  const fromTag = tagOf(cables.fromAssetId);
  const toTag = tagOf(cables.toAssetId);
  return list(database, cables, undefined, (db) =>
    db
      .select({ row: cables, fromTag, toTag })
      .from(cables)
      .orderBy(asc(cables.tagKey))
      .limit(most(limit))
      .all(),
  );
}

export function listEdges(database: ReadableDatabase, limit?: number): Listing<EdgeRow> {
  const sourceTag = tagOf(edges.sourceId);
  const targetTag = tagOf(edges.targetId);
  return list(database, edges, undefined, (db) =>
    db
      .select({ row: edges, sourceTag, targetTag })
      .from(edges)
      .orderBy(asc(edges.relation), sourceTag, targetTag, asc(edges.id))
      .limit(most(limit))
      .all(),
  );
}

export function listPackages(database: ReadableDatabase, limit?: number): Listing<PackageRow> {
  return list(database, packages, undefined, (db) =>
    db.select({ row: packages }).from(packages).orderBy(asc(packages.codeKey)).limit(most(limit)).all(),
  );
}

/** Open findings, or all of them. */
export function listFindings(database: ReadableDatabase, all: boolean, limit?: number): Listing<FindingRow> {
  const conditions = all ? undefined : eq(findings.status, 'OPEN');
  return list(database, findings, conditions, (db) =>
    db
      .select({ row: findings })
      .from(findings)
      .where(conditions)
      .orderBy(asc(findings.tag), asc(findings.ruleId), asc(findings.id))
      .limit(most(limit))
      .all(),
  );
}

function list<Row, More extends object>(
  database: ReadableDatabase,
  table: SQLiteTable,
  conditions: SQL | undefined,
  select: (db: BetterSQLite3Database) => (More & { row: Row })[],
): Listing<Row & Omit<More, 'row'>> {
  return readTransaction(database, () => {
    const db = drizzle(clientOf(database));
    const total = db.select({ total: count() }).from(table).where(conditions).get()?.total ?? 0;
    return { total, items: select(db).map(({ row, ...more }) => ({ ...row, ...more })) };
  });
}

/** SQLite reads a negative limit as none. */
const most = (limit: number | undefined): number => limit ?? -1;

/** The column is named with its table: drizzle leaves that out, and then it could be one of `a`. */
const tagOf = (id: SQLiteColumn): SQL<string | null> =>
  sql<string | null>`(SELECT a.tag FROM assets a WHERE a.id = ${id.table}.${sql.identifier(id.name)})`;

/** Globs compare tag keys, so they are brought to the same form; `[` stands for itself. */
const globOf = (pattern: string): string => pattern.normalize('NFC').toUpperCase().replaceAll('[', '[[]');
