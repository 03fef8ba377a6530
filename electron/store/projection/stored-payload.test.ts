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
  ['ASSET_CREATED', { before: null, after: { id: 'a' }, diff: [], context: { file: 'x.csv', row: 2 } }],
  ['ASSET_UPDATED', { before: null, after: { id: 'a' }, diff: [], context: CONTEXT }],
  ['RULE_CHANGED', { before: { definition: {} }, after: { definition: {} }, diff: [], context: CONTEXT }],
  ['ASSET_DELETED', { before: { id: 'a' }, after: null, diff: [], context: { byPerson: true } }],
])('%s is read as a whole where parts of it count', (eventType, payload) => {
  expect(projectedPayload(eventType, JSON.stringify(payload))).toEqual(payload);
});
