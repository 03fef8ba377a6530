import { expect, test } from 'vitest';
import { staleness } from './staleness.ts';

test('what made a plan stale is read from the error', () => {
  const value = { tag: 'P-1', field: 'properties.power_kw', planned: 55, now: 75, correlationId: 'b' };
  const context = { moved: [value], operations: { added: [{}, {}], removed: [], changed: [{}] } };
  expect(staleness(context)).toEqual({ moved: [value], added: 2, removed: 0, changed: 1 });
});

test('an error that tells less is read as far as it goes', () => {
  expect(staleness({ moved: [{ tag: 'P-1' }, 7] })).toEqual({
    moved: [{ tag: 'P-1', field: '', planned: null, now: null, correlationId: null }],
    added: 0,
    removed: 0,
    changed: 0,
  });
});
