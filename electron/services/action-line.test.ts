import { expect, test } from 'vitest';
import type { Operation } from '../../shared/model/plan.ts';
import { changeLine, operationLine } from './action-line.ts';

const operation = (fields: Partial<Operation>): Operation => ({
  op: 'CREATE',
  aggregateType: 'ASSET',
  aggregateId: 'id',
  tag: 'P-1-M',
  ruleId: 'mech.pump-motor',
  discipline: 'MECHANICAL',
  before: null,
  after: {},
  diff: [],
  because: {
    ruleId: 'mech.pump-motor',
    ruleName: 'Motor',
    ruleHash: '',
    values: {},
    source: { id: 'p', tag: 'P-1' },
    chain: [],
  },
  cause: null,
  ...fields,
});

test('an operation is told in a line', () => {
  expect(operationLine(operation({}))).toEqual({
    op: 'CREATE',
    aggregateType: 'ASSET',
    tag: 'P-1-M',
    ruleId: 'mech.pump-motor',
    text: 'created by mech.pump-motor from P-1',
  });
  const diff = [
    { field: 'properties.power_kw', old: null, new: 75 },
    { field: 'area', old: '100', new: 'x'.repeat(99) },
    { field: 'a', old: 1, new: 2 },
    { field: 'b', old: 1, new: 2 },
  ];
  expect(operationLine(operation({ op: 'UPDATE', diff, tag: 'P-1' })).text).toBe(
    `power_kw not set -> 75 kW, area 100 -> ${'x'.repeat(60)}…, a 1 -> 2 and 1 more field by mech.pump-motor`,
  );
  expect(operationLine(operation({ op: 'RESOLVE', ruleId: null })).text).toBe(
    'finding resolved by mech.pump-motor from P-1',
  );
});

test('a change that no rule made says where it comes from', () => {
  expect(changeLine('CREATE', 'ASSET', 'P-1', [], 'row 14 of list.csv').text).toBe(
    'created, row 14 of list.csv',
  );
  expect(changeLine('UPDATE', 'ASSET', 'P-1', [{ field: 'area', old: '1', new: null }], '').text).toBe(
    'area 1 -> not set',
  );
  expect(changeLine('UPDATE', 'ASSET', 'P-1', [], '').text).toBe('changed');
});
