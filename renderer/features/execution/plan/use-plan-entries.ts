import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlanPage, PlanPageRequest } from '../../../../shared/contract/plans.ts';
import type { Operation, PlanConflict, PlanError, Skip } from '../../../../shared/model/plan.ts';
import { request } from '../../../lib/client.ts';
import { partOf, type PlanFilter } from './plan-filter.ts';
import type { PlanTree } from './plan-tree.ts';

/** An entry of a plan, of whatever part. */
export type PlanEntry =
  | { readonly part: 'operations'; readonly value: Operation }
  | { readonly part: 'skips'; readonly value: Skip }
  | { readonly part: 'conflicts'; readonly value: PlanConflict }
  | { readonly part: 'errors'; readonly value: PlanError };

export interface PlanEntries {
  /** Undefined while it is not read. */
  readonly entryAt: (ruleId: string | null, offset: number) => PlanEntry | undefined;
  /** Says which rows of the tree are in view, so that they are read. */
  readonly show: (first: number, last: number) => void;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Entries come in pages of this many; a page starts at a multiple of it. */
const PAGE = 100;
/** While the list is dragged, only where it comes to rest is read. */
const REST_MS = 50;
/** How long pages out of sight are kept. */
const KEPT_MS = 120_000;

/** The entries of a plan, read by page as they are scrolled to. */
export function usePlanEntries(planId: string, filter: PlanFilter, tree: PlanTree): PlanEntries {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<readonly PlanPageRequest[]>([]);
  const pages = useQueries({
    queries: wanted.map((args) => ({
      queryKey: ['plan.page', args],
      queryFn: () => request('plan.page', args),
      gcTime: KEPT_MS,
      // Rows take the data out of the cache, so that nobody is seen to use it here.
      notifyOnChangeProps: ['data', 'error'] as const,
    })),
  });
  const failed = pages.find(({ error }) => error !== null);
  return {
    entryAt: (ruleId, offset) => {
      const args = pageOf(planId, filter, ruleId, offset);
      const page = client.getQueryData<PlanPage>(['plan.page', args]);
      return page === undefined ? undefined : entryOf(page, args.part, offset - args.offset);
    },
    show: useShow(planId, filter, tree, setWanted),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** The page that holds an entry. */
export function pageOf(
  planId: string,
  filter: PlanFilter,
  ruleId: string | null,
  offset: number,
): PlanPageRequest {
  return { planId, ...partOf(filter), ruleId, offset: Math.floor(offset / PAGE) * PAGE, limit: PAGE };
}

/** The entry at a place of a page, whichever part it is of. */
export function entryOf(page: PlanPage, part: PlanPageRequest['part'], at: number): PlanEntry | undefined {
  const value = page[part][at];
  // The part that was asked for tells what its members are.
  return value === undefined ? undefined : ({ part, value } as PlanEntry);
}

function useShow(
  planId: string,
  filter: PlanFilter,
  tree: PlanTree,
  setWanted: (change: (before: readonly PlanPageRequest[]) => readonly PlanPageRequest[]) => void,
): PlanEntries['show'] {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const seen = useRef<readonly [number, number]>([0, 0]);
  const read = useCallback(() => {
    const next = pagesInView(planId, filter, tree, ...seen.current);
    setWanted((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, [planId, filter, tree, setWanted]);
  useEffect(() => read(), [read]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (first, last) => {
      clearTimeout(timer.current);
      seen.current = [first, last];
      timer.current = setTimeout(read, REST_MS);
    },
    [read],
  );
}

/** The pages of the entries in view: never more than a window holds. */
export function pagesInView(
  planId: string,
  filter: PlanFilter,
  tree: PlanTree,
  first: number,
  last: number,
): readonly PlanPageRequest[] {
  const pages = new Map<string, PlanPageRequest>();
  for (let index = first; index <= last; index += 1) {
    const row = tree.rowAt(index);
    if (row?.kind !== 'entry') continue;
    const page = pageOf(planId, filter, row.group.ruleId, row.offset);
    pages.set(`${page.ruleId ?? ''} ${page.offset}`, page);
  }
  return [...pages.values()];
}
