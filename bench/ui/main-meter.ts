import type { DesktopApp } from '../../e2e/app/desktop-app.ts';

/** How long the main process kept its own loop waiting, in milliseconds. */
export interface MainReading {
  /** The longest time between two ticks of a timer of 1 ms. */
  readonly longestGapMs: number;
  /** The same without the time for which the thread was ready to run and no processor was free (Linux only). */
  readonly longestBlockMs: number;
}

interface MainMeter {
  benchMeter?: { longestGapMs: number; longestBlockMs: number };
}

/** Starts a timer in the main process that tells how late it is. */
export function startMainMeter(app: DesktopApp): Promise<void> {
  return app.evaluate(() => {
    const reading = { longestGapMs: 0, longestBlockMs: 0 };
    Object.assign(globalThis, { benchMeter: reading });
    const { readFileSync } = process.getBuiltinModule('node:fs');
    // Of the main thread: nanoseconds on a processor, nanoseconds waiting for one, times it got one.
    const schedule = `/proc/self/task/${process.pid}/schedstat`;
    const waitedMs = (): number =>
      process.platform === 'linux' ? Number(readFileSync(schedule, 'latin1').split(' ')[1]) / 1e6 : 0;
    let tick = performance.now();
    let waited = waitedMs();
    setInterval(() => {
      const [now, waits] = [performance.now(), waitedMs()];
      reading.longestGapMs = Math.max(reading.longestGapMs, now - tick);
      reading.longestBlockMs = Math.max(reading.longestBlockMs, now - tick - (waits - waited));
      tick = now;
      waited = waits;
    }, 1).unref();
  }, null);
}

/** What the timer found since the last reading. */
export async function readMainMeter(app: DesktopApp): Promise<MainReading> {
  return await app.evaluate(() => {
    const { benchMeter } = globalThis as MainMeter;
    const reading = {
      longestGapMs: benchMeter?.longestGapMs ?? 0,
      longestBlockMs: benchMeter?.longestBlockMs ?? 0,
    };
    if (benchMeter !== undefined) Object.assign(benchMeter, { longestGapMs: 0, longestBlockMs: 0 });
    return reading;
  }, null);
}

/** Processor time that the main process has used so far, with all its threads, in milliseconds. */
export async function processorMs(app: DesktopApp): Promise<number> {
  return await app.evaluate(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }, null);
}
