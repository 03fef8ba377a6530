import { expect, test } from 'vitest';
import { roundTo } from './rounding.ts';

test.each([
  [1.005, 2, 1.01],
  [-1.005, 2, -1.01],
  [2.5, 0, 3],
  [130.9783, 2, 130.98],
  [1e300, 20, 1e300],
])('%d to %d decimals is %d', (value, decimals, rounded) => {
  expect(roundTo(value, decimals)).toBe(rounded);
});
