import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, type CSSProperties } from 'react';
import type { AssetLine } from '../../../shared/contract/assets.ts';
import { ASSET_COLUMNS, type AssetColumn } from './asset-columns.ts';

/** A header with its width and how to change it. */
export interface ColumnHead {
  readonly column: AssetColumn;
  readonly size: number;
  readonly isResizing: boolean;
  readonly onDrag: (event: unknown) => void;
  readonly setSize: (size: number) => void;
}

export interface ColumnWidths {
  readonly headers: readonly ColumnHead[];
  /** In px. */
  readonly total: number;
  /** For the table: rows take their columns from it, so that a new width draws no row again. */
  readonly style: CSSProperties;
}

/** The widths of the columns, which can be dragged. */
export function useColumnWidths(): ColumnWidths {
  const table = useTable({ features, columns, data: NO_ROWS, columnResizeMode: 'onChange' });
  const sizing = table.state.columnSizing;
  const resizing = table.state.columnResizing.isResizingColumn;
  return useMemo(() => {
    const models = table.getHeaderGroups()[0]?.headers ?? [];
    const headers = ASSET_COLUMNS.flatMap((column) => {
      const header = models.find(({ id }) => id === column.id);
      if (header === undefined) return [];
      const setSize = (size: number): void =>
        table.setColumnSizing({ ...sizing, [column.id]: Math.max(size, column.minSize) });
      return [
        {
          column,
          size: header.getSize(),
          isResizing: resizing === column.id,
          onDrag: header.getResizeHandler(),
          setSize,
        },
      ];
    });
    const template = headers
      .map(({ column, size }) => (column.id === GROWING ? `minmax(${size}px, 1fr)` : `${size}px`))
      .join(' ');
    const style = { '--asset-columns': template } as CSSProperties;
    return { headers, total: table.getTotalSize(), style };
  }, [table, sizing, resizing]);
}

/** Takes what width is left over. */
const GROWING: AssetColumn['id'] = 'description';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, AssetLine>();
const columns = helper.columns(
  ASSET_COLUMNS.map(({ id, title, size, minSize }) =>
    helper.display({ id, header: title, size, minSize, maxSize: 900 }),
  ),
);
/** The rows come by windows and are no business of the table model, which keeps the widths of the columns. */
const NO_ROWS: AssetLine[] = [];
