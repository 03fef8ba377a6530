import type { RunState } from '../../../../shared/contract/runs.ts';

/** How far a run was at a moment of it. */
export interface PaceSample {
  readonly elapsedMs: number;
  readonly done: number;
}

/** The pace is that of the last seconds, so that it follows when the work gets slower. */
const WINDOW_MS = 3_000;
/** Over less than this no pace is told: it would jump. */
const SHORTEST_MS = 200;

/** The samples with one more; those before the window go. A new phase starts anew. */
export function addSample(
  samples: readonly PaceSample[],
  { elapsedMs, done }: Pick<RunState, 'elapsedMs' | 'done'>,
): readonly PaceSample[] {
  const last = samples.at(-1);
  if (last === undefined || done < last.done || elapsedMs < last.elapsedMs) return [{ elapsedMs, done }];
  if (last.elapsedMs === elapsedMs && last.done === done) return samples;
  return [...samples.filter((sample) => elapsedMs - sample.elapsedMs <= WINDOW_MS), { elapsedMs, done }];
}

/** Actions per second over the samples, or null while too little is known. */
export function paceOf(samples: readonly PaceSample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const ms = last.elapsedMs - first.elapsedMs;
  return ms < SHORTEST_MS ? null : ((last.done - first.done) * 1_000) / ms;
}

/** Milliseconds until all is done at that pace, or null where that cannot be told. */
export function remainingMs(
  { done, total }: Pick<RunState, 'done' | 'total'>,
  pace: number | null,
): number | null {
  if (total === null || pace === null || pace <= 0 || done >= total) return null;
  return ((total - done) / pace) * 1_000;
}

/** 21,432 -> 21,400: more digits of a pace would only flicker. */
export function roundedPace(pace: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, pace))) - 2);
  return Math.round(pace / step) * step;
}
