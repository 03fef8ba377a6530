import { ENTITY_SCHEMAS, type EntityByType, type EntityType } from '../../shared/model/entities.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { madeId } from '../kernel/ids.ts';
import { readHead } from './append.ts';
import { readTransaction, type ReadableDatabase } from './database.ts';
import { ENTITY_TABLES, rowToEntity, type SqlRow } from './entity-rows.ts';

/** Where an asset came from: a row of a file. */
export interface Provenance {
  readonly file: string;
  readonly row: number;
}

/** Everything that a plan reads, as it stands at one position of the log. */
export interface Plant {
  readonly position: number;
  readonly project: EntityByType['PROJECT'];
  readonly rules: readonly EntityByType['RULE'][];
  readonly assets: readonly EntityByType['ASSET'][];
  readonly cables: readonly EntityByType['CABLE'][];
  readonly edges: readonly EntityByType['EDGE'][];
  readonly packages: readonly EntityByType['PACKAGE'][];
  readonly findings: readonly EntityByType['FINDING'][];
  readonly provenance: ReadonlyMap<string, Provenance>;
  readonly deletedByPerson: ReadonlySet<string>;
}

/** Loads the whole plant into memory, in one read transaction. */
export function loadPlant(database: ReadableDatabase): Plant {
  return readTransaction(database, () => {
    const provenance = new Map<string, Provenance>();
    const project = loadProject(database);
    return {
      position: readHead(database).position,
      project,
      rules: loadEntities(database, 'RULE'),
      assets: loadEntities(database, 'ASSET', (id, text) =>
        provenance.set(id, JSON.parse(text) as Provenance),
      ),
      cables: loadEntities(database, 'CABLE'),
      edges: loadEntities(database, 'EDGE'),
      packages: loadEntities(database, 'PACKAGE'),
      findings: loadEntities(database, 'FINDING'),
      provenance,
      deletedByPerson: loadDeletions(database, project.id),
    };
  });
}

export function loadProject(database: ReadableDatabase): EntityByType['PROJECT'] {
  const row = database.prepare<[], SqlRow>('SELECT * FROM project').get();
  const state = row === undefined ? {} : fullState('PROJECT', rowToEntity('PROJECT', row).state);
  return ENTITY_SCHEMAS.PROJECT.parse(state);
}

export const loadRules = (database: ReadableDatabase): readonly EntityByType['RULE'][] =>
  loadEntities(database, 'RULE');

interface DeletedRow {
  readonly id: string;
  readonly ruleId: string | null;
  readonly sourceId: string | null;
  readonly slot: string | null;
}

/**
 * The ids of what a person deleted. What a rule had adopted was made under another id than the rule would give it:
 * that one counts as deleted as well, since the rule knows its things by it.
 */
function loadDeletions(database: ReadableDatabase, projectId: string): ReadonlySet<string> {
  const rows = database
    .prepare<[], DeletedRow>(
      `SELECT d.aggregate_id AS id, json_extract(e.payload, '$.before.origin.ruleId') AS ruleId,
         json_extract(e.payload, '$.before.origin.sourceId') AS sourceId,
         json_extract(e.payload, '$.before.origin.slot') AS slot
       FROM deletions_by_person d JOIN batches b USING (correlation_id)
       LEFT JOIN workflow_events e ON e.aggregate_id = d.aggregate_id
         AND e.correlation_id = d.correlation_id AND e.event_type LIKE '%\\_DELETED' ESCAPE '\\'
       WHERE b.status = 'COMPLETED'`,
    )
    .all();
  const ids = new Set<string>();
  for (const { id, ruleId, sourceId, slot } of rows) {
    ids.add(id);
    if (ruleId !== null && sourceId !== null && slot !== null)
      ids.add(madeId(projectId, ruleId, sourceId, slot));
  }
  return ids;
}

/**
 * All entities of a kind. The tables are this store's own projections, written through the model; so rows are
 * read column by column rather than parsed by a schema again.
 */
function loadEntities<T extends EntityType>(
  database: ReadableDatabase,
  type: T,
  onProvenance?: (id: string, text: string) => void,
): EntityByType[T][] {
  const { table, columns } = ENTITY_TABLES[type];
  const used = columns.filter(({ kind }) => kind !== 'key');
  const names = used.map(({ name }) => name);
  if (onProvenance !== undefined) names.push('provenance');
  const rows = database
    .prepare<[], (string | number | null)[]>(`SELECT ${names.join(', ')} FROM ${table}`)
    .raw(true);
  const parse = cachedParser();
  const entities: EntityByType[T][] = [];
  for (const row of rows.iterate()) {
    const entity: Record<string, JsonValue> = {};
    for (let index = 0; index < used.length; index += 1) {
      const { field, kind } = used[index] ?? UNUSED;
      const value = row[index] ?? null;
      entity[field] =
        kind === 'map' || kind === 'json' ? parse(String(value), field === 'properties') : value;
    }
    const provenance = row[used.length];
    if (onProvenance !== undefined && typeof provenance === 'string')
      onProvenance(String(row[0]), provenance);
    entities.push(entity as unknown as EntityByType[T]);
  }
  return entities;
}

const UNUSED = { field: '', kind: 'text' } as const;

/** Origins and owners repeat from row to row: equal texts share one value. */
function cachedParser(): (text: string, distinct: boolean) => JsonObject {
  const cache = new Map<string, JsonObject>();
  return (text, distinct) => {
    if (distinct) return JSON.parse(text) as JsonObject;
    let value = cache.get(text);
    if (value === undefined) {
      value = JSON.parse(text) as JsonObject;
      cache.set(text, value);
    }
    return value;
  };
}

/** An entity with every field: null or empty where a payload leaves it out. */
export function fullState(type: EntityType, state: JsonObject): JsonObject {
  const full: Record<string, JsonValue> = {};
  for (const { field, kind } of ENTITY_TABLES[type].columns)
    full[field] = state[field] ?? (kind === 'map' ? {} : null);
  return full;
}
