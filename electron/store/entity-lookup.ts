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
  return database
    .prepare<[string], EntityName>(
      `SELECT t.aggregate_id AS id, t.aggregate_type AS type, t.tag FROM entity_tags t
       LEFT JOIN assets a ON a.id = t.aggregate_id AND a.tag_key = t.tag_key
       LEFT JOIN cables c ON c.id = t.aggregate_id AND c.tag_key = t.tag_key
       LEFT JOIN packages p ON p.id = t.aggregate_id AND p.code_key = t.tag_key
       WHERE t.tag_key = ? ORDER BY coalesce(a.id, c.id, p.id) IS NULL, t.aggregate_id DESC`,
    )
    .all(tagKey(tag));
}

/** The kinds of entity whose events count as an asset's own, where they ever touched it. */
const TOUCHING = "('CABLE', 'EDGE', 'PACKAGE', 'FINDING')";

/** Ids of every cable, edge, package and finding that ever touched an entity. */
export function touchingEntities(database: ReadableDatabase, id: string): EntityName[] {
  return database
    .prepare<[string], EntityName>(
      `SELECT aggregate_id AS id, aggregate_type AS type, '' AS tag FROM asset_links
       WHERE asset_id = ? AND aggregate_type IN ${TOUCHING}`,
    )
    .all(id);
}

/** Ids whose events a timeline of a tag shows: of all that ever bore the tag, and of what touched them. */
export function assetEventSources(database: ReadableDatabase, tag: string): string[] {
  const ids = entitiesByTag(database, tag).map(({ id }) => id);
  return [...ids, ...ids.flatMap((id) => touchingEntities(database, id).map((other) => other.id))];
}

/** Ids of everything that ever referred to an entity: children, ends, members, findings, what was made from it. */
export function everReferringTo(database: ReadableDatabase, id: string): { id: string; type: EntityType }[] {
  return database
    .prepare<[string], { id: string; type: EntityType }>(
      'SELECT aggregate_id AS id, aggregate_type AS type FROM asset_links WHERE asset_id = ?',
    )
    .all(id);
}
