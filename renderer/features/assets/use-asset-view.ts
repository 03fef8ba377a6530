import { useCallback, useMemo } from 'react';
import { useAddress } from '../../lib/use-address.ts';
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
  const [params, changeAddress] = useAddress();
  const now = useMemo(() => readAssetView(params), [params]);
  const key = writeAssetView({ ...now, asset: null }).toString();
  const view = useMemo(() => readAssetView(new URLSearchParams(key)), [key]);
  const change = useCallback(
    (next: ViewChange) =>
      changeAddress((address) => {
        const before = readAssetView(address);
        return writeAssetView(typeof next === 'function' ? next(before) : { ...before, ...next });
      }),
    [changeAddress],
  );
  return { view, asset: now.asset, change };
}
