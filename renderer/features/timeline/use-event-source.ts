import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EventPage } from '../../../shared/contract/timelines.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { request } from '../../lib/client.ts';
import { useRequest } from '../../lib/use-request.ts';
import { PAGE_EVENTS, type EventList } from './event-pages.ts';
import { isContiguous } from './timeline-address.ts';
import { contiguousRows, loadedRows } from './timeline-rows.ts';
import type { TimelineSource } from './timeline-source.ts';
import { useEventPages } from './use-event-pages.ts';

const LIST = 'events';
/** A leap through the list asks for nothing before it rests so long, in milliseconds. */
const LEAP_MS = 60;

/** Every event of the filter, one by one: by position where they are without gaps, otherwise page by page. */
export function useEventSource(filter: TimelineFilter, head: number, enabled: boolean): TimelineSource {
  const isRun = isContiguous(filter);
  const run = useRunSource(filter, head, enabled && isRun);
  const pages = usePagedSource(filter, head, enabled && !isRun);
  return isRun ? run : pages;
}

function useRunSource(filter: TimelineFilter, head: number, enabled: boolean): TimelineSource {
  const queries = useQueryClient();
  const isWhole = filter.from === undefined && filter.to === undefined;
  const edge = useRequest(
    'timeline.events',
    { ...filter, limit: 1 },
    { enabled: enabled && !isWhole, keepPrevious: false },
  );
  const newest = isWhole ? head : (edge.data?.events[0]?.position ?? 0);
  const total = isWhole ? head : (edge.data?.total ?? 0);
  // What came after the reader looked last is not shown yet.
  const shownNewest = Math.min(newest, head);
  const count = Math.max(0, total - (newest - shownNewest));
  const [wanted, setWanted] = useState<readonly number[]>([]);
  const results = useQueries({
    queries: enabled
      ? wanted.map((page) => {
          const args = { before: (page + 1) * PAGE_EVENTS + 1, limit: PAGE_EVENTS };
          return { queryKey: ['timeline.events', args], queryFn: () => request('timeline.events', args) };
        })
      : [],
    combine: combinePages,
  });
  const error = results.find((each) => each.error !== null)?.error ?? null;
  const rows = useMemo(() => {
    const known = new Map(wanted.map((page, index) => [page, results[index]?.data?.events ?? []]));
    return contiguousRows(shownNewest, count, (position) => {
      const events = known.get(pageOf(position));
      return events?.[(events[0]?.position ?? 0) - position] ?? null;
    });
  }, [shownNewest, count, wanted, results]);
  const onRange = useWantedPages(shownNewest, setWanted);
  return {
    rows,
    total: isWhole ? head : (edge.data?.total ?? null),
    isLoading: !isWhole && edge.isPending,
    error: edge.error ?? error,
    retry: () => void (isWhole ? queries.refetchQueries({ queryKey: ['timeline.events'] }) : edge.refetch()),
    onRange,
    retryRow: () => undefined,
  };
}

/** Pages by position, so that a page stays the same while the log grows. Page 0 holds the positions 1 to 100. */
const pageOf = (position: number): number => Math.floor((position - 1) / PAGE_EVENTS);

interface AskedPage {
  readonly data: EventPage | undefined;
  readonly error: Error | null;
}

const combinePages = (queries: UseQueryResult<EventPage>[]): readonly AskedPage[] =>
  queries.map(({ data, error }) => ({ data, error }));

function useWantedPages(
  newest: number,
  setWanted: (pages: (before: readonly number[]) => readonly number[]) => void,
): TimelineSource['onRange'] {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const last = useRef<number | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (first: number, end: number) => {
      // One page more on either side, so that scrolling on finds it there.
      const low = Math.max(0, pageOf(Math.max(1, newest - end)) - 1);
      const high = Math.min(pageOf(Math.max(1, newest)), pageOf(Math.max(1, newest - first)) + 1);
      const isLeap = last.current !== null && Math.abs(low - last.current) > 2;
      last.current = low;
      const pages = Array.from({ length: high - low + 1 }, (_, index) => low + index);
      const take = (): void => setWanted((before) => (before.join(' ') === pages.join(' ') ? before : pages));
      clearTimeout(timer.current);
      if (isLeap) timer.current = setTimeout(take, LEAP_MS);
      else take();
    },
    [newest, setWanted],
  );
}

function usePagedSource(filter: TimelineFilter, head: number, enabled: boolean): TimelineSource {
  const { pages, version } = useEventPages(`${JSON.stringify(filter)} ${head}`);
  const list: EventList = useMemo(() => ({ key: LIST, filter, before: head + 1 }), [filter, head]);
  const loaded = pages.get(LIST);
  useEffect(() => {
    if (enabled && head > 0) pages.more(list);
  }, [enabled, head, pages, list]);
  const rows = useMemo(() => {
    void version;
    return loadedRows(LIST, pages.get(LIST));
  }, [pages, version]);
  const onRange = useCallback(
    (_: number, end: number) => {
      if (end >= rows.count - 1 - PAGE_EVENTS / 2) pages.more(list);
    },
    [rows, pages, list],
  );
  const isEmpty = loaded.events.length === 0;
  return {
    rows,
    total: loaded.total,
    isLoading: isEmpty && loaded.hasMore && loaded.error === null,
    error: isEmpty ? loaded.error : null,
    retry: () => pages.retry(list),
    onRange,
    retryRow: () => pages.retry(list),
  };
}
