import { FilePlus2 } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { SplitView } from '../../components/SplitView.tsx';
import { useApp } from '../../lib/app-store.ts';
import { AssetFacets } from './AssetFacets.tsx';
import { AssetList } from './AssetList.tsx';
import { AssetSearch } from './AssetSearch.tsx';
import { filterOf, toggleFacet, type FacetName } from './asset-view.ts';
import { AssetDetailPane } from './detail/AssetDetailPane.tsx';
import { NewAssetDialog } from './detail/NewAssetDialog.tsx';
import { FilterLine } from './FilterLine.tsx';
import { useAssetRows } from './use-asset-rows.ts';
import { useAssetView } from './use-asset-view.ts';

/** All assets of the project: searched, filtered, sorted, and each with its details. */
export function AssetsScreen(): ReactNode {
  const all = useApp((state) => state.project?.counts.assets ?? 0);
  const canWrite = useApp((state) => state.project?.mode === 'WRITABLE');
  const { view, asset, change } = useAssetView();
  const [isMaking, setMaking] = useState(false);
  const filter = useMemo(() => filterOf(view), [view]);
  const rows = useAssetRows(filter, view.sort);
  const close = useCallback(() => change({ asset: null }), [change]);
  const search = useCallback((text: string) => change({ search: text }), [change]);
  const toggle = useCallback(
    (facet: FacetName, value: string) => change((now) => toggleFacet(now, facet, value)),
    [change],
  );
  return (
    <div className="flex h-full min-h-0 flex-1 flex-col">
      <ScreenHeader
        title="Assets"
        actions={
          <>
            <AssetSearch search={view.search} onSearch={search} />
            {canWrite && (
              <Button icon={<FilePlus2 size={14} aria-hidden />} onClick={() => setMaking(true)}>
                New asset
              </Button>
            )}
          </>
        }
      >
        <FilterLine view={view} total={rows.isCounted ? rows.total : null} all={all} change={change} />
      </ScreenHeader>
      <SplitView
        id="assets"
        facets={
          <AssetFacets
            filter={filter}
            view={view}
            isWaiting={!rows.isCounted && rows.error === null}
            onToggle={toggle}
          />
        }
        list={<AssetList view={view} asset={asset} rows={rows} all={all} change={change} />}
        detail={asset === null ? null : <AssetDetailPane of={asset} onClose={close} />}
        onDetailClose={close}
      />
      <NewAssetDialog
        open={isMaking}
        onOpenChange={setMaking}
        onCreated={(made) => change({ asset: made })}
      />
    </div>
  );
}
