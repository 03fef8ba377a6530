import { SingleBar } from 'cli-progress';
import type { CommandContext } from './context.ts';

/** Tells how far the work is: `done` of `total`, where a total is known. */
export type Advance = (done: number, what: string, total?: number) => void;

/** How long work goes on silently, in milliseconds: short work shows no bar at all. */
const SILENT_MS = 300;

/** Runs long work with a progress bar on standard error, where standard output is a terminal. */
export async function withProgress<T>(
  { output, json }: CommandContext,
  title: string,
  work: (advance: Advance) => T | Promise<T>,
): Promise<T> {
  if (json || !output.isTerminal) return await work(() => {});
  const started = performance.now();
  let bar: SingleBar | undefined;
  try {
    return await work((done, what, total) => {
      if (bar === undefined && performance.now() - started < SILENT_MS) return;
      if (bar === undefined) {
        const format =
          total === undefined
            ? `${title}: {value} {what}`
            : `${title} [{bar}] {percentage} %  {value} of {total} {what}  {eta_formatted}`;
        bar = new SingleBar({ format, stream: process.stderr, hideCursor: true });
        bar.start(total ?? done, done, { what });
      }
      if (total !== undefined) bar.setTotal(total);
      bar.update(done, { what });
    });
  } finally {
    bar?.stop();
  }
}
