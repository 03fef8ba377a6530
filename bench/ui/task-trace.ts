import type { Page } from 'playwright-core';

/** The task that kept the page's thread longest. */
export interface LongestTask {
  /** Processor time of the thread, in milliseconds: what others run at the same time does not count. */
  readonly cpuMs: number;
  /** What it was made of, the most first, in words for whoever looks for the cause. */
  readonly parts: string;
}

/** An event of a trace; times in microseconds. `tdur` is processor time of its thread. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
const MOST_PARTS = 5;

/** Traces the page over some use; null where its browser cannot be traced. */
export async function longestTaskOf(page: Page, use: () => Promise<void>): Promise<LongestTask | null> {
  const browser = page.context().browser();
  if (browser === null) {
    await use();
    return null;
  }
  await browser.startTracing(page, { categories: CATEGORIES });
  await use();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return longestIn(traceEvents);
}

function longestIn(events: readonly TraceEvent[]): LongestTask {
  const pages = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const onPages = events.filter((event) => event.ph === 'X' && pages.has(threadOf(event)));
  const [longest] = onPages
    .filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
    .toSorted((a, b) => cpuMsOf(b) - cpuMsOf(a));
  if (longest === undefined) return { cpuMs: 0, parts: '' };
  return { cpuMs: cpuMsOf(longest), parts: partsOf(longest, onPages) };
}

function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + (task.dur ?? 0);
  const sums = new Map<string, number>();
  for (const event of events) {
    if (event === task || threadOf(event) !== threadOf(task) || event.ts < task.ts || event.ts > end)
      continue;
    sums.set(event.name, (sums.get(event.name) ?? 0) + cpuMsOf(event));
  }
  return [...sums]
    .filter(([name]) => !name.includes('RunTask'))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PARTS)
    .map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`)
    .join(', ');
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const cpuMsOf = ({ tdur = 0 }: TraceEvent): number => tdur / 1_000;
