import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { AssetCopyMenu } from './AssetCopyMenu.tsx';
import { AssetTableBody } from './AssetTableBody.tsx';
import { AssetTableHead } from './AssetTableHead.tsx';
import { ASSET_COLUMNS } from './asset-columns.ts';
import type { AssetSort, SortColumn } from './asset-view.ts';
import { rowAfterKey, scrollFor } from './row-windows.ts';
import { HEAD_HEIGHT, ROW_HEIGHT } from './table-sizes.ts';
import type { AssetRows } from './use-asset-rows.ts';
import { useColumnWidths } from './use-column-widths.ts';

interface AssetTableProps {
  readonly rows: AssetRows;
  readonly sort: AssetSort;
  /** Index of the row that keys act on. */
  readonly cursor: number;
  /** Id or tag of the asset whose details are open. */
  readonly selected: string | null;
  readonly onSort: (column: SortColumn) => void;
  readonly onMove: (row: number) => void;
  readonly onOpen: (row: number) => void;
  readonly onHistory: (row: number) => void;
  readonly onClose: () => void;
}

/** The table of assets: its headers stay, of its rows only those in view are drawn. */
export function AssetTable(props: AssetTableProps): ReactNode {
  const { rows, sort, cursor, selected, onSort, onMove, onOpen } = props;
  // As state, as the rows below are laid out before the element above them is known by a ref.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const widths = useColumnWidths();
  useTopOfEachView(scroller, rows.key);
  useCursorAtFirst(scroller, rows.total, cursor);
  return (
    <AssetCopyMenu rowAt={rows.rowAt} cursor={cursor}>
      <div
        ref={setScroller}
        role="grid"
        tabIndex={0}
        aria-label="Assets"
        aria-rowcount={rows.total === null ? -1 : rows.total + 1}
        aria-colcount={ASSET_COLUMNS.length}
        aria-busy={rows.total === null}
        aria-activedescendant={rows.total ? `asset-row-${cursor}` : undefined}
        className="h-full overflow-auto"
        style={widths.style}
        onKeyDown={(event) => onKey(event, props)}
      >
        <AssetTableHead headers={widths.headers} sort={sort} onSort={onSort} />
        <AssetTableBody
          rows={rows}
          scroller={scroller}
          minWidth={widths.total}
          cursor={cursor}
          selected={selected}
          onPress={(row) => {
            onMove(row);
            onOpen(row);
          }}
        />
      </div>
    </AssetCopyMenu>
  );
}

function useTopOfEachView(scroller: HTMLDivElement | null, key: string): void {
  const shown = useRef(key);
  useLayoutEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    if (scroller !== null) scroller.scrollTop = 0;
  }, [scroller, key]);
}

/** Whoever comes back finds the row where it was left. */
function useCursorAtFirst(scroller: HTMLDivElement | null, total: number | null, cursor: number): void {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (isDone.current || scroller === null || total === null) return;
    isDone.current = true;
    scroller.scrollTop = Math.max(0, cursor * ROW_HEIGHT - scroller.clientHeight / 2);
  }, [scroller, total, cursor]);
}

function onKey(event: KeyboardEvent<HTMLDivElement>, props: AssetTableProps): void {
  const { rows, cursor, onMove, onOpen, onHistory, onClose } = props;
  const table = event.currentTarget;
  if (event.target !== table || event.ctrlKey || event.metaKey || event.altKey) return;
  const height = table.clientHeight - HEAD_HEIGHT;
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
  const next = rowAfterKey(event.key, cursor, rows.total ?? 0, page);
  if (next !== null) {
    onMove(next);
    table.scrollTop = scrollFor(next, ROW_HEIGHT, table.scrollTop, height);
  } else if (event.key === 'Enter') onOpen(cursor);
  else if (event.key === 'h') onHistory(cursor);
  else if (event.key === 'Escape') onClose();
  else return;
  event.preventDefault();
}
