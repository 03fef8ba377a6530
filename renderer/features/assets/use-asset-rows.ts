import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type {
  AssetFilterRequest,
  AssetLine,
  AssetPage,
  AssetPageRequest,
} from '../../../shared/contract/assets.ts';
import { request } from '../../lib/client.ts';
import { useDelayed } from '../../lib/use-delayed.ts';
import type { AssetSort } from './asset-view.ts';
import { WINDOW_ROWS, windowOf, windowsFor } from './row-windows.ts';

export interface AssetRows {
  /** Null until the first answer. */
  readonly total: number | null;
  /** False while the total is still that of the view before. */
  readonly isCounted: boolean;
  /** Undefined while it is not read. */
  readonly rowAt: (index: number) => AssetLine | undefined;
  /** Tells filter and sort of these rows: those of the view before stay until the first of a new one are read. */
  readonly key: string;
  /** Says which rows are in view, so that they are read. */
  readonly show: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** While the list is dragged, only where it comes to rest is read. */
const REST_MS = 60;
/** Rows on either side of the view that are read ahead. */
const AHEAD_ROWS = 60;
/** How long windows out of sight are kept. */
const KEPT_MS = 60_000;

/** The rows of a view of the assets, read by windows as they are scrolled to. */
export function useAssetRows(filter: AssetFilterRequest, sort: AssetSort): AssetRows {
  const client = useQueryClient();
  const view = useMemo(() => ({ filter, sort }), [filter, sort]);
  const [wanted, setWanted] = useWantedWindows(view);
  const pages = useQueries({
    queries: wanted.map((offset) => ({
      queryKey: keyOf(view, offset),
      queryFn: () => request('assets.page', pageRequest(view, offset)),
      gcTime: KEPT_MS,
    })),
  });
  const page = pages.find(({ data }) => data !== undefined)?.data;
  const { total, isOfView } = useTotal(view, page?.total);
  const shown = useShownView(view, page !== undefined);
  const key = useMemo(() => JSON.stringify(shown), [shown]);
  const show = useShow(
    setWanted,
    total ?? 0,
    (offset) => client.getQueryData(keyOf(view, offset)) !== undefined,
  );
  const held = new Map<number, AssetPage | undefined>();
  const rowAt = (index: number): AssetLine | undefined => {
    const offset = windowOf(index);
    if (!held.has(offset)) held.set(offset, client.getQueryData<AssetPage>(keyOf(shown, offset)));
    return held.get(offset)?.rows[index - offset];
  };
  const failed = pages.find(({ error }) => error !== null);
  return {
    total,
    isCounted: isOfView,
    rowAt,
    key,
    show,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** The view whose rows are drawn: the new one as soon as it has any, or when it takes so long that it shows. */
function useShownView(view: View, isRead: boolean): View {
  const [shown, setShown] = useState(view);
  const isLate = useDelayed(!isRead);
  if (shown === view || (!isRead && !isLate)) return shown;
  setShown(view);
  return view;
}

type View = Pick<AssetPageRequest, 'filter' | 'sort'>;

const pageRequest = ({ filter, sort }: View, offset: number): AssetPageRequest => ({
  filter,
  sort,
  offset,
  limit: WINDOW_ROWS,
});

/** As every request's: so a change of the project reads these again too. */
const keyOf = (view: View, offset: number) => ['assets.page', pageRequest(view, offset)] as const;

/** The windows that are read; another view starts at its top. */
function useWantedWindows(view: View): readonly [readonly number[], (wanted: readonly number[]) => void] {
  const [state, setState] = useState<{ readonly view: View; readonly wanted: readonly number[] }>({
    view,
    wanted: [0],
  });
  const set = useCallback(
    (wanted: readonly number[]) => {
      setState((before) =>
        before.view === view && before.wanted.join() === wanted.join() ? before : { view, wanted },
      );
    },
    [view],
  );
  return [state.view === view ? state.wanted : FIRST_WINDOW, set];
}

const FIRST_WINDOW: readonly number[] = [0];

/** Reads what is in view once it rests, or at once where the windows are there already. */
function useShow(
  setWanted: (wanted: readonly number[]) => void,
  total: number,
  isThere: (offset: number) => boolean,
): AssetRows['show'] {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ setWanted, total, isThere });
  useEffect(() => {
    latest.current = { setWanted, total, isThere };
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback((first, last) => {
    clearTimeout(timer.current);
    const now = latest.current;
    const read = (): void =>
      latest.current.setWanted(windowsFor(first, last, latest.current.total, AHEAD_ROWS));
    if (windowsFor(first, last, now.total).every(now.isThere)) read();
    else timer.current = setTimeout(read, REST_MS);
  }, []);
}

/** The total of a view as it was read last; until then that of the view before. */
function useTotal(view: View, total: number | undefined): { total: number | null; isOfView: boolean } {
  const [last, setLast] = useState<{ readonly view: View; readonly total: number } | null>(null);
  if (total !== undefined && (last?.view !== view || last.total !== total)) setLast({ view, total });
  return { total: total ?? last?.total ?? null, isOfView: total !== undefined || last?.view === view };
}
