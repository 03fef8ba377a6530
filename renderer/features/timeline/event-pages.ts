import type { EventPage } from '../../../shared/contract/timelines.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import type { TimelineFilter, TimelineRequest } from '../../../shared/model/timeline.ts';
import type { LoadedEvents } from './timeline-rows.ts';

/** Which events a list holds. */
export interface EventList {
  readonly key: string;
  readonly filter: TimelineFilter;
  /** Nothing from this position on is taken in: it is newer than what the reader looks at. */
  readonly before: number;
  /** True: only events that no rule made; no filter can ask for that. */
  readonly isWithoutRule?: boolean;
}

/** Lists of events that grow page by page, as far as someone scrolls. */
export interface EventPages {
  readonly get: (key: string) => LoadedEvents;
  /** Asks for the next page of a list, unless that is under way or there is none. */
  readonly more: (list: EventList) => void;
  /** Asks again after a failure. */
  readonly retry: (list: EventList) => void;
  /** Asks again for what is loaded: whether events are rolled back may have changed. */
  readonly refresh: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Another number after each change. */
  readonly version: () => number;
}

export const PAGE_EVENTS = 100;
/** So many of a list are asked for again at most. */
const MOST_REFRESHED = 2_000;

interface Pages extends LoadedEvents {
  readonly list: EventList;
  readonly nextBefore: number | null;
  readonly isAsking: boolean;
}

const NOTHING: LoadedEvents = { events: [], hasMore: true, total: null, error: null };

export function createEventPages(ask: (request: TimelineRequest) => Promise<EventPage>): EventPages {
  const known = new Map<string, Pages>();
  const listeners = new Set<() => void>();
  let version = 0;

  const set = (key: string, pages: Pages): void => {
    known.set(key, pages);
    version += 1;
    for (const listener of listeners) listener();
  };
  const more = (list: EventList): void => {
    const pages = known.get(list.key) ?? { ...NOTHING, list, nextBefore: list.before, isAsking: false };
    if (pages.isAsking || pages.error !== null || pages.nextBefore === null) return;
    const asking = { ...pages, isAsking: true };
    // Nothing that is shown changes yet, so nobody is told.
    known.set(list.key, asking);
    ask({ ...list.filter, before: pages.nextBefore, limit: PAGE_EVENTS }).then(
      (page) => set(list.key, withPage(asking, page)),
      (error: unknown) =>
        set(list.key, {
          ...asking,
          isAsking: false,
          error: error instanceof Error ? error : new Error(String(error)),
        }),
    );
  };
  const refresh = async (key: string, pages: Pages): Promise<void> => {
    const limit = Math.min(MOST_REFRESHED, pages.events.length);
    if (limit === 0) return;
    const page = await ask({ ...pages.list.filter, before: pages.list.before, limit });
    const now = known.get(key);
    if (now !== undefined) set(key, { ...now, events: renewed(now.events, page.events) });
  };
  return {
    get: (key) => known.get(key) ?? NOTHING,
    more,
    retry: (list) => {
      const pages = known.get(list.key);
      if (pages !== undefined) set(list.key, { ...pages, error: null });
      more(list);
    },
    refresh: () => {
      for (const [key, pages] of known) refresh(key, pages).catch(() => undefined);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

function withPage(pages: Pages, { events, nextBefore, total }: EventPage): Pages {
  const taken = pages.list.isWithoutRule === true ? events.filter(({ ruleId }) => ruleId === null) : events;
  return {
    ...pages,
    events: [...pages.events, ...taken],
    nextBefore,
    hasMore: nextBefore !== null,
    total,
    error: null,
    isAsking: false,
  };
}

/** The same events, as they were answered last. */
function renewed(events: readonly WorkflowEvent[], fresh: readonly WorkflowEvent[]): WorkflowEvent[] {
  const byPosition = new Map(fresh.map((event) => [event.position, event]));
  return events.map((event) => byPosition.get(event.position) ?? event);
}
