import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useApp } from '../../lib/app-store.ts';
import { request } from '../../lib/client.ts';
import { createEventPages, type EventPages } from './event-pages.ts';

/** Lists of events for one filter; asked for again when the log has grown, as a rollback changes older events. */
export function useEventPages(viewKey: string): { readonly pages: EventPages; readonly version: number } {
  const pages = useMemo(() => {
    void viewKey;
    return createEventPages((args) => request('timeline.events', args));
  }, [viewKey]);
  const version = useSyncExternalStore(pages.subscribe, pages.version);
  const head = useApp((app) => app.project?.head.position ?? 0);
  const [known, setKnown] = useState(head);
  useEffect(() => {
    if (head === known) return;
    setKnown(head);
    pages.refresh();
  }, [head, known, pages]);
  return { pages, version };
}
