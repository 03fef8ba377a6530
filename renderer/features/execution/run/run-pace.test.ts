import { describe, expect, test } from 'vitest';
import { addSample, paceOf, remainingMs, roundedPace, type PaceSample } from './run-pace.ts';

const samplesOf = (...pairs: readonly (readonly [number, number])[]): readonly PaceSample[] =>
  pairs.reduce<readonly PaceSample[]>(
    (samples, [elapsedMs, done]) => addSample(samples, { elapsedMs, done }),
    [],
  );

describe('the pace of a run', () => {
  test('is not told before it is known', () => {
    expect(paceOf([])).toBe(null);
    expect(paceOf(samplesOf([0, 0], [100, 5_000]))).toBe(null);
  });

  test('is that of the last three seconds', () => {
    const samples = samplesOf([0, 0], [1_000, 10_000], [2_000, 20_000], [5_000, 23_000]);
    expect(samples).toEqual([
      { elapsedMs: 2_000, done: 20_000 },
      { elapsedMs: 5_000, done: 23_000 },
    ]);
    expect(paceOf(samples)).toBe(1_000);
  });

  test('starts anew with a new phase or another run', () => {
    expect(samplesOf([0, 0], [1_000, 500], [1_200, 0])).toEqual([{ elapsedMs: 1_200, done: 0 }]);
    expect(samplesOf([900, 500], [100, 600])).toEqual([{ elapsedMs: 100, done: 600 }]);
  });

  test('tells how long the rest takes, where there is a rest and a pace', () => {
    expect(remainingMs({ done: 100, total: 300 }, 100)).toBe(2_000);
    expect(remainingMs({ done: 300, total: 300 }, 100)).toBe(null);
    expect(remainingMs({ done: 1, total: null }, 100)).toBe(null);
    expect(remainingMs({ done: 1, total: 9 }, 0)).toBe(null);
  });

  test('is told with three digits', () => {
    expect([0, 7, 87, 4_567, 21_432].map(roundedPace)).toEqual([0, 7, 87, 4_570, 21_400]);
  });
});
