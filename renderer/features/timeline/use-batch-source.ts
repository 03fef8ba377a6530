import { useInfiniteQuery, useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { BatchLine, BatchPage, BatchRuleLine } from '../../../shared/contract/timelines.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { EVENT_TYPES } from '../../../shared/model/events.ts';
import { request } from '../../lib/client.ts';
import type { EventList } from './event-pages.ts';
import { batchKey, batchRows, isByRules, MORE_BATCHES, ruleKey, type TimelineRow } from './timeline-rows.ts';
import type { TimelineSource } from './timeline-source.ts';
import { useEventPages } from './use-event-pages.ts';

const PAGE_BATCHES = 100;

export interface BatchSource extends TimelineSource {
  readonly batches: readonly BatchLine[];
  readonly totalBatches: number | null;
}

/** The batches that hold an event of the filter, with the rules and events of those that are expanded. */
export function useBatchSource(
  filter: TimelineFilter,
  head: number,
  open: ReadonlySet<string>,
  enabled: boolean,
): BatchSource {
  const { pages, version } = useEventPages(JSON.stringify(filter));
  const query = useInfiniteQuery({
    queryKey: ['timeline.batches', { filter, head }],
    queryFn: ({ pageParam }) =>
      request('timeline.batches', { filter, before: pageParam, limit: PAGE_BATCHES }),
    initialPageParam: head + 1,
    getNextPageParam: ({ nextBefore }: BatchPage) => nextBefore ?? undefined,
    // The log grew: what was shown stays until the new list is there.
    placeholderData: (before, queryBefore) =>
      JSON.stringify(filterOf(queryBefore?.queryKey)) === JSON.stringify(filter) ? before : undefined,
    enabled: enabled && head > 0,
  });
  const batches = useMemo(() => query.data?.pages.flatMap((page) => page.batches) ?? [], [query.data]);
  const openBatches = useMemo(
    () => batches.filter((batch) => isByRules(batch) && open.has(batchKey(batch))),
    [batches, open],
  );
  const ruleQueries = useQueries({
    queries: openBatches.map(({ correlationId }) => ({
      queryKey: ['timeline.batchRules', { correlationId, filter }],
      queryFn: () => request('timeline.batchRules', { correlationId, filter }),
    })),
    combine: combineRules,
  });
  const rules = useMemo(
    () => new Map(openBatches.map((batch, index) => [batchKey(batch), ruleQueries[index] ?? null])),
    [openBatches, ruleQueries],
  );
  const rows = useMemo(() => {
    void version;
    return batchRows({
      batches,
      hasMoreBatches: query.hasNextPage,
      batchError: query.isFetchNextPageError ? query.error : null,
      open,
      rulesOf: (batch) => rules.get(batchKey(batch)) ?? null,
      eventsOf: (key) => pages.get(key),
    });
  }, [batches, query.hasNextPage, query.isFetchNextPageError, query.error, open, rules, pages, version]);

  const listOf = useCallback(
    (key: string) => eventListOf(key, batches, rules, filter),
    [batches, rules, filter],
  );
  const { fetchNextPage, isFetchingNextPage } = query;
  const onRange = useCallback(
    (first: number, last: number) => {
      for (let index = first; index <= last; index += 1) {
        const row: TimelineRow | null = rows.at(index);
        if (row?.kind !== 'wait' || row.error !== null) continue;
        if (row.of === MORE_BATCHES) {
          if (!isFetchingNextPage) void fetchNextPage();
          continue;
        }
        const list = listOf(row.of);
        if (list !== null) pages.more(list);
      }
    },
    [rows, pages, listOf, fetchNextPage, isFetchingNextPage],
  );
  const firstPage = query.data?.pages[0] ?? null;
  return {
    rows,
    batches,
    total: null,
    totalBatches: firstPage?.total ?? null,
    isLoading: query.isPending,
    error: query.data === undefined ? query.error : null,
    retry: () => void query.refetch(),
    onRange,
    retryRow: (key) => {
      if (key === MORE_BATCHES) return void fetchNextPage();
      const list = listOf(key);
      if (list !== null) pages.retry(list);
    },
  };
}

const combineRules = (
  queries: UseQueryResult<readonly BatchRuleLine[]>[],
): readonly (readonly BatchRuleLine[] | Error | null)[] =>
  queries.map(({ data, error }) => data ?? error ?? null);

function filterOf(queryKey: readonly unknown[] | undefined): unknown {
  const args = queryKey?.[1];
  return typeof args === 'object' && args !== null && 'filter' in args ? args.filter : undefined;
}

/** Which events stand under a batch or under a rule of it; null where that is not known yet. */
function eventListOf(
  key: string,
  batches: readonly BatchLine[],
  rules: ReadonlyMap<string, readonly BatchRuleLine[] | Error | null>,
  filter: TimelineFilter,
): EventList | null {
  const batch = batches.find(({ correlationId }) => key.startsWith(correlationId));
  if (batch === undefined) return null;
  const { correlationId, lastPosition } = batch;
  const before = lastPosition + 1;
  if (key === correlationId)
    return isByRules(batch) ? null : { key, filter: { ...filter, correlationId }, before };
  const lines = rules.get(correlationId);
  if (lines === null || lines === undefined || lines instanceof Error) return null;
  const rule = lines.find((line) => ruleKey(batch, line) === key);
  if (rule === undefined) return null;
  if (rule.ruleId !== null) return { key, filter: { ...filter, correlationId, ruleId: rule.ruleId }, before };
  const eventTypes = EVENT_TYPES.filter((type) => Object.hasOwn(rule.byType, type));
  return { key, filter: { ...filter, correlationId, eventTypes }, before, isWithoutRule: true };
}
