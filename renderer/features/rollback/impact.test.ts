import { expect, test } from 'vitest';
import type { RollbackLine } from '../../../shared/contract/rollbacks.ts';
import type { RollbackResult } from '../../../shared/model/rollback.ts';
import { impactsOf, otherChanges, restoredFields } from './impact.ts';
import { diffText } from './RollbackLines.tsx';

const NONE = { deleted: 0, restored: 0, recreated: 0 };
const result: RollbackResult = {
  correlationId: null,
  originalCorrelationId: 'batch-1',
  cascaded: [],
  eventsRolledBack: 5,
  summary: {
    assets: { deleted: 64, restored: 1, recreated: 0 },
    cables: { ...NONE, deleted: 1_064 },
    edges: { ...NONE, recreated: 2 },
    packages: NONE,
  },
  conflicts: [],
};
const update: RollbackLine = {
  op: 'UPDATE',
  aggregateType: 'ASSET',
  tag: 'P-1',
  diff: [
    { field: 'properties.power_kw', old: 75, new: 55 },
    { field: 'area', old: '100', new: null },
  ],
};

test('the impact names what happens by kind, and leaves out what does not', () => {
  expect(impactsOf(result).map(({ title, text }) => `${title} ${text}`)).toEqual([
    'Will be deleted 64 assets, 1,064 cables',
    'Will be restored 1 asset',
    'Will be brought back 2 relations',
  ]);
  expect(impactsOf(result, true).map(({ title }) => title)).toEqual(['Deleted', 'Restored', 'Brought back']);
});

test('fields are counted only where every line is known', () => {
  expect(restoredFields({ lines: [update, { ...update, op: 'DELETE' }], totalLines: 2 })).toBe(2);
  expect(restoredFields({ lines: [update], totalLines: 2 })).toBeNull();
});

test('what the summary does not count is told as well', () => {
  expect(otherChanges({ result, totalLines: 1_131 + 9 })).toBe(9);
  expect(otherChanges({ result, totalLines: 1_131 })).toBe(0);
});

test('a line tells its fields with units', () => {
  expect(diffText(update)).toBe('power_kw 75 kW \u2192 55 kW, area 100 \u2192 none');
  expect(diffText({ op: 'DELETE', diff: [{ field: 'area', old: '100', new: null }] })).toBe('area 100');
});
