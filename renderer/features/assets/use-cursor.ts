import { useCallback, useEffect, useRef, useState } from 'react';

export interface Cursor {
  /** Index of the row that keys act on. */
  readonly row: number;
  readonly move: (row: number) => void;
}

/** A held key moves on before details are read: only the row where it rests is told. */
const REST_MS = 120;

/** Where the cursor was in the view that was shown last, so that the way back from a history leads there. */
let last: { readonly viewKey: string; readonly row: number } | null = null;

/** The row that keys act on; `onRest` hears where it stays. Another view starts at its first row. */
export function useCursor(viewKey: string, onRest: (row: number) => void): Cursor {
  const [at, setAt] = useState({ viewKey, row: last?.viewKey === viewKey ? last.row : 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const rest = useRef(onRest);
  useEffect(() => {
    rest.current = onRest;
  });
  useEffect(() => () => clearTimeout(timer.current), [viewKey]);
  const move = useCallback(
    (row: number) => {
      last = { viewKey, row };
      setAt(last);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => rest.current(row), REST_MS);
    },
    [viewKey],
  );
  return { row: at.viewKey === viewKey ? at.row : 0, move };
}
