import { ENTITY_TYPES, type EntityByType, type EntityType } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';
import { storedEntity } from './base.ts';
import type { ReadableDatabase } from './database.ts';
import { ENTITY_TABLES, rowToEntity, type ProjectedEntity, type SqlRow } from './entity-rows.ts';
import { fullState } from './plant.ts';

/** An entity with all its fields, and its version. */
export interface Found<T extends EntityType> {
  readonly type: T;
  readonly entity: EntityByType[T];
  readonly version: number;
}
export type FoundTagged = Found<'ASSET'> | Found<'CABLE'> | Found<'PACKAGE'>;

/** Looks up, by tag or code, what stands in the project now. Statements are prepared once. */
export interface EntityFinder {
  asset(tag: string): Found<'ASSET'> | null;
  cable(tag: string): Found<'CABLE'> | null;
  package(code: string): Found<'PACKAGE'> | null;
  /** Whatever bears the tag or code. */
  any(tag: string): FoundTagged | null;
  byId<T extends EntityType>(type: T, id: string): Found<T> | null;
}

export function createFinder(database: ReadableDatabase): EntityFinder {
  const lookup = <T extends 'ASSET' | 'CABLE' | 'PACKAGE'>(type: T) => {
    const key = type === 'PACKAGE' ? 'code_key' : 'tag_key';
    const statement = database.prepare<[string], SqlRow>(
      `SELECT * FROM ${ENTITY_TABLES[type].table} WHERE ${key} = ?`,
    );
    return (tag: string): Found<T> | null => {
      const row = statement.get(tagKey(tag));
      return row === undefined ? null : found(type, rowToEntity(type, row));
    };
  };
  const asset = lookup('ASSET');
  const cable = lookup('CABLE');
  const packageByCode = lookup('PACKAGE');
  const stored = storedEntity(database);
  return {
    asset,
    cable,
    package: packageByCode,
    any: (tag) => asset(tag) ?? cable(tag) ?? packageByCode(tag),
    byId: (type, id) => {
      const entity = stored(type, id);
      return entity === null ? null : found(type, entity);
    },
  };
}

function found<T extends EntityType>(type: T, { state, version }: ProjectedEntity): Found<T> {
  return { type, entity: fullState(type, state) as unknown as EntityByType[T], version };
}

/** Everything that refers to an entity now: its edges, cables, packages, children and open findings. */
export interface Referrers {
  readonly edges: readonly EntityByType['EDGE'][];
  readonly cables: readonly EntityByType['CABLE'][];
  readonly packages: readonly EntityByType['PACKAGE'][];
  readonly children: readonly EntityByType['ASSET'][];
  readonly findings: readonly EntityByType['FINDING'][];
}

export function referrersOf(database: ReadableDatabase, id: string): Referrers {
  const select = <T extends EntityType>(type: T, condition: string): EntityByType[T][] =>
    database
      .prepare<{ id: string }, SqlRow>(
        `SELECT * FROM ${ENTITY_TABLES[type].table} WHERE ${condition} ORDER BY id`,
      )
      .all({ id })
      .map((row) => found(type, rowToEntity(type, row)).entity);
  return {
    edges: select('EDGE', 'source_id = :id OR target_id = :id'),
    cables: select('CABLE', 'from_asset_id = :id OR to_asset_id = :id'),
    packages: select(
      'PACKAGE',
      "id IN (SELECT aggregate_id FROM entity_links WHERE to_id = :id AND aggregate_type = 'PACKAGE') AND EXISTS (SELECT 1 FROM json_each(members) WHERE substr(key, instr(key, ':') + 1) = :id)",
    ),
    children: select('ASSET', 'parent_id = :id'),
    findings: select('FINDING', "subject_id = :id AND status = 'OPEN'"),
  };
}

export const isEntityType = (type: string): type is EntityType => ENTITY_TYPES.some((name) => name === type);
