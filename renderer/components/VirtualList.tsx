import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { classNames } from '../lib/class-names.ts';
import { stepFor } from './list-keys.ts';
import { OVERSCAN } from './overscan.ts';

export interface VirtualListHandle {
  /** Scrolls so that the row can be seen. */
  scrollTo(index: number): void;
  focus(): void;
}

interface VirtualListProps {
  readonly count: number;
  /** In pixels; a function where rows differ. */
  readonly rowHeight: number | ((index: number) => number);
  readonly renderRow: (index: number, state: { readonly isActive: boolean }) => ReactNode;
  /** Which rows are drawn, the last one included: what to fetch. */
  readonly onVisibleRange?: (first: number, last: number) => void;
  readonly ariaLabel: string;
  /** The row that the keyboard is on; null: none. Without `onActiveChange` the keys only scroll. */
  readonly activeIndex?: number | null;
  readonly onActiveChange?: (index: number) => void;
  /** Enter or a double click. */
  readonly onOpen?: (index: number) => void;
  /** Stands for a row across changes of the list. */
  readonly rowKey?: (index: number) => string | number;
  /** A line of headings that scrolls sideways with the rows and stays at the top. */
  readonly header?: ReactNode;
  /** True where `renderRow` gives elements of the role `gridcell`; otherwise a row is one cell. */
  readonly hasCells?: boolean;
  readonly className?: string;
  readonly ref?: Ref<VirtualListHandle>;
}

/** Only the rows that can be seen are drawn, so that a list may have 100,000. Arrows or j and k move. */
export function VirtualList({
  count,
  rowHeight,
  renderRow,
  onVisibleRange,
  ariaLabel,
  activeIndex = null,
  onActiveChange,
  onOpen,
  rowKey,
  header,
  hasCells = false,
  className,
  ref,
}: VirtualListProps) {
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: typeof rowHeight === 'number' ? () => rowHeight : rowHeight,
    overscan: OVERSCAN,
    ...(rowKey === undefined ? {} : { getItemKey: rowKey }),
  });
  useImperativeHandle(ref, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    focus: () => scroller.current?.focus(),
  }));
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= first) onVisibleRange?.(first, last);
  }, [first, last, onVisibleRange]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && activeIndex !== null) return onOpen?.(activeIndex);
    const pageRows = Math.max(1, last - first - 2 * OVERSCAN);
    const next = stepFor(event.key, activeIndex, count, pageRows);
    if (next === null || onActiveChange === undefined) return;
    event.preventDefault();
    onActiveChange(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };

  const rowId = (index: number): string => `${listId}-${index}`;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={ariaLabel}
      aria-rowcount={count}
      aria-activedescendant={activeIndex === null ? undefined : rowId(activeIndex)}
      onKeyDown={onKeyDown}
      className={classNames('relative min-h-0 flex-1 overflow-auto', className)}
    >
      {header !== undefined && (
        <div role="presentation" className="sticky top-0 z-10 bg-surface">
          {header}
        </div>
      )}
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <div
            key={item.key}
            id={rowId(item.index)}
            role="row"
            aria-selected={item.index === activeIndex}
            aria-rowindex={item.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            onClick={() => onActiveChange?.(item.index)}
            onDoubleClick={() => onOpen?.(item.index)}
          >
            <div role={hasCells ? 'presentation' : 'gridcell'} className="h-full">
              {renderRow(item.index, { isActive: item.index === activeIndex })}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
