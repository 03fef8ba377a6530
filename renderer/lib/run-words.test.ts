import { expect, test } from 'vitest';
import { runPercent } from './run-words.ts';

test('a share is told in whole percent and never rounded up to the end', () => {
  expect([
    runPercent({ done: 8_120, total: 13_100 }),
    runPercent({ done: 999, total: 1_000 }),
    runPercent({ done: 5, total: null }),
    runPercent({ done: 0, total: 0 }),
  ]).toEqual([61, 99, null, null]);
});
