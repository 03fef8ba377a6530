import { electronBinary } from '../../e2e/app/launch.ts';
import { aimMeasuredAtMost, measuredAtMost, type BenchRow, type Requirement } from '../report/row.ts';
import { median, percentile } from '../report/statistics.ts';
import { processorMs, readMainMeter, startMainMeter, type MainReading } from './main-meter.ts';
import { emptyPageMs, firstPaintMs, openApp, openProjectMs, type Opened } from './open-app.ts';
import { metered, startPageMeter } from './page-meter.ts';
import { executeLiveRun, planLiveRun, SCENES, type Scene } from './scenes.ts';
import { longestTaskOf } from './task-trace.ts';

/** What the window has to keep to, in milliseconds. */
const LIMITS = { firstPaint: 1_500, usable: 1_000, task: 100, action: 100, main: 20 } as const;
const STARTS = 9;
/** Event Timing leaves out what took less. */
const SHORTEST_ACTION_MS = 16;

const LIVE_RUN: Scene = { name: 'live run of 60,000 actions', play: executeLiveRun };

/** Measures the window with a project that it may write to. */
export async function measureWindow(project: string, say: (line: string) => void): Promise<BenchRow[]> {
  const rows = [await firstPaintRow()];
  const opened = await openApp();
  try {
    rows.push(...(await measureProject(opened, project, say)));
  } finally {
    await opened.close();
  }
  return rows;
}

/** Over the stand-in in turns with a page of one word, which the same Chromium shows the same way. */
async function firstPaintRow(): Promise<BenchRow> {
  await firstPaintMs(); // reads the programs from the disk
  const paints: number[] = [];
  const empty: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    paints.push(await firstPaintMs());
    if (electronBinary() === null) empty.push(await emptyPageMs());
  }
  const paint = row('start', 'first paint', median(paints), measuredAtMost(LIMITS.firstPaint));
  if (empty.length === 0) return paint;
  const peer = { name: 'a page of one word', value: median(empty), unit: 'ms' } as const;
  return { ...paint, peer, ratio: paint.measured.value / peer.value };
}

async function measureProject(
  opened: Opened,
  project: string,
  say: (line: string) => void,
): Promise<BenchRow[]> {
  const { window, folder } = opened;
  await startPageMeter(window.page);
  await startMainMeter(window.app);
  const before = await processorMs(window.app);
  const usable = await openProjectMs(opened, project);
  const used = (await processorMs(window.app)) - before;
  const opening = await readMainMeter(window.app);
  const rows = [
    row('start', 'assets usable', usable, measuredAtMost(LIMITS.usable)),
    row('start', 'assets usable, processor time of main', used, aimMeasuredAtMost(LIMITS.usable)),
    ...mainRows('start', opening),
  ];
  const actions: number[] = [];
  for (const scene of [...SCENES, LIVE_RUN]) {
    say(`${scene.name} ...`);
    const prepare = async (time: number): Promise<void> => {
      if (scene === LIVE_RUN) await planLiveRun(window, folder, time);
    };
    rows.push(...(await measureScene(opened, scene, prepare, { actions, say })));
  }
  const slowest = actions.length === 0 ? 0 : percentile(actions, 0.95);
  rows.push(row('all', 'action to paint, 95 %', slowest, measuredAtMost(LIMITS.action)));
  return rows;
}

interface Notes {
  /** Of all scenes together. */
  readonly actions: number[];
  readonly say: (line: string) => void;
}

/** Plays a scene twice: once for what the page itself sees, once with a trace, which takes its share of the machine. */
async function measureScene(
  { window }: Opened,
  { name: suite, play }: Scene,
  prepare: (time: number) => Promise<void>,
  notes: Notes,
): Promise<BenchRow[]> {
  await prepare(1);
  await readMainMeter(window.app);
  const { longestTaskMs, longestFrameMs, actionsMs } = await metered(window.page, () => play(window));
  const main = await readMainMeter(window.app);
  notes.actions.push(...actionsMs.map((ms) => Math.max(ms, SHORTEST_ACTION_MS)));
  await prepare(2);
  const task = await longestTaskOf(window.page, () => play(window));
  if (task !== null) notes.say(`  longest task ${task.cpuMs.toFixed(0)} ms: ${task.parts}`);
  return [
    row(suite, 'longest task', longestTaskMs, measuredAtMost(LIMITS.task)),
    ...(task === null
      ? []
      : [row(suite, 'longest task, processor time', task.cpuMs, aimMeasuredAtMost(LIMITS.task))]),
    row(suite, 'longest frame', longestFrameMs, null),
    ...(actionsMs.length === 0
      ? []
      : [row(suite, 'action to paint, 95 %', percentile(actionsMs, 0.95), measuredAtMost(LIMITS.action))]),
    ...mainRows(suite, main),
  ];
}

const mainRows = (suite: string, { longestBlockMs, longestGapMs }: MainReading): readonly BenchRow[] => [
  row(suite, 'main blocked', longestBlockMs, measuredAtMost(LIMITS.main)),
  row(suite, 'main blocked or without a processor', longestGapMs, null),
];

const row = (suite: string, name: string, ms: number, required: Requirement | null): BenchRow => ({
  suite,
  name,
  measured: { value: ms, unit: 'ms' },
  peer: null,
  ratio: null,
  required,
});
