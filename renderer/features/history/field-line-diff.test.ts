import { expect, test } from 'vitest';
import { compareFieldLines } from './field-line-diff.ts';

const marked = (before: string, after: string): string =>
  compareFieldLines(before, after)
    .map(({ value, added, removed }) => `${added ? '+' : removed ? '-' : ''}[${value}]`)
    .join('');

test('two lines of one field differ in the whole value, of two fields in everything', () => {
  expect(marked('power_kw: 55 kW', 'power_kw: 75 kW')).toBe('[power_kw: ]-[55 kW]+[75 kW]');
  expect(marked('loop: 1', 'poles: 4')).toBe('-[loop: 1]+[poles: 4]');
  expect(marked('note: a: b', 'note: a: c')).toBe('[note: ]-[a: b]+[a: c]');
});
