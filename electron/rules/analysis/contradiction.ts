import type { Atom, Conjunction, Literal, Test } from './alternatives.ts';

/** Two comparisons of one term that cannot both hold; `against` is null where one cannot hold by itself. */
export interface Contradiction {
  readonly atom: Atom;
  readonly against: Atom | null;
}

/** The first contradiction among comparisons, or null where there may be values that meet them all. */
export function contradictionIn(conjunction: Conjunction): Contradiction | null {
  const byTerm = new Map<string, { range: Range; last: Atom }>();
  for (const atom of conjunction) {
    const before = byTerm.get(atom.term);
    const range = narrowed(before?.range ?? ANYTHING, atom.test);
    if (isEmpty(range)) return { atom, against: before?.last ?? null };
    byTerm.set(atom.term, { range, last: atom });
  }
  return null;
}

/** A value for each term of comparisons that hold together, null for one that must not be set; others left out. */
export function exampleOf(conjunction: Conjunction): ReadonlyMap<string, Literal | null> {
  const ranges = new Map<string, Range>();
  for (const { term, test } of conjunction) ranges.set(term, narrowed(ranges.get(term) ?? ANYTHING, test));
  const values = new Map<string, Literal | null>();
  for (const [term, range] of ranges) {
    const value = exampleIn(range);
    if (value !== undefined) values.set(term, value);
  }
  return values;
}

/** What a term may be. */
interface Range {
  readonly mayBeSet: boolean;
  readonly mayBeNull: boolean;
  /** The only values allowed; null where there is no such list. */
  readonly only: readonly Literal[] | null;
  readonly not: readonly Literal[];
  readonly low: Bound | null;
  readonly high: Bound | null;
}
interface Bound {
  readonly value: Literal;
  readonly open: boolean;
}

const ANYTHING: Range = { mayBeSet: true, mayBeNull: true, only: null, not: [], low: null, high: null };
const NOTHING: Range = { ...ANYTHING, mayBeSet: false, mayBeNull: false };

function narrowed(range: Range, test: Test): Range {
  switch (test.kind) {
    case 'never':
      return NOTHING;
    case 'null':
      return { ...range, mayBeSet: false };
    case 'set':
      return { ...range, mayBeNull: false };
    case 'one of':
      return withOnly(range, test.values);
    case 'none of':
      return { ...range, mayBeNull: false, not: [...range.not, ...test.values] };
    case 'compare':
      return withComparison(range, test);
  }
}

function withComparison(range: Range, { op, value }: Extract<Test, { kind: 'compare' }>): Range {
  const known = { ...range, mayBeNull: false };
  const open = op === '<' || op === '>';
  switch (op) {
    case '==':
      return withOnly(range, [value]);
    case '!=':
      return { ...known, not: [...range.not, value] };
    case '<':
    case '<=':
      return range.high !== null && !isBelow({ value, open }, range.high)
        ? known
        : { ...known, high: { value, open } };
    case '>':
    case '>=':
      return range.low !== null && !isAbove({ value, open }, range.low)
        ? known
        : { ...known, low: { value, open } };
  }
}

const withOnly = (range: Range, values: readonly Literal[]): Range => ({
  ...range,
  mayBeNull: false,
  only: range.only === null ? values : range.only.filter((one) => values.includes(one)),
});

const isBelow = (a: Bound, b: Bound): boolean => a.value < b.value || (a.value === b.value && a.open);
const isAbove = (a: Bound, b: Bound): boolean => a.value > b.value || (a.value === b.value && a.open);

function isEmpty(range: Range): boolean {
  if (range.mayBeNull) return false;
  if (!range.mayBeSet) return true;
  if (range.only !== null) return !range.only.some((value) => allows(range, value));
  const { low, high } = range;
  if (low === null || high === null) return false;
  if (low.value > high.value) return true;
  if (low.value !== high.value) return false;
  return low.open || high.open || range.not.includes(low.value);
}

function allows({ not, low, high }: Range, value: Literal): boolean {
  if (not.includes(value)) return false;
  if (low !== null && !(low.open ? value > low.value : value >= low.value)) return false;
  return high === null || (high.open ? value < high.value : value <= high.value);
}

function exampleIn(range: Range): Literal | null | undefined {
  if (!range.mayBeSet) return null;
  if (range.only !== null) return range.only.find((value) => allows(range, value));
  const { low, high } = range;
  const numbers = [low?.value, high?.value].filter((value) => typeof value === 'number');
  const [first = 0, last = first] = numbers;
  const candidates = [first, (first + last) / 2, first + 1, last - 1];
  return numbers.length === 0 ? undefined : candidates.find((value) => allows(range, value));
}
