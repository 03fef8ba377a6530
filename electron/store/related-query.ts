import type { ReadableDatabase } from './database.ts';

/** How a thing stands to an entity, and what stands at its other end. */
export interface RelatedRow {
  readonly type: 'ASSET' | 'CABLE' | 'EDGE' | 'PACKAGE';
  readonly id: string;
  /** Tag, code or relation. */
  readonly label: string;
  /** The kind of thing: cable type, relation, package type, asset type. */
  readonly kind: string;
  readonly way: 'TO' | 'FROM' | 'MEMBER' | 'CHILD' | 'PARENT' | 'END' | 'HOLDS';
  readonly otherTag: string | null;
}

const OF_ASSET = `
  SELECT 'ASSET' AS type, p.id, p.tag AS label, p.type AS kind, 'PARENT' AS way, p.tag AS otherTag
    FROM assets a JOIN assets p ON p.id = a.parent_id WHERE a.id = :id
  UNION ALL SELECT 'ASSET', c.id, c.tag, c.type, 'CHILD', c.tag FROM assets c WHERE c.parent_id = :id
  UNION ALL SELECT 'CABLE', c.id, c.tag, c.cable_type, 'TO', o.tag
    FROM cables c LEFT JOIN assets o ON o.id = c.to_asset_id WHERE c.from_asset_id = :id
  UNION ALL SELECT 'CABLE', c.id, c.tag, c.cable_type, 'FROM', o.tag
    FROM cables c LEFT JOIN assets o ON o.id = c.from_asset_id WHERE c.to_asset_id = :id
  UNION ALL SELECT 'EDGE', e.id, e.relation, e.relation, 'TO', o.tag
    FROM edges e LEFT JOIN assets o ON o.id = e.target_id WHERE e.source_id = :id
  UNION ALL SELECT 'EDGE', e.id, e.relation, e.relation, 'FROM', o.tag
    FROM edges e LEFT JOIN assets o ON o.id = e.source_id WHERE e.target_id = :id`;

const OF_CABLE = `
  SELECT 'ASSET' AS type, a.id, a.tag AS label, a.type AS kind, 'FROM' AS way, a.tag AS otherTag
    FROM cables c JOIN assets a ON a.id = c.from_asset_id WHERE c.id = :id
  UNION ALL SELECT 'ASSET', a.id, a.tag, a.type, 'TO', a.tag FROM cables c JOIN assets a ON a.id = c.to_asset_id WHERE c.id = :id`;

const OF_EDGE = `
  SELECT 'ASSET' AS type, a.id, a.tag AS label, a.type AS kind, 'END' AS way, a.tag AS otherTag
    FROM edges e JOIN assets a ON a.id IN (e.source_id, e.target_id) WHERE e.id = :id`;

const PACKAGES = `
  SELECT 'PACKAGE' AS type, p.id, p.code AS label, p.package_type AS kind, 'MEMBER' AS way, p.code AS otherTag
    FROM packages p WHERE p.id IN (SELECT aggregate_id FROM entity_links WHERE to_id = :id AND aggregate_type = 'PACKAGE')
      AND (json_extract(p.members, '$."ASSET:' || :id || '"') IS NOT NULL
        OR json_extract(p.members, '$."CABLE:' || :id || '"') IS NOT NULL)`;

const OF_PACKAGE = `
  SELECT iif(m.key LIKE 'CABLE:%', 'CABLE', 'ASSET') AS type, substr(m.key, instr(m.key, ':') + 1) AS id,
    coalesce(a.tag, c.tag, '') AS label, coalesce(a.type, c.cable_type, '') AS kind, 'HOLDS' AS way, coalesce(a.tag, c.tag) AS otherTag
  FROM packages p JOIN json_each(p.members) m
    LEFT JOIN assets a ON a.id = substr(m.key, instr(m.key, ':') + 1)
    LEFT JOIN cables c ON c.id = substr(m.key, instr(m.key, ':') + 1)
  WHERE p.id = :id`;

const QUERIES: Readonly<Record<string, string>> = {
  ASSET: `${OF_ASSET} UNION ALL ${PACKAGES}`,
  CABLE: `${OF_CABLE} UNION ALL ${PACKAGES}`,
  EDGE: OF_EDGE,
  PACKAGE: OF_PACKAGE,
};

/** At most this many related things are told of one entity. */
export const MOST_RELATED = 1_000;

/** What stands beside an entity now; nothing for kinds of entity that stand alone. */
export function relatedRows(database: ReadableDatabase, type: string, id: string): RelatedRow[] {
  const query = QUERIES[type];
  return query === undefined
    ? []
    : database
        .prepare<{ id: string }, RelatedRow>(`SELECT * FROM (${query}) LIMIT ${MOST_RELATED}`)
        .all({ id });
}
