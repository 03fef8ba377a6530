import { describe, expect, test } from 'vitest';
import { figure, median, percentile } from './statistics.ts';

describe('percentile', () => {
  test('is the nearest rank, in any order of the values', () => {
    const values = [50, 15, 40, 20, 35];
    expect([0, 0.05, 0.3, 0.4, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([
      15, 15, 20, 20, 35, 50, 50,
    ]);
  });

  test('of 200 values leaves ten above the 95th', () => {
    const values = Array.from({ length: 200 }, (_, index) => index + 1);
    expect(percentile(values, 0.95)).toBe(190);
  });

  test('of nothing, or of what is no share, is refused', () => {
    expect(() => percentile([], 0.5)).toThrow('There is no percentile of no values.');
    expect(() => percentile([1], 1.5)).toThrow('A share is 0 to 1, not 1.5.');
  });

  test('leaves the values as they were', () => {
    const values = [3, 1, 2];
    percentile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('median and figure', () => {
  test('the median is the middle value, or the mean of the two in the middle', () => {
    expect([median([7]), median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([7, 2, 2.5]);
  });

  test('the figure of runs is their median or the best of them', () => {
    expect([figure([5, 3, 9], 'median'), figure([5, 3, 9], 'best')]).toEqual([5, 3]);
  });

  test('there is no median of nothing', () => {
    expect(() => median([])).toThrow('There is no median of no values.');
  });
});
