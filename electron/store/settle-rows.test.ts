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

  test('origins that differ in their source are told apart, however they are written', () => {
    const settle = settlerOf('CABLE');
    const read = (origin: string): JsonValue | undefined => {
      const row: Row = { origin };
      settle(row);
      return row['origin'];
    };
    const ids = [0, 1, 2].map((index) => `19419f29-7c01-7000-8000-3c6ef362000${index}`);
    const origins = [
      ...ids.map((sourceId) => ({ ruleId: 'a.motor', slot: 'm', sourceId })),
      ...ids.map((sourceId) => ({ ruleId: 'a.heater', slot: 'h', sourceId })),
      { ruleId: 'a.motor', slot: 'm', sourceId: 'P-1' },
      { ruleId: 'a.motor', slot: 'm', sourceId: `${ids[0]?.slice(0, 32)}"\\` },
      { ruleId: 'a.motor', slot: 'm', sourceId: `${ids[0]}-longer` },
      { ruleId: 'a.motor', slot: 'm', by: 'x', sourceId: `${ids[0]}` },
      { ruleId: 'a.motor', slot: 'm', sourceId: 'P-1', tag: 'x'.repeat(24) },
      { userId: 'anna' },
      { userId: 'a user with a name as long as an id, and more' },
    ];
    for (const origin of [...origins, ...origins]) expect(read(JSON.stringify(origin))).toEqual(origin);
    const broken = JSON.stringify(origins[1]).slice(0, -1);
    expect(() => read(broken)).toThrow(SyntaxError);
    expect(() => read(`${broken} `)).toThrow(SyntaxError);
  });
});
