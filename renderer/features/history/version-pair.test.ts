import { describe, expect, test } from 'vitest';
import { choosePair, pairAfterClick, readPair } from './version-pair.ts';

const VERSIONS = [4, 3, 2, 1].map((number) => ({ number }));
const NOTHING = { base: null, shown: null };

describe('the pair of versions', () => {
  test('is the newest with the one before it, unless the address says otherwise', () => {
    expect(choosePair(VERSIONS, NOTHING)).toEqual({ base: 3, shown: 4 });
    expect(choosePair(VERSIONS, { base: null, shown: 2 })).toEqual({ base: 1, shown: 2 });
    expect(choosePair(VERSIONS, { base: 1, shown: 4 })).toEqual({ base: 1, shown: 4 });
  });

  test('has the older one at the left', () => {
    expect(choosePair(VERSIONS, { base: 4, shown: 2 })).toEqual({ base: 2, shown: 4 });
  });

  test('compares the first version with nothing', () => {
    expect(choosePair(VERSIONS, { base: null, shown: 1 })).toEqual({ base: null, shown: 1 });
    expect(choosePair([{ number: 1 }], NOTHING)).toEqual({ base: null, shown: 1 });
    expect(choosePair([], NOTHING)).toBe(null);
  });

  test('leaves out what is not there', () => {
    expect(choosePair(VERSIONS, { base: 9, shown: 17 })).toEqual({ base: 3, shown: 4 });
    expect(readPair(new URLSearchParams('version=two&with=-1'))).toEqual(NOTHING);
    expect(readPair(new URLSearchParams('version=3&with=1'))).toEqual({ base: 1, shown: 3 });
  });
});

describe('a click on a version', () => {
  const pair = { base: 3, shown: 4 };

  test('compares it with the one before it', () => {
    expect(pairAfterClick(pair, 2, false)).toEqual({ base: null, shown: 2 });
  });

  test('with Shift compares it with the one shown, whichever is older', () => {
    expect(pairAfterClick(pair, 1, true)).toEqual({ base: 1, shown: 4 });
    expect(pairAfterClick({ base: null, shown: 1 }, 3, true)).toEqual({ base: 1, shown: 3 });
    expect(pairAfterClick(pair, 4, true)).toEqual({ base: null, shown: 4 });
  });
});
