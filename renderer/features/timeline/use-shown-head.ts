import { useEffect, useState } from 'react';
import { useApp } from '../../lib/app-store.ts';

export interface ShownHead {
  /** The newest position that the lists take in. */
  readonly position: number;
  /** How many events came since. */
  readonly fresh: number;
  readonly isLive: boolean;
  readonly setLive: (isLive: boolean) => void;
  /** Takes the new ones in. */
  readonly catchUp: () => void;
}

/**
 * Where the log ended when the reader last asked for the newest. It stays there while the log grows, so that no
 * row moves under the reader; live, and with the top of the list in view, it follows.
 */
export function useShownHead(isAtTop: boolean): ShownHead {
  const head = useApp((app) => app.project?.head.position ?? 0);
  const [position, setPosition] = useState(head);
  const [isLive, setLive] = useState(false);
  const follows = (isLive && isAtTop) || position === 0 || position > head;
  useEffect(() => {
    if (follows) setPosition(head);
  }, [follows, head]);
  const shown = follows ? head : position;
  return { position: shown, fresh: head - shown, isLive, setLive, catchUp: () => setPosition(head) };
}
