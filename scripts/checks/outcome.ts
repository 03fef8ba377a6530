/** How many checks or tests went which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What one step of `npm test` found. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly counts: Counts;
  /** A few words beside the time. */
  readonly note: string;
  /** What to print if the step failed. */
  readonly output: string;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export const sumOf = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NONE,
  );

/** A check that either holds or not counts as one test. */
export const oneCheck = (ok: boolean): Counts => (ok ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 });

/** The line that ends `npm test`; other programs read it. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** One line per step, before its output if it failed. */
export function describe({ name, seconds, counts, note, output }: Outcome): string {
  const mark = counts.failed === 0 ? 'ok  ' : 'FAIL';
  const line = `${mark}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${note}`.trimEnd();
  return counts.failed === 0 ? line : `${line}\n${output.trimEnd()}\n`;
}
