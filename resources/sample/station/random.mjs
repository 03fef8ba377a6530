/**
 * Numbers between 0 and 1 that look random and are the same on every machine (mulberry32, public domain).
 * @param {number} seed a whole number
 * @returns {() => number}
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value within the given share (0.03: 3 %) of `value`, rounded to `digits` decimals. */
export function near(random, value, share, digits) {
  return rounded(value * (1 + (2 * random() - 1) * share), digits);
}

/** A value rounded to a number of decimals. */
export function rounded(value, digits) {
  return Number(value.toFixed(digits));
}
