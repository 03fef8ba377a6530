import { setImmediate } from 'node:timers/promises';
import { figure, median, type Statistic } from './report/statistics.ts';

/** What a suite measures on. */
export interface SuiteContext {
  /** The project of full size. Only read. */
  readonly projectPath: string;
  readonly statistic: Statistic;
}

/** How long some work takes, in milliseconds, and what it gave. Garbage of before is collected first. */
export function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  collectGarbage();
  const elapsed = stopwatch();
  const value = work();
  return { ms: elapsed(), value };
}

/** As `timed`, for work that others finish. */
export async function timedUntilDone<T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly value: T }> {
  collectGarbage();
  const elapsed = stopwatch();
  const value = await work();
  return { ms: elapsed(), value };
}

/** Set to `cpu` to count processor time: what others run at the same time then counts less. */
export const CLOCK_VARIABLE = 'SYNAPSE_BENCH_CLOCK';

/** Starts now; tells the milliseconds since, by the clock or of processor time (all threads, no waiting). */
export function stopwatch(): () => number {
  if (process.env[CLOCK_VARIABLE] === 'cpu') {
    const before = process.cpuUsage();
    return () => {
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
  }
  const started = performance.now();
  return () => performance.now() - started;
}

/** @throws Error where the process was started without --expose-gc: its figures would hold others' garbage. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('Start node with --expose-gc: run "npm run bench".');
  globalThis.gc();
}

export interface InTurns {
  /** Milliseconds of the work and of its peer. */
  readonly work: number;
  readonly peer: number;
  /** Work to peer: the median over the turns, as what slows the machine down lasts longer than a turn. */
  readonly ratio: number;
  /** Milliseconds of every run of the work. */
  readonly runs: readonly number[];
}

/** Two kinds of work in turns, so that what else the machine does meets both. */
export async function inTurns(
  work: () => number,
  peer: () => number | Promise<number>,
  { runs, warmUps, statistic }: { runs: number; warmUps: number; statistic: Statistic },
): Promise<InTurns> {
  const times: number[] = [];
  const peerTimes: number[] = [];
  const ratios: number[] = [];
  for (let run = -warmUps; run < runs; run += 1) {
    const ms = work();
    await setImmediate();
    const peerMs = await peer();
    await setImmediate();
    if (run < 0) continue;
    times.push(ms);
    peerTimes.push(peerMs);
    ratios.push(ms / peerMs);
  }
  return {
    work: figure(times, statistic),
    peer: figure(peerTimes, statistic),
    ratio: median(ratios),
    runs: times,
  };
}

/** The most memory that this process had resident so far, in MB (pages of mapped files among it). */
export const peakMemoryMb = (): number => process.resourceUsage().maxRSS / 1024;
