import type { ASSET_SORT_COLUMNS } from '../../../shared/contract/assets.ts';
import type { AssetRowTuple } from '../../store/asset-rows.ts';
import { columnBuilder, orderByColumn, type CodedColumn } from './coded-column.ts';

export type SortColumn = (typeof ASSET_SORT_COLUMNS)[number];
export const CODED = ['types', 'disciplines', 'areas', 'systems'] as const;
export type Coded = (typeof CODED)[number];

/** What of all assets is filtered, sorted and counted by, in memory, in the order of their tags. */
export interface AssetIndex {
  readonly size: number;
  readonly coded: Readonly<Record<Coded, CodedColumn>>;
  id(row: number): string;
  /** Tag and description in lower case, for searching. */
  searchText(row: number): string;
  /** The rows whose tags (compared by key) are given. */
  rowsOfTags(keys: ReadonlySet<string>): Uint8Array;
  /** All rows, sorted. */
  order(column: SortColumn, descending: boolean): Uint32Array;
}

/** `tuples` come in the order of their tags. */
export function createAssetIndex(tuples: Iterable<AssetRowTuple>): AssetIndex {
  const ids: string[] = [];
  const tags: string[] = [];
  const descriptions: (string | null)[] = [];
  const parentIds: (string | null)[] = [];
  const builders = {
    types: columnBuilder(),
    disciplines: columnBuilder(),
    areas: columnBuilder(),
    systems: columnBuilder(),
  };
  for (const [id, tag, type, description, discipline, area, system, parentId] of tuples) {
    ids.push(id);
    tags.push(tag);
    descriptions.push(description);
    parentIds.push(parentId);
    builders.types.add(type);
    builders.disciplines.add(discipline);
    builders.areas.add(area);
    builders.systems.add(system);
  }
  const coded = {
    types: builders.types.build(),
    disciplines: builders.disciplines.build(),
    areas: builders.areas.build(),
    systems: builders.systems.build(),
  };
  const orders = new Map<string, Uint32Array>();
  let searchTexts: string[] | null = null;
  const orderOf = (column: SortColumn, descending: boolean): Uint32Array => {
    if (column === 'tag') return tagOrder(ids.length, descending);
    return orderByColumn(columnFor(column), descending);
  };
  const columnFor = (column: Exclude<SortColumn, 'tag'>): CodedColumn => {
    if (column === 'description') return columnOf(descriptions);
    if (column === 'parentTag') return columnOf(parentTags(ids, tags, parentIds));
    return coded[`${column}s`];
  };
  return {
    size: ids.length,
    coded,
    id: (row) => ids[row] ?? '',
    searchText: (row) => {
      searchTexts ??= tags.map((tag, at) => `${tag}\n${descriptions[at] ?? ''}`.toLowerCase());
      return searchTexts[row] ?? '';
    },
    rowsOfTags: (keys) =>
      Uint8Array.from(tags, (tag) => (keys.has(tag.normalize('NFC').toUpperCase()) ? 1 : 0)),
    order: (column, descending) => {
      const key = `${column} ${descending}`;
      const order = orders.get(key) ?? orderOf(column, descending);
      orders.set(key, order);
      return order;
    },
  };
}

const tagOrder = (size: number, descending: boolean): Uint32Array =>
  Uint32Array.from({ length: size }, (_, row) => (descending ? size - 1 - row : row));

function columnOf(values: readonly (string | null)[]): CodedColumn {
  const builder = columnBuilder();
  for (const value of values) builder.add(value);
  return builder.build();
}

function parentTags(
  ids: readonly string[],
  tags: readonly string[],
  parentIds: readonly (string | null)[],
): (string | null)[] {
  const tagOf = new Map(ids.map((id, row) => [id, tags[row] ?? '']));
  return parentIds.map((id) => (id === null ? null : (tagOf.get(id) ?? null)));
}
