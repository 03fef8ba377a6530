import fc from 'fast-check';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { compact } from '../../shared/model/changes.ts';
import { ENTITY_TYPES, type Entity, type EntityType } from '../../shared/model/entities.ts';
import { closeDatabase, openMemory, writeTransaction } from './database.ts';
import {
  changedColumns,
  columnNames,
  ENTITY_TABLES,
  entityToRow,
  rowToEntity,
  type ProjectedEntity,
  type SqlRow,
} from './entity-rows.ts';
import { migrate } from './schema.ts';
import * as tables from './tables.ts';
import { asset, cable, edge, finding, pack, PROJECT, rule } from './testing.ts';

const SAMPLES: Readonly<Record<EntityType, Entity>> = {
  PROJECT: { ...PROJECT, settings: { ambient_c: 45, tag_pattern: '^P' } },
  RULE: rule('r', { definition: { id: 'r', when: { type: 'PUMP' }, steps: [1, null, 'a'] } }),
  ASSET: asset('a', { parentId: 'b', properties: { shaft_power_kw: 0.1 } }),
  EDGE: edge('e', 'a', 'b', { slot: 'DI-07', properties: { constructor: 'x' } }),
  CABLE: cable('c', { lengthM: 75.5, cores: 4, voltageV: 400, properties: { runs: 2 } }),
  PACKAGE: pack('k', { members: { 'ASSET:a': true, 'CABLE:c': true } }),
  FINDING: finding('f', 'a'),
};

/** A row as SQLite gives it back: by the names of its columns. */
function rowOf(type: EntityType, entity: ProjectedEntity): SqlRow {
  const values = entityToRow(type, entity);
  return Object.fromEntries(
    columnNames(ENTITY_TABLES[type]).map((name, index) => [name, values[index] ?? null]),
  );
}

describe('an entity that is written as a row and read again', () => {
  test.each(ENTITY_TYPES)('is the same: %s', (type) => {
    const entity = { state: compact(SAMPLES[type]), version: 3, provenance: null };
    expect(rowToEntity(type, rowOf(type, entity))).toEqual(entity);
  });

  test('keeps any name and any value of a property', () => {
    const name = fc.oneof(
      fc.constantFrom('constructor', 'toString', '__proto__', 'hasOwnProperty', ''),
      fc.string({ unit: 'binary' }),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, value), { minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (entries, description) => {
          const properties = Object.fromEntries(entries);
          const entity = {
            state: compact(asset('a', { properties, description })),
            version: 1,
            provenance: { file: 'a.csv', row: 1 },
          };
          expect(rowToEntity('ASSET', rowOf('ASSET', entity))).toEqual(entity);
        },
      ),
    );
  });

  test('has the same row whatever the order of its keys', () => {
    const one = { state: { id: 'a', tag: 'p-1', properties: { a: 1, b: 2 } }, version: 1, provenance: null };
    const two = { state: { properties: { b: 2, a: 1 }, tag: 'p-1', id: 'a' }, version: 1, provenance: null };
    expect(entityToRow('ASSET', one)).toEqual(entityToRow('ASSET', two));
    expect(rowOf('ASSET', one)['tag_key']).toBe('P-1');
  });

  test('holds what the log would hold of a number that JSON does not know', () => {
    const state = { ...compact(cable('c')), lengthM: Number.POSITIVE_INFINITY, cores: Number.NaN };
    const row = rowOf('CABLE', { state, version: 1, provenance: null });
    expect([row['length_m'], row['cores']]).toEqual([null, null]);
  });
});

describe('an entity that changes', () => {
  const before: ProjectedEntity = {
    state: compact(asset('a', { parentId: 'b', properties: { poles: 4 } })),
    version: 3,
    provenance: { file: 'a.csv', row: 1 },
  };

  test('writes the columns that differ, and its version', () => {
    const { parentId: _, ...rest } = before.state;
    const after = { ...before, state: { ...rest, tag: 'p-2', properties: { poles: 6 } }, version: 4 };
    const { names, values } = changedColumns('ASSET', before, after);
    expect(Object.fromEntries(names.map((name, index) => [name, values[index]]))).toEqual({
      tag: 'p-2',
      tag_key: 'P-2',
      parent_id: null,
      properties: '{"poles":6}',
      version: 4,
    });
  });

  test('writes where it came from when it was deleted and made again', () => {
    const after = { ...before, version: 1, provenance: null };
    expect(changedColumns('ASSET', before, after)).toEqual({
      names: ['provenance', 'version'],
      values: [null, 1],
    });
  });

  test('turns into the row of what it became', () => {
    const field = fc.constantFrom('tag', 'area', 'system', 'parentId', 'description', 'ioType');
    const change = fc.tuple(field, fc.option(fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const state = compact({ ...asset('a'), ...Object.fromEntries(changes) });
        const after = { state, version: 4, provenance: before.provenance };
        const { names, values } = changedColumns('ASSET', before, after);
        const changed = Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
        expect({ ...rowOf('ASSET', before), ...changed }).toEqual(rowOf('ASSET', after));
      }),
    );
  });
});

describe('the columns of a table', () => {
  const columnsOf = (table: string): string[] => {
    const database = openMemory();
    writeTransaction(database, () => migrate(database));
    const names = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table);
    closeDatabase(database);
    return names;
  };

  test.each(ENTITY_TYPES)('are written in the order that the migrations give them: %s', (type) => {
    expect(columnNames(ENTITY_TABLES[type])).toEqual(columnsOf(ENTITY_TABLES[type].table));
  });

  test.each(Object.values(tables).map((table) => [getTableName(table), table] as const))(
    'are the same for lists as in the migrations: %s',
    (name, table) => {
      const columns = Object.values(getTableColumns(table)).map((column) => column.name);
      expect(columns).toEqual(columnsOf(name));
    },
  );
});
