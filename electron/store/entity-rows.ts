import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { EntityType } from '../../shared/model/entities.ts';
import { tagKey } from '../../shared/model/terms.ts';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Where a column of an entity's table comes from: a field as text or number, or a field as canonical JSON. */
interface Column {
  readonly name: string;
  readonly field: string;
  readonly kind: 'text' | 'number' | 'json' | 'map' | 'key';
}

/** The table of a kind of entity. `version` follows the columns; assets have `provenance` before it. */
export interface EntityTable {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly hasProvenance: boolean;
}

const column = (kind: Column['kind'], field: string, name = snake(field)): Column => ({ name, field, kind });
const text = (...fields: string[]) => fields.map((field) => column('text', field));
const number = (...fields: string[]) => fields.map((field) => column('number', field));
const made = [column('map', 'properties'), column('json', 'origin'), column('map', 'owners')];

export const ENTITY_TABLES: Readonly<Record<EntityType, EntityTable>> = {
  PROJECT: {
    table: 'project',
    columns: [...text('id', 'name', 'country', 'client'), column('map', 'settings')],
    hasProvenance: false,
  },
  RULE: {
    table: 'rules',
    columns: [...text('id', 'ruleId', 'source', 'pack', 'hash'), column('json', 'definition')],
    hasProvenance: false,
  },
  ASSET: {
    table: 'assets',
    columns: [
      ...text('id', 'tag'),
      column('key', 'tag', 'tag_key'),
      ...text('type', 'description', 'discipline', 'area', 'system', 'parentId', 'ioType', 'dataStatus'),
      ...made,
    ],
    hasProvenance: true,
  },
  CABLE: {
    table: 'cables',
    columns: [
      ...text('id', 'tag'),
      column('key', 'tag', 'tag_key'),
      ...text('cableType', 'fromAssetId', 'toAssetId'),
      ...number('lengthM', 'conductorSizeMm2', 'cores'),
      ...text('insulation'),
      ...number('voltageV', 'ampacityA', 'loadCurrentA', 'voltageDropPct'),
      ...text('status'),
      ...made,
    ],
    hasProvenance: false,
  },
  EDGE: {
    table: 'edges',
    columns: [
      ...text('id', 'sourceId', 'targetId', 'relation', 'slot', 'discipline'),
      column('map', 'properties'),
      column('json', 'origin'),
    ],
    hasProvenance: false,
  },
  PACKAGE: {
    table: 'packages',
    columns: [
      ...text('id', 'code'),
      column('key', 'code', 'code_key'),
      ...text('packageType', 'status'),
      column('map', 'members'),
      column('json', 'origin'),
      column('map', 'owners'),
    ],
    hasProvenance: false,
  },
  FINDING: {
    table: 'findings',
    columns: text('id', 'ruleId', 'severity', 'code', 'subjectType', 'subjectId', 'tag', 'message', 'status'),
    hasProvenance: false,
  },
};

/** Names of the columns of an entity's table, in the order of `entityToRow`. */
export function columnNames({ columns, hasProvenance }: EntityTable): string[] {
  return [...columns.map(({ name }) => name), ...(hasProvenance ? ['provenance'] : []), 'version'];
}

/** An entity as a payload holds it (nulls left out) with what the projection adds to it. */
export interface ProjectedEntity {
  readonly state: JsonObject;
  readonly version: number;
  /** Where an asset came from: `{file, row}` of an import; null otherwise. */
  readonly provenance: JsonObject | null;
}

/** The row of an entity, its values in the order of `columnNames`. Equal entities give equal rows. */
export function entityToRow(type: EntityType, entity: ProjectedEntity): SqlValue[] {
  const { columns, hasProvenance } = ENTITY_TABLES[type];
  const { state } = entity;
  const values: SqlValue[] = [];
  for (const { kind, field } of columns) values.push(toSql(kind, state[field]));
  if (hasProvenance) values.push(provenanceText(entity));
  values.push(entity.version);
  return values;
}

const provenanceText = ({ provenance }: ProjectedEntity): string | null =>
  provenance === null ? null : canonicalJson(provenance);

export interface ChangedColumns {
  readonly names: readonly string[];
  readonly values: readonly SqlValue[];
}

/** The columns to write where an entity changes: an index whose columns are not written is left alone. */
export function changedColumns(
  type: EntityType,
  before: ProjectedEntity,
  after: ProjectedEntity,
): ChangedColumns {
  const { columns, hasProvenance } = ENTITY_TABLES[type];
  const names: string[] = [];
  const values: SqlValue[] = [];
  for (const { name, kind, field } of columns) {
    if (before.state[field] === after.state[field]) continue;
    names.push(name);
    values.push(toSql(kind, after.state[field]));
  }
  if (hasProvenance && before.provenance !== after.provenance) {
    names.push('provenance');
    values.push(provenanceText(after));
  }
  return { names: [...names, 'version'], values: [...values, after.version] };
}

function toSql(kind: Column['kind'], value: JsonValue | undefined): SqlValue {
  switch (kind) {
    case 'json':
      return canonicalJson(value);
    case 'map':
      return value === undefined ? '{}' : canonicalJson(value);
    case 'key':
      return tagKey(typeof value === 'string' ? value : '');
    case 'text':
    case 'number':
      return typeof value === 'string' || isFiniteNumber(value) ? value : null;
    default:
      return kind satisfies never;
  }
}

/** JSON knows no other numbers: the log writes them as null. */
const isFiniteNumber = (value: JsonValue | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** The entity of a row: the inverse of `entityToRow`. */
export function rowToEntity(type: EntityType, row: SqlRow): ProjectedEntity {
  const state: Record<string, JsonValue> = {};
  for (const { name, field, kind } of ENTITY_TABLES[type].columns) {
    const value = row[name];
    if (kind === 'key' || value === null || value === undefined) continue;
    if (kind === 'map') {
      if (value === '{}') continue;
      state[field] = JSON.parse(String(value)) as JsonValue;
    } else state[field] = kind === 'json' ? (JSON.parse(String(value)) as JsonValue) : value;
  }
  const provenance = row['provenance'];
  const parsed = typeof provenance === 'string' ? (JSON.parse(provenance) as JsonValue) : null;
  return { state, version: Number(row['version']), provenance: isJsonObject(parsed) ? parsed : null };
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
