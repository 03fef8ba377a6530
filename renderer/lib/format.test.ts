import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  fieldLabel,
  fieldUnit,
  formatCount,
  formatCountOf,
  formatDuration,
  formatFieldValue,
  formatSize,
  formatTime,
  formatValue,
  withReadableTimes,
} from './format.ts';

test('counts are grouped and their noun agrees', () => {
  expect([formatCount(12_482), formatCountOf(1, 'asset'), formatCountOf(1_103, 'asset')]).toEqual([
    '12,482',
    '1 asset',
    '1,103 assets',
  ]);
  expect(formatCountOf(0, 'batch', 'batches')).toBe('0 batches');
});

describe('a time', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date(2026, 10, 21, 9, 30) }));
  afterEach(() => vi.useRealTimers());

  test('is as near as a person would say it', () => {
    const times = [
      new Date(2026, 10, 21, 9, 14),
      new Date(2026, 10, 20, 23, 59),
      new Date(2026, 2, 3, 8, 5),
      new Date(2025, 10, 12, 0, 0),
    ];
    expect(times.map((time) => formatTime(time.toISOString()))).toEqual([
      'today 09:14',
      'yesterday 23:59',
      '3 Mar 08:05',
      '12 Nov 2025 00:00',
    ]);
  });

  test('within a message is said in the same way', () => {
    const at = new Date(2026, 10, 21, 9, 14).toISOString();
    expect(withReadableTimes(`olaf has it open, process 7, since ${at}. Try again later.`)).toBe(
      'olaf has it open, process 7, since today 09:14. Try again later.',
    );
  });

  test('that is none stays as it is written', () => {
    expect(formatTime('soon')).toBe('soon');
  });
});

test('a duration has the unit that fits it', () => {
  expect([0, 850, 4_200, 59_940, 59_960, 123_000, 3_723_000].map(formatDuration)).toEqual([
    '0 ms',
    '850 ms',
    '4.2 s',
    '59.9 s',
    '1:00 min',
    '2:03 min',
    '1:02:03 h',
  ]);
});

test('a size has the unit that fits it', () => {
  expect([999, 1_536, 184_320, 2_400_000].map(formatSize)).toEqual(['999 B', '1.5 kB', '184 kB', '2.4 MB']);
});

test('a value is shown as it is, large numbers grouped, and what is not there as none', () => {
  expect([null, '', 'P-101', 1_450, 12_500.25, 0.1 + 0.2, true, [1, 'a']].map(formatValue)).toEqual([
    'none',
    '""',
    'P-101',
    '1450',
    '12,500.25',
    '0.3',
    'true',
    '1, a',
  ]);
});

test('a number of a field has its unit, a text has none', () => {
  expect([
    formatFieldValue('properties.power_kw', 55),
    formatFieldValue('lengthM', 75),
    formatFieldValue('area', '100'),
    formatFieldValue('properties.power_kw', null),
  ]).toEqual(['55 kW', '75 m', '100', 'none']);
});

test('a field is called as the user calls it', () => {
  const fields = ['properties.power_kw', 'dataStatus', 'conductorSizeMm2', 'parentId', 'tag'];
  expect(fields.map((field) => [fieldLabel(field), fieldUnit(field)])).toEqual([
    ['power_kw', 'kW'],
    ['data status', null],
    ['conductor size', 'mm²'],
    ['parent', null],
    ['tag', null],
  ]);
});
