import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { readAssetView, writeAssetView, type AssetView } from './asset-view.ts';

export type ViewChange = Partial<AssetView> | ((view: AssetView) => AssetView);

export interface ShownView {
  /** Search, facets and sort. The same object while these stay, so that what rests on them is not drawn again. */
  readonly view: AssetView;
  /** Id or tag of the asset whose details are open. */
  readonly asset: string | null;
  /** Always the same function. */
  readonly change: (change: ViewChange) => void;
}

/** The view that the address asks for, and how to change it. The way back does not stop at each letter typed. */
export function useAssetView(): ShownView {
  const [params, setParams] = useSearchParams();
  const now = useMemo(() => readAssetView(params), [params]);
  const key = writeAssetView({ ...now, asset: null }).toString();
  const view = useMemo(() => readAssetView(new URLSearchParams(key)), [key]);
  const set = useRef(setParams);
  useEffect(() => {
    set.current = setParams;
  });
  const change = useCallback((next: ViewChange) => {
    set.current(
      (current) => {
        const before = readAssetView(current);
        return writeAssetView(typeof next === 'function' ? next(before) : { ...before, ...next });
      },
      { replace: true },
    );
  }, []);
  return { view, asset: now.asset, change };
}
