import { electronBinary } from '../../e2e/app/launch.ts';
import { aimMeasuredAtMost, measuredAtMost, type BenchRow, type Requirement } from '../report/row.ts';
import { median, percentile } from '../report/statistics.ts';
import { processorMs, readMainMeter, startMainMeter, type MainReading } from './main-meter.ts';
import { emptyPageMs, firstPaintMs, openApp, openProjectMs, type Opened } from './open-app.ts';
import { metered, startPageMeter, type PageReading } from './page-meter.ts';
import { executeLiveRun, planLiveRun, SCENES, type Scene } from './scenes.ts';
import { longestTaskOf } from './task-trace.ts';

/** What the window has to keep to, in milliseconds. */
const LIMITS = { firstPaint: 1_500, usable: 1_000, task: 100, action: 100, main: 20 } as const;
const STARTS = 9;
/** How often the project is opened and each scene is played. */
const PLAYS = 3;
/** Event Timing leaves out what took less. */
const SHORTEST_ACTION_MS = 16;

const LIVE_RUN: Scene = { name: 'live run of 60,000 actions', play: executeLiveRun };

/** Measures the window with a project that it may write to. */
export async function measureWindow(project: string, say: (line: string) => void): Promise<BenchRow[]> {
  const rows = [await firstPaintRow(), ...(await openingRows(project))];
  const opened = await openApp();
  try {
    await openProjectMs(opened, project);
    rows.push(...(await measureScenes(opened, say)));
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

interface Opening {
  readonly usableMs: number;
  readonly processorMs: number;
  readonly main: MainReading;
}

/** From the click that opens the project to its rows, each time in an application that was just started. */
async function openingRows(project: string): Promise<BenchRow[]> {
  const openings: Opening[] = [];
  for (let play = 0; play < PLAYS; play++) {
    const opened = await openApp();
    try {
      openings.push(await measureOpening(opened, project));
    } finally {
      await opened.close();
    }
  }
  const middle = middleOf(openings);
  const [usable, used] = [middle(({ usableMs }) => usableMs), middle((one) => one.processorMs)];
  return [
    row('start', 'assets usable', usable, measuredAtMost(LIMITS.usable)),
    row('start', 'assets usable, processor time of main', used, aimMeasuredAtMost(LIMITS.usable)),
    ...mainRows(
      'start',
      openings.map(({ main }) => main),
    ),
  ];
}

async function measureOpening(opened: Opened, project: string): Promise<Opening> {
  const { app } = opened.window;
  await startMainMeter(app);
  const before = await processorMs(app);
  const usableMs = await openProjectMs(opened, project);
  return { usableMs, processorMs: (await processorMs(app)) - before, main: await readMainMeter(app) };
}

async function measureScenes(opened: Opened, say: (line: string) => void): Promise<BenchRow[]> {
  const { window, folder } = opened;
  await startPageMeter(window.page);
  await startMainMeter(window.app);
  const rows: BenchRow[] = [];
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

interface Play {
  readonly page: PageReading;
  readonly main: MainReading;
}

/** Plays a scene some times for what the page itself sees, and once with a trace, which takes its share of the machine. */
async function measureScene(
  { window }: Opened,
  { name: suite, play }: Scene,
  prepare: (time: number) => Promise<void>,
  notes: Notes,
): Promise<BenchRow[]> {
  const plays: Play[] = [];
  for (let time = 1; time <= PLAYS; time++) {
    await prepare(time);
    await readMainMeter(window.app);
    const page = await metered(window.page, () => play(window));
    plays.push({ page, main: await readMainMeter(window.app) });
    notes.actions.push(...page.actionsMs.map((ms) => Math.max(ms, SHORTEST_ACTION_MS)));
  }
  await prepare(PLAYS + 1);
  const task = await longestTaskOf(window.page, () => play(window));
  if (task !== null) notes.say(`  longest task ${task.cpuMs.toFixed(0)} ms: ${task.parts}`);
  const middle = middleOf(plays.map(({ page }) => page));
  const longestTask = middle(({ longestTaskMs }) => longestTaskMs);
  const action = middle(({ actionsMs }) => (actionsMs.length === 0 ? 0 : percentile(actionsMs, 0.95)));
  return [
    row(suite, 'longest task', longestTask, measuredAtMost(LIMITS.task)),
    ...(task === null
      ? []
      : [row(suite, 'longest task, processor time', task.cpuMs, aimMeasuredAtMost(LIMITS.task))]),
    row(
      suite,
      'longest frame',
      middle(({ longestFrameMs }) => longestFrameMs),
      null,
    ),
    ...(action === 0 ? [] : [row(suite, 'action to paint, 95 %', action, measuredAtMost(LIMITS.action))]),
    ...mainRows(
      suite,
      plays.map(({ main }) => main),
    ),
  ];
}

/** The median of what a reading holds: the machine does other things as well, and one play may have met them. */
const middleOf =
  <T>(readings: readonly T[]) =>
  (valueOf: (reading: T) => number): number =>
    median(readings.map(valueOf));

function mainRows(suite: string, readings: readonly MainReading[]): readonly BenchRow[] {
  const middle = middleOf(readings);
  const [blocked, gap] = [middle((one) => one.longestBlockMs), middle((one) => one.longestGapMs)];
  return [
    row(suite, 'main blocked', blocked, measuredAtMost(LIMITS.main)),
    row(suite, 'main blocked or without a processor', gap, null),
  ];
}

const row = (suite: string, name: string, ms: number, required: Requirement | null): BenchRow => ({
  suite,
  name,
  measured: { value: ms, unit: 'ms' },
  peer: null,
  ratio: null,
  required,
});
