import { expect, test } from 'vitest';
import { becauseLines } from './because-lines.ts';

test('tells the rule, what it was applied to, where that came from, and the values it saw', () => {
  const context = {
    ruleId: 'elec.feeder-cable',
    ruleName: 'Power cable to motor',
    ruleHash: '0123456789abcdef',
    values: { 'props.power_kw': 75, 'props.safety': null },
    source: { id: 'm', tag: 'P-101-M' },
    chain: [
      { tag: 'P-101-M', ruleId: 'mech.pump-motor' },
      { tag: 'P-101', file: 'equipment.csv', row: 1014 },
    ],
  };
  expect(becauseLines(context)).toEqual([
    { label: 'Rule', value: 'Power cable to motor, elec.feeder-cable (version 01234567)' },
    { label: 'Applied to', value: 'P-101-M, made by mech.pump-motor', tag: 'P-101-M' },
    { label: 'made from', value: 'P-101, row 1,014 of equipment.csv', tag: 'P-101' },
    { label: 'props.power_kw', value: '75' },
    { label: 'props.safety', value: 'not set' },
  ]);
});

test('tells the row of an import, the reason of a person, and all else by name', () => {
  expect(becauseLines({ file: 'equipment.csv', row: 14 })).toEqual([
    { label: 'From', value: 'row 14 of equipment.csv' },
  ]);
  expect(becauseLines({ reason: 'site name', planHash: 'ab', scope: null })).toEqual([
    { label: 'Reason', value: 'site name' },
    { label: 'Plan hash', value: 'ab' },
  ]);
  expect(becauseLines({})).toEqual([]);
});
