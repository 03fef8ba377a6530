import { describe, expect, test } from 'vitest';
import {
  barHeights,
  brushAfterKey,
  brushBetween,
  brushOf,
  bucketAt,
  bucketOf,
  rangeOf,
  startOfBucket,
} from './histogram-scale.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00.000Z');
const SCALE = { from: START, to: START + 10 * DAY, buckets: 10 };
const at = (day: number, ms = 0): string => new Date(START + day * DAY + ms).toISOString();

describe('the scale of a histogram', () => {
  test('puts an instant into its bucket, and what lies outside into the nearest', () => {
    const days = [-1, 0, 0.5, 1, 9.99, 10, 12];
    expect(days.map((day) => bucketOf(SCALE, START + day * DAY))).toEqual([0, 0, 0, 1, 9, 9, 9]);
    expect(startOfBucket(SCALE, 3)).toBe(START + 3 * DAY);
  });

  test('finds the bucket under the pointer', () => {
    expect([-5, 0, 99, 100, 999, 2_000].map((x) => bucketAt(SCALE, x, 1_000))).toEqual([0, 0, 0, 1, 9, 9]);
    expect(bucketAt(SCALE, 5, 0)).toBe(0);
  });

  test('lets one event be seen beside a million', () => {
    const [none, one, most] = barHeights([0, 1, 1_000_000]);
    expect([none, most]).toEqual([0, 1]);
    expect(one).toBeGreaterThanOrEqual(0.06);
    expect(barHeights([])).toEqual([]);
  });
});

describe('a range of buckets', () => {
  test('is the same dragged either way', () => {
    expect(brushBetween(7, 2)).toEqual({ first: 2, last: 7 });
  });

  test('becomes a range whose ends both belong to it, and comes back from it', () => {
    const brush = { first: 2, last: 4 };
    const range = rangeOf(SCALE, brush);
    expect(range).toEqual({ from: at(2), to: at(5, -1) });
    expect(brushOf(SCALE, range.from, range.to)).toEqual(brush);
  });

  test('covers what a filter says, whole days included', () => {
    expect(brushOf(SCALE, undefined, undefined)).toBeNull();
    expect(brushOf(SCALE, at(3), undefined)).toEqual({ first: 3, last: 9 });
    expect(brushOf(SCALE, '2026-11-02', '2026-11-03')).toEqual({ first: 1, last: 2 });
    expect(brushOf(SCALE, at(20), at(30))).toBeNull();
  });

  test('moves by keys, and its ends never pass each other', () => {
    const brush = { first: 3, last: 5 };
    const press = (end: 'first' | 'last', key: string, shiftKey = false) =>
      brushAfterKey(brush, end, { key, shiftKey }, 10);
    expect(press('first', 'ArrowLeft')).toEqual({ first: 2, last: 5 });
    expect(press('first', 'ArrowRight', true)).toEqual({ first: 5, last: 5 });
    expect(press('last', 'End')).toEqual({ first: 3, last: 9 });
    expect(press('last', 'Home')).toEqual({ first: 3, last: 3 });
    expect(press('last', 'x')).toBeNull();
  });
});
