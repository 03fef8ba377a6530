import type { SuiteContext } from '../measure.ts';
import type { BenchRow } from '../report/row.ts';
import { SUITES, type SuiteName } from './suites.ts';

export interface SuiteTask {
  readonly suite: SuiteName;
  readonly context: SuiteContext;
}

/** Runs one suite. */
export const task = ({ suite, context }: SuiteTask): BenchRow[] | Promise<BenchRow[]> =>
  SUITES[suite](context);
