import type { ReactNode } from 'react';
import { formatCount, formatCountOf } from '../../lib/format.ts';
import { isFiltered, withoutFilter, type AssetView } from './asset-view.ts';
import type { ViewChange } from './use-asset-view.ts';

interface FilterLineProps {
  readonly view: AssetView;
  /** How many the filter finds; null while it is not known. */
  readonly total: number | null;
  readonly all: number;
  readonly change: (change: ViewChange) => void;
}

/** How many assets the filter finds, announced as it changes. */
export function FilterLine({ view, total, all, change }: FilterLineProps): ReactNode {
  const hasFilter = isFiltered(view);
  const found = total === null ? '\u2026' : formatCount(total);
  const count = hasFilter
    ? `${found} of ${formatCountOf(all, 'asset')}`
    : formatCountOf(total ?? all, 'asset');
  return (
    <div className="flex h-6 items-center gap-2 text-small text-text-muted">
      <span role="status">{count}</span>
      {hasFilter && (
        <button type="button" onClick={() => change(withoutFilter)} className="text-accent hover:underline">
          Clear search and facets
        </button>
      )}
    </div>
  );
}
