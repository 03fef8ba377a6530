import { describe, expect, test } from 'vitest';
import { elementHeight, listTopShowing, MOST_HEIGHT, placeAfterScroll, placeAt } from './scroll-mapping.ts';

const SHORT = { listHeight: 3_000, viewHeight: 600 };
/** Three million rows of 30 px. */
const TALL = { listHeight: 90_000_000, viewHeight: 600 };
const END = TALL.listHeight - TALL.viewHeight;

describe('a list that fits into an element', () => {
  test('is scrolled as it is', () => {
    expect(elementHeight(SHORT)).toBe(3_000);
    expect(placeAfterScroll({ scrollTop: 0, listTop: 0 }, 1_500, SHORT)).toEqual({
      scrollTop: 1_500,
      listTop: 1_500,
    });
    expect(placeAt(9_000, SHORT)).toEqual({ scrollTop: 2_400, listTop: 2_400 });
  });
});

describe('a list that is higher than any element', () => {
  test('has an element of the greatest height', () => {
    expect(elementHeight(TALL)).toBe(MOST_HEIGHT);
  });

  test('moves by as much as the wheel does', () => {
    const before = placeAt(40_000_000, TALL);
    const after = placeAfterScroll(before, before.scrollTop + 100, TALL);
    expect(after.listTop).toBe(40_000_100);
  });

  test('goes to the middle where the scroll bar is dragged', () => {
    const middle = (MOST_HEIGHT - TALL.viewHeight) / 2;
    expect(placeAfterScroll({ scrollTop: 0, listTop: 0 }, middle, TALL).listTop).toBe(END / 2);
  });

  test('reaches its first and its last row', () => {
    const end = MOST_HEIGHT - TALL.viewHeight;
    expect(placeAfterScroll({ scrollTop: end - 5, listTop: 7 }, end, TALL).listTop).toBe(END);
    expect(placeAfterScroll({ scrollTop: 5, listTop: 900 }, 0, TALL).listTop).toBe(0);
    expect(placeAt(END, TALL)).toEqual({ scrollTop: end, listTop: END });
  });

  test('is scrolled as it is near both of its ends, so that no row is skipped there', () => {
    const before = placeAt(3_000, TALL);
    expect(before).toEqual({ scrollTop: 3_000, listTop: 3_000 });
    expect(placeAt(END - 3_000, TALL).scrollTop).toBe(MOST_HEIGHT - 600 - 3_000);
  });

  test('stands at the same row after the scroll bar was put where the list is', () => {
    for (const row of [0, 1, 33_334, 999_999, 1_118_482, 2_999_979]) {
      const place = placeAt(row * 30, TALL);
      expect(place.listTop).toBe(row * 30);
      const leapt = placeAfterScroll({ scrollTop: -99_999, listTop: 0 }, place.scrollTop, TALL);
      expect(Math.abs(leapt.listTop - row * 30)).toBeLessThan(60);
    }
  });
});

test('a row is shown by moving as little as possible', () => {
  expect(listTopShowing(10, 30, 0, 600)).toBe(0);
  expect(listTopShowing(10, 30, 400, 600)).toBe(300);
  expect(listTopShowing(40, 30, 0, 600)).toBe(41 * 30 - 600);
});
