import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../shared/json.ts';
import type { EntityType } from '../../shared/model/entities.ts';
import { ENTITY_TABLES } from './entity-rows.ts';
import { settlerOf, type Row } from './settle-rows.ts';

describe('settling rows', () => {
  const settled = (type: EntityType, row: Row): Row => {
    settlerOf(type)(row);
    return row;
  };

  test.each(Object.keys(ENTITY_TABLES) as EntityType[])(
    'every JSON column of %s is parsed, all else stays',
    (type) => {
      const { columns } = ENTITY_TABLES[type];
      const fields = columns.filter(({ kind }) => kind !== 'key');
      const rowOf = (valueOf: (kind: string) => JsonValue): Row =>
        Object.fromEntries(fields.map(({ field, kind }) => [field, valueOf(kind)]));
      const isJson = (kind: string): boolean => kind === 'map' || kind === 'json';
      expect(
        settled(
          type,
          rowOf((kind) => (isJson(kind) ? '{"a":1}' : kind === 'number' ? 2.5 : 'x')),
        ),
      ).toEqual(rowOf((kind) => (isJson(kind) ? { a: 1 } : kind === 'number' ? 2.5 : 'x')));
      expect(
        settled(
          type,
          rowOf(() => null),
        ),
      ).toEqual(rowOf(() => null));
    },
  );

  test('equal JSON is one value, also after many different ones', () => {
    const settle = settlerOf('EDGE');
    const edge = (properties: string, origin: string): Row => {
      const row = { relation: 'feeds', slot: '', discipline: 'GENERAL', properties, origin };
      settle(row);
      return row;
    };
    const first = edge('{}', '{"userId":"anna"}');
    for (let index = 0; index < 2_000; index += 1) {
      const { origin, properties } = edge(index % 2 === 0 ? '{}' : '{"a":1}', `{"userId":"u${index}"}`);
      expect([origin, properties]).toEqual([{ userId: `u${index}` }, index % 2 === 0 ? {} : { a: 1 }]);
    }
    expect(edge('{}', '{"userId":"anna"}')['properties']).toBe(first['properties']);
  });
});
