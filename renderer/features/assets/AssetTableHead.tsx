import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { AssetColumn } from './asset-columns.ts';
import type { AssetSort, SortColumn } from './asset-view.ts';
import type { ColumnHead } from './use-column-widths.ts';

interface AssetTableHeadProps {
  readonly headers: readonly ColumnHead[];
  readonly sort: AssetSort;
  readonly onSort: (column: SortColumn) => void;
}

/** The headers: a click sorts, the right edge is dragged (or moved with the arrow keys) to another width. */
export function AssetTableHead({ headers, sort, onSort }: AssetTableHeadProps): ReactNode {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 w-max min-w-full bg-surface-raised">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-row border-line border-b grid-cols-(--asset-columns)"
      >
        {headers.map((head) => (
          <div
            key={head.column.id}
            role="columnheader"
            aria-sort={ariaSort(head.column, sort)}
            className="relative flex min-w-0 items-stretch"
          >
            <HeadLabel column={head.column} sort={sort} onSort={onSort} />
            <ResizeHandle head={head} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** In px, by an arrow key. */
const KEY_STEP = 16;

const LABEL = 'flex min-w-0 flex-1 items-center gap-1 px-2 text-left label-caps';

function HeadLabel({ column, sort, onSort }: Omit<AssetTableHeadProps, 'headers'> & { column: AssetColumn }) {
  const by = column.sort;
  if (by === null)
    return (
      <span className={LABEL}>
        <span className="truncate">{column.title}</span>
      </span>
    );
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <button type="button" onClick={() => onSort(by)} className={`${LABEL} hover:text-text`}>
      <span className="truncate">{column.title}</span>
      {sort.column === by && <Arrow size={12} aria-hidden className="shrink-0" />}
    </button>
  );
}

function ResizeHandle({ head: { column, size, isResizing, onDrag, setSize } }: { head: ColumnHead }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -KEY_STEP : event.key === 'ArrowRight' ? KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    setSize(size + step);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${column.title}`}
      aria-valuenow={size}
      aria-valuemin={column.minSize}
      aria-valuemax={900}
      onMouseDown={onDrag}
      onTouchStart={onDrag}
      onDoubleClick={() => setSize(column.size)}
      onKeyDown={onKeyDown}
      className={`-right-1 absolute top-0 z-10 h-full w-2 cursor-col-resize after:absolute after:top-1.5 after:left-[3px] after:h-[18px] after:w-px after:bg-line hover:after:bg-accent ${isResizing ? 'after:bg-accent' : ''}`}
    />
  );
}

function ariaSort(column: AssetColumn, sort: AssetSort): 'ascending' | 'descending' | 'none' | undefined {
  if (column.sort === null) return undefined;
  if (column.sort !== sort.column) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
