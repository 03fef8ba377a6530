import { expect, test } from 'vitest';
import { placeOn, SMALLEST } from './window-place.ts';

const MAIN = { x: 0, y: 25, width: 1920, height: 1055 };
const LEFT = { x: -1280, y: 0, width: 1280, height: 1024 };
const place = { x: 100, y: 80, width: 1200, height: 800, maximized: false };

test('a window that was never open gets the usual size, not larger than the display', () => {
  expect(placeOn([MAIN], null)).toEqual({ width: 1440, height: 900 });
  expect(placeOn([{ ...MAIN, width: 1366, height: 728 }], null)).toEqual({ width: 1366, height: 728 });
});

test('a window comes back where it was, also on a second display', () => {
  expect(placeOn([MAIN], place)).toEqual({ x: 100, y: 80, width: 1200, height: 800 });
  expect(placeOn([MAIN, LEFT], { ...place, x: -1200 })).toMatchObject({ x: -1200 });
});

test('a window whose title bar cannot be reached any more is placed anew', () => {
  const lost = [{ x: -1200 }, { x: 1900 }, { y: 1070 }, { y: 0 }, { x: -1150, y: 900 }];
  expect(lost.map((where) => placeOn([MAIN], { ...place, ...where }))).toEqual(
    lost.map(() => ({ width: 1200, height: 800 })),
  );
});

test('a window is never too small to work in, and fits its display', () => {
  expect(placeOn([MAIN], { ...place, width: 10, height: 10 })).not.toHaveProperty('x');
  expect(placeOn([MAIN], { ...place, width: 200, height: 10 })).toMatchObject(SMALLEST);
  expect(placeOn([MAIN], { ...place, width: 5_000, height: 5_000 })).toMatchObject({
    width: MAIN.width,
    height: MAIN.height,
  });
});
