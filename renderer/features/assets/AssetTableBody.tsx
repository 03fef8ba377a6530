import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type ReactNode } from 'react';
import { AssetRow } from './AssetRow.tsx';
import { rowOfElement } from './row-of-element.ts';
import { HEAD_HEIGHT, ROW_HEIGHT } from './table-sizes.ts';
import type { AssetRows } from './use-asset-rows.ts';
import { OVERSCAN } from '../../components/overscan.ts';

interface AssetTableBodyProps {
  readonly rows: AssetRows;
  /** Null until it is there. */
  readonly scroller: HTMLDivElement | null;
  /** In px. */
  readonly minWidth: number;
  readonly cursor: number;
  /** Id or tag of the asset whose details are open. */
  readonly selected: string | null;
  readonly onPress: (row: number) => void;
}

/** Rows that stand while nothing is known. */
const SKELETON_ROWS = 40;

/** The rows in view, and rows that are not read yet holding their place. Scrolling draws nothing else again. */
export function AssetTableBody(props: AssetTableBodyProps): ReactNode {
  const { rows, scroller, minWidth, cursor, selected, onPress } = props;
  const { show, total, rowAt } = rows;
  const virtual = useVirtualizer({
    count: total ?? SKELETON_ROWS,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
    scrollMargin: HEAD_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last, total]);
  return (
    <div
      role="rowgroup"
      className="relative"
      style={{ height: virtual.getTotalSize(), minWidth }}
      onClick={(event) => {
        const row = rowOfElement(event.target);
        if (row !== null) onPress(row);
      }}
    >
      {items.map(({ index, start }) => {
        const row = rowAt(index);
        return (
          <AssetRow
            key={index}
            index={index}
            top={start - HEAD_HEIGHT}
            row={row}
            isCursor={index === cursor}
            isSelected={row !== undefined && (row.id === selected || row.tag === selected)}
          />
        );
      })}
    </div>
  );
}
