import { expect, test } from 'vitest';
import { projectedPayload } from './stored-payload.ts';

const CONTEXT = { ruleName: 'r', values: { a: '},"after":{"x":1},"diff":[' } };
const TRICKY = { '},"after":{': '},"diff":[', after: '"},"after":{', diff: 'Ω\\"},"diff":[', '"': '\\' };

test.each([
  [{ area: '101' }, { area: null }],
  [{}, { properties: { power_kw: 75 } }],
  [
    { properties: TRICKY, owners: { '*': 'rule:a' } },
    { properties: TRICKY, owners: { '*': 'user:b' } },
  ],
])('of an update of flat fields it gives what was there after it: %j', (before, after) => {
  const diff = [{ field: 'properties.after', old: '},"after":{', new: '},"diff":[' }];
  const text = JSON.stringify({ before, after, diff, context: CONTEXT });
  const payload = projectedPayload('ASSET_UPDATED', text);
  expect(payload.after).toEqual(after);
  expect(payload.before).not.toBeNull();
});

test.each([
  ['ASSET_CREATED', { id: 'a', properties: TRICKY, owners: { '*': 'user:b' } }],
  ['CABLE_CREATED', { id: 'c', properties: { diff: '},"diff":[],"context":{' } }],
  ['RELATIONSHIP_CREATED', { id: 'e', origin: { ruleId: 'r', sourceId: 'a' } }],
])('of %s it gives the whole entity, and the context where a file is named', (eventType, after) => {
  const creation = { before: null, after, diff: [] };
  const imported = { ...creation, context: { ...CONTEXT, file: 'x.csv', row: 2 } };
  expect(projectedPayload(eventType, JSON.stringify(imported))).toEqual(imported);
  const made = { ...creation, context: CONTEXT };
  expect(projectedPayload(eventType, JSON.stringify(made))).toEqual({ ...creation, context: {} });
});

test.each(['ASSET_DELETED', 'CABLE_DELETED', 'RELATIONSHIP_DELETED'])(
  'of %s it gives the context, which says whether a person did it',
  (eventType) => {
    const before = { id: 'a', properties: { ...TRICKY, after: '},"after":null,"diff":[],"context":{' } };
    const context = { ...CONTEXT, byPerson: true };
    const payload = projectedPayload(eventType, JSON.stringify({ before, after: null, diff: [], context }));
    expect(payload).toMatchObject({ after: null, context });
    expect(payload.before).not.toBeNull();
  },
);

test.each([
  ['ASSET_UPDATED', { before: null, after: { id: 'a' }, diff: [], context: CONTEXT }],
  ['ASSET_DELETED', { before: { id: 'a' }, after: { id: 'a' }, diff: [], context: CONTEXT }],
  ['ASSET_CREATED', { before: { id: 'a' }, after: { id: 'a' }, diff: [], context: CONTEXT }],
  ['RULE_CHANGED', { before: { definition: {} }, after: { definition: {} }, diff: [], context: CONTEXT }],
  ['PACKAGE_DELETED', { before: { id: 'a' }, after: null, diff: [], context: { byPerson: true } }],
])('%s is read as a whole where it is of another form', (eventType, payload) => {
  expect(projectedPayload(eventType, JSON.stringify(payload))).toEqual(payload);
});
