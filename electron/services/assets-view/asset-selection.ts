import type { AssetFilterRequest } from '../../../shared/contract/assets.ts';
import type { FacetCount } from '../../../shared/model/timeline.ts';
import { CODED, type AssetIndex, type Coded } from './asset-index.ts';

/** A filter made ready for an index: for each coded column which codes pass, null where all do. */
export interface AssetSelection {
  readonly allowed: Readonly<Record<Coded, Uint8Array | null>>;
  /** What else a row must be; null where nothing else is asked. */
  readonly passes: ((row: number) => boolean) | null;
}

export function selectionOf(index: AssetIndex, filter: AssetFilterRequest): AssetSelection {
  const needle = filter.search?.toLowerCase();
  return {
    allowed: {
      types: allowedCodes(index, 'types', filter.types),
      disciplines: allowedCodes(index, 'disciplines', filter.disciplines),
      areas: allowedCodes(index, 'areas', filter.areas),
      systems: allowedCodes(index, 'systems', filter.systems),
    },
    passes: needle === undefined ? null : (row) => index.searchText(row).includes(needle),
  };
}

export function allowedCodes(
  index: AssetIndex,
  column: Coded,
  wanted: readonly string[] | undefined,
): Uint8Array | null {
  if (wanted === undefined) return null;
  const set = new Set(wanted);
  return Uint8Array.from(index.coded[column].values, (value) => (set.has(value) ? 1 : 0));
}

/** The rows of a selection, in the order given. */
export function selectRows(index: AssetIndex, selection: AssetSelection, order: Uint32Array): Uint32Array {
  const { allowed, passes } = selection;
  const columns = CODED.flatMap((column) => {
    const codes = allowed[column];
    return codes === null ? [] : [{ codes: index.coded[column].codes, allowed: codes }];
  });
  if (columns.length === 0 && passes === null) return order;
  const rows = order.filter(
    (row) =>
      columns.every((column) => column.allowed[column.codes[row] ?? 0] === 1) &&
      (passes === null || passes(row)),
  );
  return rows;
}

/** How many rows of a selection have each value; a column's own filter does not narrow it. Most frequent first. */
export function countValues(
  index: AssetIndex,
  { allowed, passes }: AssetSelection,
): Readonly<Record<Coded, FacetCount[]>> {
  const columns = CODED.map((name) => ({
    codes: index.coded[name].codes,
    allowed: allowed[name],
    counts: new Uint32Array(index.coded[name].values.length),
  }));
  for (let row = 0; row < index.size; row += 1) {
    let failed: (typeof columns)[number] | null = null;
    let failures = 0;
    for (const column of columns) {
      if (column.allowed === null || column.allowed[column.codes[row] ?? 0] === 1) continue;
      failed = column;
      failures += 1;
    }
    if (failures > 1 || (passes !== null && !passes(row))) continue;
    for (const column of columns) {
      if (failed !== null && column !== failed) continue;
      const code = column.codes[row] ?? 0;
      column.counts[code] = (column.counts[code] ?? 0) + 1;
    }
  }
  const facet = (at: number, name: Coded): FacetCount[] =>
    facetOf(index.coded[name].values, columns[at]?.counts ?? new Uint32Array(0));
  return {
    types: facet(0, 'types'),
    disciplines: facet(1, 'disciplines'),
    areas: facet(2, 'areas'),
    systems: facet(3, 'systems'),
  };
}

function facetOf(values: readonly string[], counts: Uint32Array): FacetCount[] {
  return values
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
