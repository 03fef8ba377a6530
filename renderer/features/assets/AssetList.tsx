import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { useApp } from '../../lib/app-store.ts';
import { historyLink } from '../history/links.ts';
import { AssetTable } from './AssetTable.tsx';
import { isFiltered, nextSort, type AssetView } from './asset-view.ts';
import type { AssetRows } from './use-asset-rows.ts';
import type { ViewChange } from './use-asset-view.ts';
import { useCursor } from './use-cursor.ts';

interface AssetListProps {
  readonly view: AssetView;
  readonly asset: string | null;
  readonly rows: AssetRows;
  /** How many there are without a filter. */
  readonly all: number;
  readonly change: (change: ViewChange) => void;
}

/** The table, or why there is none. */
export function AssetList({ view, asset, rows, all, change }: AssetListProps): ReactNode {
  const navigate = useNavigate();
  const withId = (index: number, then: (id: string) => void): void => {
    const id = rows.rowAt(index)?.id;
    if (id !== undefined) then(id);
  };
  const open = (index: number): void => withId(index, (id) => id !== asset && change({ asset: id }));
  // With the details open, they follow the cursor.
  const fileId = useApp((state) => state.project?.fileId);
  const cursor = useCursor(`${fileId} ${rows.key}`, (index) => asset !== null && open(index));
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.retry} />;
  if (rows.total === 0) return <NoAssets isFiltered={isFiltered(view) && all > 0} />;
  return (
    <AssetTable
      rows={rows}
      sort={view.sort}
      cursor={Math.min(cursor.row, Math.max(0, (rows.total ?? 1) - 1))}
      selected={asset}
      onSort={(column) => change({ sort: nextSort(view.sort, column) })}
      onMove={cursor.move}
      onOpen={open}
      onHistory={(index) => withId(index, (id) => void navigate(historyLink(id)))}
      onClose={() => change({ asset: null })}
    />
  );
}

function NoAssets({ isFiltered: hasFilter }: { readonly isFiltered: boolean }): ReactNode {
  return hasFilter ? (
    <EmptyState title="No asset matches" hint="Search for less, or take a facet out." />
  ) : (
    <EmptyState
      title="This project has no assets yet"
      hint="Import a tag list, or make an asset by hand."
      action={
        <Link to="/import" className="text-accent hover:underline">
          Import a tag list
        </Link>
      }
    />
  );
}
