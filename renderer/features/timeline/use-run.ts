import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunState } from '../../../shared/contract/runs.ts';
import { useApp } from '../../lib/app-store.ts';
import { onPush } from '../../lib/client.ts';

/** The run that was started from here, by its pushes; null before. */
export function useRun(): readonly [RunState | null, (runId: string | null) => void] {
  const [run, setRun] = useState<RunState | null>(null);
  const wanted = useRef<string | null>(null);
  const newest = useRef(new Map<string, RunState>());
  useEffect(
    () =>
      onPush((push) => {
        if (push.type !== 'run') return;
        // A short run may end before the answer with its id arrives.
        newest.current.set(push.run.runId, push.run);
        if (push.run.runId === wanted.current) setRun(push.run);
      }),
    [],
  );
  const follow = useCallback((runId: string | null) => {
    wanted.current = runId;
    const told = useApp.getState().run;
    const known =
      runId === null ? null : (newest.current.get(runId) ?? (told?.runId === runId ? told : null));
    setRun(known);
  }, []);
  return [run, follow];
}
