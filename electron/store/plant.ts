import { ENTITY_SCHEMAS, type EntityByType, type EntityType } from '../../shared/model/entities.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { madeCableId, madeId } from '../kernel/ids.ts';
import { readHead } from './append.ts';
import { readTransaction, type ReadableDatabase } from './database.ts';
import { ENTITY_TABLES, rowToEntity, type SqlRow } from './entity-rows.ts';
import { settlerOf, type Row } from './settle-rows.ts';

/** Where an asset came from: a row of a file. */
export interface Provenance {
  readonly file: string;
  readonly row: number;
}

/** Of each asset, by its place among all. Few are asked for, so each is parsed when it is. */
export interface ProvenanceByPlace {
  at(place: number): Provenance | undefined;
}

/** Everything that a plan reads, as it stands at one position of the log. */
export interface Plant {
  readonly position: number;
  /** The hash of the log at this position. */
  readonly hash: string;
  readonly project: EntityByType['PROJECT'];
  readonly rules: readonly EntityByType['RULE'][];
  readonly assets: readonly EntityByType['ASSET'][];
  readonly cables: readonly EntityByType['CABLE'][];
  readonly edges: readonly EntityByType['EDGE'][];
  readonly packages: readonly EntityByType['PACKAGE'][];
  readonly findings: readonly EntityByType['FINDING'][];
  readonly provenance: ProvenanceByPlace;
  readonly deletedByPerson: ReadonlySet<string>;
}

/** Is shown each entity as it is loaded. */
export interface EntityVisitor {
  asset(asset: EntityByType['ASSET']): void;
  cable(cable: EntityByType['CABLE']): void;
  edge(edge: EntityByType['EDGE']): void;
}

/** Loads the whole plant into memory, in one read transaction. */
export function loadPlant(database: ReadableDatabase, visitor?: EntityVisitor): Plant {
  return readTransaction(database, () => {
    const project = loadProject(database);
    const { position, hash } = readHead(database);
    return {
      position,
      hash,
      project,
      rules: loadEntities(database, 'RULE'),
      assets: loadEntities(database, 'ASSET', (asset) => visitor?.asset(asset)),
      cables: loadEntities(database, 'CABLE', (cable) => visitor?.cable(cable)),
      edges: loadEntities(database, 'EDGE', (edge) => visitor?.edge(edge)),
      packages: loadEntities(database, 'PACKAGE'),
      findings: loadEntities(database, 'FINDING'),
      provenance: loadProvenance(database),
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
  readonly type: string | null;
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
         json_extract(e.payload, '$.before.origin.slot') AS slot, e.aggregate_type AS type
       FROM deletions_by_person d JOIN batches b USING (correlation_id)
       LEFT JOIN workflow_events e ON e.aggregate_id = d.aggregate_id
         AND e.correlation_id = d.correlation_id AND e.event_type LIKE '%\\_DELETED' ESCAPE '\\'
       WHERE b.status = 'COMPLETED'`,
    )
    .all();
  const ids = new Set<string>();
  for (const { id, type, ruleId, sourceId, slot } of rows) {
    ids.add(id);
    if (ruleId !== null && sourceId !== null && slot !== null)
      ids.add((type === 'CABLE' ? madeCableId : madeId)(projectId, ruleId, sourceId, slot));
  }
  return ids;
}

/**
 * All entities of a kind. The tables are this store's own projections, written through the model; so a row with
 * its columns named as the fields is the entity, but for its JSON, and no schema parses it again.
 */
function loadEntities<T extends EntityType>(
  database: ReadableDatabase,
  type: T,
  visit?: (entity: EntityByType[T]) => void,
): EntityByType[T][] {
  const { table, columns } = ENTITY_TABLES[type];
  const used = columns.filter(({ kind }) => kind !== 'key');
  const names = used.map(({ name, field }) => `${name} AS "${field}"`);
  const settle = settlerOf(type);
  const statement = database.prepare<[bigint, bigint], Row>(
    `SELECT ${names.join(', ')} FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`,
  );
  const nextRow = database
    .prepare<[RowId], bigint>(`SELECT rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT 1`)
    .pluck()
    .safeIntegers();
  const entities: Row[] = [];
  let end: RowId = Number.NEGATIVE_INFINITY;
  for (let start = nextRow.get(end); start !== undefined; start = nextRow.get(end)) {
    end = start > LAST_ROW - ROWS_AT_ONCE ? LAST_ROW : start + ROWS_AT_ONCE;
    for (const row of statement.all(start, end)) {
      settle(row);
      visit?.(row as unknown as EntityByType[T]);
      entities.push(row);
    }
  }
  return entities as unknown as EntityByType[T][];
}

/** Not all fit a number, whoever wrote them. */
type RowId = bigint | number;

/** Rows read at a time: their JSON is parsed and its text forgotten before it counts as something that stays. */
const ROWS_AT_ONCE = 500n;

/** The largest number that SQLite gives a row. */
const LAST_ROW = 2n ** 63n - 1n;

/** In the order of the assets' rows, as these are loaded. */
function loadProvenance(database: ReadableDatabase): ProvenanceByPlace {
  const texts = database
    .prepare<[], string | null>('SELECT provenance FROM assets ORDER BY rowid')
    .pluck(true)
    .all();
  return {
    at(place) {
      const text = texts[place] ?? null;
      return text === null ? undefined : (JSON.parse(text) as Provenance);
    },
  };
}

/** An entity with every field: null or empty where a payload leaves it out. */
export function fullState(type: EntityType, state: JsonObject): JsonObject {
  const full: Record<string, JsonValue> = {};
  for (const { field, kind } of ENTITY_TABLES[type].columns)
    full[field] = state[field] ?? (kind === 'map' ? {} : null);
  return full;
}
