import type { EntityType } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import type { ReadableDatabase } from './database.ts';

export interface EntityName {
  readonly id: string;
  readonly type: EntityType;
  readonly tag: string;
}

/** Every entity that has or ever had a tag (or code), the present bearer first. */
export function entitiesByTag(database: ReadableDatabase, tag: string): EntityName[] {
  const rows = database
    .prepare<{ key: string }, EntityName>(
      `SELECT id, 'ASSET' AS type, tag FROM assets WHERE tag_key = :key
       UNION ALL SELECT id, 'CABLE', tag FROM cables WHERE tag_key = :key
       UNION ALL SELECT id, 'PACKAGE', code FROM packages WHERE code_key = :key
       UNION ALL SELECT * FROM (SELECT aggregate_id, aggregate_type, tag FROM former_tags WHERE tag_key = :key
                                ORDER BY aggregate_id DESC)`,
    )
    .all({ key: tagKey(tag) });
  return rows.filter(({ id }, index) => rows.findIndex((other) => other.id === id) === index);
}

/** Not UNION: that sorts each part, which takes ten times as long. An id may come twice. */
const TOUCHING = `SELECT id, 'EDGE' AS type FROM edges WHERE source_id = :id
  UNION ALL SELECT id, 'EDGE' FROM edges WHERE target_id = :id
  UNION ALL SELECT id, 'CABLE' FROM cables WHERE from_asset_id = :id
  UNION ALL SELECT id, 'CABLE' FROM cables WHERE to_asset_id = :id
  UNION ALL SELECT id, 'FINDING' FROM findings WHERE subject_id = :id
  UNION ALL SELECT aggregate_id, aggregate_type FROM entity_links WHERE to_id = :id`;

/** Ids of every cable, edge, package and finding that ever touched an entity. */
export function touchingEntities(database: ReadableDatabase, id: string): string[] {
  return database
    .prepare<{ id: string }, string>(`SELECT DISTINCT id FROM (${TOUCHING}) WHERE type <> 'ASSET'`)
    .pluck()
    .all({ id });
}

/** Ids whose events a timeline of a tag shows: of all that ever bore the tag, and of what touched them. */
export function assetEventSources(database: ReadableDatabase, tag: string): string[] {
  const ids = entitiesByTag(database, tag).map(({ id }) => id);
  return [...ids, ...ids.flatMap((id) => touchingEntities(database, id))];
}

/** Looks up everything that ever referred to an entity: children, ends, members, findings, what was made from it. */
export function referrerLookup(
  database: ReadableDatabase,
): (id: string) => readonly { id: string; type: EntityType }[] {
  const statement = database.prepare<{ id: string }, { id: string; type: EntityType }>(
    `SELECT id, 'ASSET' AS type FROM assets WHERE parent_id = :id UNION ALL ${TOUCHING}`,
  );
  return (id) => [...new Map(statement.all({ id }).map((referrer) => [referrer.id, referrer])).values()];
}

/** Everything that ever referred to an entity. */
export const everReferringTo = (database: ReadableDatabase, id: string) => referrerLookup(database)(id);
