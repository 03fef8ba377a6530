import { ASSET_SORT_COLUMNS, type AssetLine } from '../../../shared/contract/assets.ts';
import type { SortColumn } from './asset-view.ts';

/** A column of the table of assets. */
export interface AssetColumn {
  readonly id: keyof AssetLine;
  readonly title: string;
  /** In px. */
  readonly size: number;
  readonly minSize: number;
  /** Null where the table cannot be sorted by it. */
  readonly sort: SortColumn | null;
}

const column = (id: AssetColumn['id'], title: string, size: number, minSize = 56): AssetColumn => ({
  id,
  title,
  size,
  minSize,
  sort: ASSET_SORT_COLUMNS.find((name) => name === id) ?? null,
});

export const ASSET_COLUMNS: readonly AssetColumn[] = [
  column('tag', 'Tag', 140, 80),
  column('type', 'Type', 150),
  column('description', 'Description', 190),
  column('discipline', 'Discipline', 90, 44),
  column('area', 'Area', 72, 44),
  column('system', 'System', 88, 44),
  column('parentTag', 'Parent', 116),
  column('madeBy', 'Made by', 160),
];

/** A row as text: its cells separated by tabs, for a spreadsheet. */
export const rowText = (row: AssetLine): string =>
  ASSET_COLUMNS.map(({ id }) => String(row[id] ?? '').replaceAll(/[\t\r\n]+/g, ' ')).join('\t');
