import { machineLines, type Machine } from '../report/machine.ts';
import { markdownTable } from '../report/table.ts';
import type { BenchRow } from '../report/row.ts';

export interface WindowBench {
  readonly machine: Machine;
  /** What the window ran in. */
  readonly launcher: 'electron' | 'stand-in';
  readonly rows: readonly BenchRow[];
}

/** The page of the documentation that holds a result. */
export function windowDocument({ machine, launcher, rows }: WindowBench): string {
  return `# Benchmarks of the window

Written by \`node bench/ui/run.ts --doc\`. The project has 100,000 synthetic assets and 1,000,000 events; the window is
1280 x 800.

${machineLines(machine)
  .map((line) => `- ${line}`)
  .join('\n')}
- ${LAUNCHERS[launcher]}

${markdownTable(rows)}

- The project is opened in three applications that were just started, and each scene is played three times; a figure is the
  median of the three.
- A row with \`aim\` has a limit that does not fail the run.
- **first paint**: from the start of the process to the first thing drawn, without a project; the median of nine starts
  after a first one that reads the programs from the disk; nothing is attached before it is drawn. Beside it the same for
  a page of one word, which needs nothing of the application: what Node and Chromium take to start.
- **assets usable**: from the click that opens the project to rows with their tags on the screen. Its processor time is
  that of the main process with all its threads.
- **longest task**: the longest time for which the page could not draw or take keys (Long Tasks API; below 50 ms it
  tells nothing, which is given as 0). Its **processor time**, without what else the machine did meanwhile, is from a
  trace, for which each scene is played once more. **longest frame**: between two frames.
- **action to paint**: from a key or a click to the frame that shows its effect (Event Timing API), the 95th percentile
  of all of them; under **all** that of every play of every scene. What took less than 16 ms counts as 16 ms.
- **main blocked**: the longest time between two ticks of a timer of 1 ms on the main thread, less the time for which it
  was ready to run and no processor was free (run-queue wait of Linux's schedstat): page, compositor, readers and
  writer want the same two. With that time it stands in the row below.
- The live run applies a property to about 60,000 assets; its log is watched, then the assets are gone through, then the
  log is watched to the end.
`;
}

const LAUNCHERS: Readonly<Record<WindowBench['launcher'], string>> = {
  electron: 'In Electron.',
  'stand-in':
    'Over the stand-in for Electron: the same code in Node and a Chromium, with a slower way between the two.',
};
