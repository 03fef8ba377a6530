import { useCallback, useMemo } from 'react';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { useAddress } from '../../lib/use-address.ts';
import {
  readTimelineAddress,
  withMember,
  writeTimelineAddress,
  type TimelineAddress,
  type TimelineMode,
} from './timeline-address.ts';

export interface TimelineView extends TimelineAddress {
  /** The same while the filter is the same. */
  readonly filterKey: string;
  readonly setMember: <K extends keyof TimelineFilter>(
    member: K,
    value: TimelineFilter[K] | undefined,
  ) => void;
  readonly setFilter: (filter: TimelineFilter) => void;
  readonly setMode: (mode: TimelineMode) => void;
}

/** What the timeline shows, kept in the address: a link or the way back leads to the same view. */
export function useTimelineAddress(): TimelineView {
  const [params, changeAddress] = useAddress();
  const search = params.toString();
  const address = useMemo(() => readTimelineAddress(new URLSearchParams(search)), [search]);
  const change = useCallback(
    (next: (address: TimelineAddress) => TimelineAddress) =>
      changeAddress((before) => writeTimelineAddress(next(readTimelineAddress(before)))),
    [changeAddress],
  );
  const setMember = useCallback<TimelineView['setMember']>(
    (member, value) => change(({ filter, mode }) => ({ filter: withMember(filter, member, value), mode })),
    [change],
  );
  const setFilter = useCallback(
    (filter: TimelineFilter) => change(({ mode }) => ({ filter, mode })),
    [change],
  );
  const setMode = useCallback((mode: TimelineMode) => change(({ filter }) => ({ filter, mode })), [change]);
  const filterKey = writeTimelineAddress({ filter: address.filter, mode: 'batches' }).toString();
  return useMemo(
    () => ({ ...address, filterKey, setMember, setFilter, setMode }),
    [address, filterKey, setMember, setFilter, setMode],
  );
}
