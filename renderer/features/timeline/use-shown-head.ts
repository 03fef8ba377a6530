import { useCallback, useEffect, useState } from 'react';
import { useApp } from '../../lib/app-store.ts';

export interface ShownHead {
  /** The newest position that the lists take in. */
  readonly position: number;
  /** How many events came since. */
  readonly fresh: number;
  readonly isLive: boolean;
  readonly setLive: (isLive: boolean) => void;
  /** Takes the new ones in, also those that are only about to be told. */
  readonly catchUp: () => void;
}

/**
 * Where the log ended when the reader last asked for the newest. It stays there while the log grows, so that no
 * row moves under the reader; live, and with the top of the list in view, it follows. Another view (another
 * filter) starts with the newest.
 */
export function useShownHead(isAtTop: boolean, viewKey: string): ShownHead {
  const head = useApp((app) => app.project?.head.position ?? 0);
  const [kept, setKept] = useState({ position: head, viewKey });
  const [isLive, setLive] = useState(false);
  const follows =
    (isLive && isAtTop) || kept.viewKey !== viewKey || kept.position === 0 || kept.position > head;
  const position = follows ? head : kept.position;
  useEffect(() => {
    if (follows) setKept({ position: head, viewKey });
  }, [follows, head, viewKey]);
  const catchUp = useCallback(
    () => setKept({ position: useApp.getState().project?.head.position ?? 0, viewKey }),
    [viewKey],
  );
  return { position, fresh: head - position, isLive, setLive, catchUp };
}
