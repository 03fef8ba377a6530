import { useEffect, useRef, useState } from 'react';
import { isEnded, type RunState } from '../../../../shared/contract/runs.ts';
import { addSample, paceOf, type PaceSample } from './run-pace.ts';

/** Actions per second of a run, or null while it is not known. */
export function usePace(run: RunState): number | null {
  const samples = useRef<{ readonly runId: string; readonly samples: readonly PaceSample[] } | null>(null);
  const [pace, setPace] = useState<number | null>(null);
  const { runId, elapsedMs, done, total } = run;
  useEffect(() => {
    const before = samples.current?.runId === runId ? samples.current.samples : [];
    const after = total === null ? [] : addSample(before, { elapsedMs, done });
    samples.current = { runId, samples: after };
    setPace(paceOf(after));
  }, [runId, elapsedMs, done, total]);
  return pace;
}

const TICK_MS = 250;

/** Milliseconds since a run began; it goes on while nothing is heard of it. */
export function useElapsed(run: RunState): number {
  const [, setTick] = useState(0);
  const hasEnded = isEnded(run);
  useEffect(() => {
    if (hasEnded) return undefined;
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [hasEnded]);
  if (hasEnded) return run.elapsedMs;
  return Math.max(run.elapsedMs, Date.now() - Date.parse(run.startedAt) || 0);
}
