import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../json.ts';
import {
  applyChange,
  applyChangeInPlace,
  compact,
  creation,
  deletion,
  updateBetween,
  writtenFields,
} from './changes.ts';

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const name = fc.constantFrom(
  'power_kw',
  'duty',
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
  '*',
);

/** Maps as they are read from JSON: any name is an own member. */
const map: fc.Arbitrary<JsonObject> = fc
  .array(fc.tuple(name, value), { maxLength: 5 })
  .map((entries) => Object.fromEntries(entries) as JsonObject);

const state: fc.Arbitrary<JsonObject> = fc.record({
  id: fc.constant('a'),
  tag: fc.constantFrom('P-1', 'P-2'),
  area: fc.option(fc.string()),
  origin: fc.oneof(fc.constant({ userId: 'ada' }), fc.constant({ ruleId: 'r', sourceId: 's', slot: '' })),
  properties: map,
  owners: map,
});

describe('an update between two states', () => {
  test('leads from the one to the other, and back the other way round', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const change = updateBetween(from, to);
        const there = change === null ? compact(from) : applyChange(compact(from), change);
        expect(there).toEqual(compact(to));
        if (change === null) return;
        expect(applyChange(there, { before: change.after, after: change.before })).toEqual(compact(from));
        expect(updateBetween(to, from)).toMatchObject({ before: change.after, after: change.before });
      }),
    );
  });

  test('survives being written as JSON', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const change = updateBetween(from, to);
        if (change !== null) expect(JSON.parse(JSON.stringify(change))).toEqual(change);
      }),
    );
  });

  test('between equal states is none, whatever the order of their keys', () => {
    const a = { tag: 'P-1', origin: { ruleId: 'r', slot: '' }, properties: { a: 1, b: 2 }, area: null };
    const b = { properties: { b: 2, a: 1 }, origin: { slot: '', ruleId: 'r' }, tag: 'P-1' };
    expect(updateBetween(a, b)).toBeNull();
  });

  test('holds the changed fields only, null for what is not there; owners are no part of the diff', () => {
    const from = {
      tag: 'P-1',
      area: '47',
      properties: { power_kw: 5, duty: 'S1' },
      owners: { '*': 'user:ada' },
    };
    const to = {
      tag: 'P-1',
      area: null,
      properties: { power_kw: 7.5, outdoor: true, duty: 'S1' },
      owners: { '*': 'user:ada', area: 'rule:r' },
    };
    expect(updateBetween(from, to)).toEqual({
      before: { area: '47', properties: { power_kw: 5, outdoor: null }, owners: { area: null } },
      after: { area: null, properties: { power_kw: 7.5, outdoor: true }, owners: { area: 'rule:r' } },
      diff: [
        { field: 'area', old: '47', new: null },
        { field: 'properties.power_kw', old: 5, new: 7.5 },
        { field: 'properties.outdoor', old: null, new: true },
      ],
    });
  });
});

describe('a change that is applied', () => {
  const whole = { id: 'a', tag: 'P-1', area: null, properties: {}, owners: {}, members: { 'ASSET:b': true } };
  const kept = { id: 'a', tag: 'P-1', members: { 'ASSET:b': true } };

  test('creates the whole entity without its nulls and empty maps, or takes it away', () => {
    expect(creation(whole)).toEqual({ before: null, after: kept, diff: [] });
    expect(deletion(whole)).toEqual({ before: kept, after: null, diff: [] });
    expect(applyChange(null, creation(whole))).toEqual(kept);
    expect(applyChange(kept, deletion(whole))).toBeNull();
  });

  test('to something that is not there gives nothing', () => {
    expect(applyChange(null, { before: { area: '1' }, after: { area: '2' } })).toBeNull();
  });

  test('leaves the state it is applied to as it was', () => {
    const before: Record<string, JsonValue> = { id: 'a', properties: { a: 1 } };
    applyChange(before, {
      before: { properties: { a: 1 } },
      after: { properties: { a: null, b: 2 }, area: '1' },
    });
    expect(before).toEqual({ id: 'a', properties: { a: 1 } });
  });

  test('gives the same in place', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        const change = updateBetween(from, to) ?? creation(to);
        expect(applyChangeInPlace(structuredClone(compact(from)), change)).toEqual(
          applyChange(compact(from), change),
        );
      }),
    );
  });
});

describe('the fields that a change writes', () => {
  test('are those of an update that change or change their owner, and none of a creation or deletion', () => {
    const update = updateBetween(
      { area: '1', owners: {} },
      { area: '2', owners: { area: 'user:ada', system: 'user:ada' } },
    );
    expect(update === null ? [] : writtenFields(update)).toEqual(['area', 'system']);
    expect(writtenFields(creation({ id: 'a', owners: { '*': 'rule:r' } }))).toEqual([]);
    expect(writtenFields(deletion({ id: 'a', owners: { '*': 'rule:r' } }))).toEqual([]);
  });
});
