import type { Page } from 'playwright-core';

/** What a stretch of use showed, in milliseconds. */
export interface PageReading {
  /** The longest task that kept the page from drawing; 0 where none was longer than 50 ms. */
  readonly longestTaskMs: number;
  /** The longest time between two frames. */
  readonly longestFrameMs: number;
  /** From each key or click to the frame that shows its effect. */
  readonly actionsMs: readonly number[];
}

/** Runs in the page: keeps what its observers tell. Event Timing leaves out what took less than 16 ms. */
const METER = `(() => {
  const meter = { tasks: [], frames: [], actions: new Map(), last: performance.now() };
  globalThis.benchMeter = meter;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) meter.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId > 0)
        meter.actions.set(interactionId, Math.max(duration, meter.actions.get(interactionId) ?? 0));
    }
  }).observe({ type: 'event', durationThreshold: 16 });
  const frame = (now) => {
    meter.frames.push(now - meter.last);
    meter.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

const RESET = `(() => { benchMeter.tasks = []; benchMeter.frames = []; benchMeter.actions.clear(); })()`;

const READ = `({
  longestTaskMs: Math.max(0, ...benchMeter.tasks),
  longestFrameMs: Math.max(0, ...benchMeter.frames),
  actionsMs: [...benchMeter.actions.values()],
})`;

export const startPageMeter = (page: Page): Promise<void> => page.evaluate(METER);

/** Reads the meter over some use. */
export async function metered(page: Page, use: () => Promise<void>): Promise<PageReading> {
  await page.evaluate(RESET);
  await use();
  // The observers are told of the last frames a moment later.
  await page.waitForTimeout(300);
  return await page.evaluate<PageReading>(READ);
}
