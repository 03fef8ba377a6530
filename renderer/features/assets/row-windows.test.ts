import { describe, expect, test } from 'vitest';
import { rowAfterKey, scrollFor, windowOf, windowsFor } from './row-windows.ts';

describe('the windows of rows', () => {
  test('are those that hold what is in view, each starting at a multiple of 200', () => {
    expect([windowOf(0), windowOf(199), windowOf(200), windowOf(99_999)]).toEqual([0, 0, 200, 99_800]);
    expect(windowsFor(10, 40, 100_000)).toEqual([0]);
    expect(windowsFor(190, 230, 100_000)).toEqual([0, 200]);
    expect(windowsFor(99_970, 99_999, 100_000)).toEqual([99_800]);
  });

  test('reach ahead, but not beyond the ends', () => {
    expect(windowsFor(170, 199, 1_000, 50)).toEqual([0, 200]);
    expect(windowsFor(10, 40, 1_000, 50)).toEqual([0]);
    expect(windowsFor(370, 399, 400, 50)).toEqual([200]);
  });

  test('are the first one while nothing is known', () => {
    expect(windowsFor(0, 30, 0)).toEqual([0]);
  });
});

describe('the cursor', () => {
  test('moves by line, page and to the ends, and stays inside', () => {
    const keys = ['j', 'k', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'];
    expect(keys.map((key) => rowAfterKey(key, 50, 100, 20))).toEqual([51, 49, 51, 49, 70, 30, 0, 99, null]);
    expect([rowAfterKey('k', 0, 100, 20), rowAfterKey('PageDown', 95, 100, 20)]).toEqual([0, 99]);
  });

  test('does not move where there are no rows', () => {
    expect(rowAfterKey('j', 0, 0, 20)).toBe(null);
  });
});

test('a row out of view is scrolled in, one in view moves nothing', () => {
  const at = (row: number): number => scrollFor(row, 30, 300, 150);
  expect([at(9), at(10), at(14), at(15), at(0)]).toEqual([270, 300, 300, 330, 0]);
});
