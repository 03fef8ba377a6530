import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

test('a minute typed as the end takes in all of that minute, and comes back as it was typed', () => {
  const typed = '2026-11-21T09:14';
  const [from, to] = [fromLocalInput(typed, 'from'), fromLocalInput(typed, 'to')];
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(59_999);
  expect([toLocalInput(from, 'from'), toLocalInput(to, 'to')]).toEqual([typed, typed]);
});

test('what is empty or no time is no bound', () => {
  expect([fromLocalInput('', 'from'), fromLocalInput('soon', 'to'), toLocalInput(undefined, 'to')]).toEqual([
    undefined,
    undefined,
    '',
  ]);
});

test('a date alone reaches to its end', () => {
  const from = new Date(fromLocalInput(toLocalInput('2026-11-21', 'from'), 'from') ?? '');
  const to = new Date(fromLocalInput(toLocalInput('2026-11-21', 'to'), 'to') ?? '');
  expect([from.toISOString(), to.toISOString()]).toEqual([
    '2026-11-21T00:00:00.000Z',
    '2026-11-21T23:59:59.999Z',
  ]);
});
