import type { EntityVersion } from '../../../shared/contract/histories.ts';

/** Two versions that are compared, by number; `base` is null where the newer one is compared with nothing. */
export interface VersionPair {
  readonly base: number | null;
  readonly shown: number;
}

/** What the address may ask for; null where it says nothing. */
export interface AskedPair {
  readonly base: number | null;
  readonly shown: number | null;
}

export const PAIR_PARAMS = { base: 'with', shown: 'version' } as const;

/** The pair that an address asks for. */
export function readPair(params: URLSearchParams): AskedPair {
  return { base: readNumber(params.get(PAIR_PARAMS.base)), shown: readNumber(params.get(PAIR_PARAMS.shown)) };
}

/**
 * The pair to show: by default the newest version with the one before it. What is asked for and is not there
 * counts as not asked for. The older version always stands at the left.
 */
export function choosePair(
  versions: readonly Pick<EntityVersion, 'number'>[],
  asked: AskedPair,
): VersionPair | null {
  const numbers = versions.map(({ number }) => number).toSorted((a, b) => a - b);
  const newest = numbers.at(-1);
  if (newest === undefined) return null;
  const there = (number: number | null): number | null =>
    number !== null && numbers.includes(number) ? number : null;
  const shown = there(asked.shown) ?? newest;
  const base = there(asked.base);
  if (base === null || base === shown) return { base: numberBefore(numbers, shown), shown };
  return { base: Math.min(base, shown), shown: Math.max(base, shown) };
}

/** The pair after a click: a plain one compares a version with the one before it, with Shift with the one shown. */
export function pairAfterClick(pair: VersionPair, number: number, withShift: boolean): AskedPair {
  if (!withShift || number === pair.shown) return { base: null, shown: number };
  return { base: Math.min(number, pair.shown), shown: Math.max(number, pair.shown) };
}

function numberBefore(ascending: readonly number[], number: number): number | null {
  return ascending[ascending.indexOf(number) - 1] ?? null;
}

function readNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
