import { useSyncExternalStore } from 'react';

/** True while the window fits the query. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Below this width side panes become drawers. */
export const NARROW = '(max-width: 999px)';
