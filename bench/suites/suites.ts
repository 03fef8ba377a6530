import type { SuiteContext } from '../measure.ts';
import type { BenchRow } from '../report/row.ts';
import { commitSuite } from './commit.ts';
import { executionSuite } from './execution.ts';
import { expressionSuite } from './expression.ts';
import { importSuite } from './import.ts';
import { logSuite } from './log.ts';
import { planSuite } from './plan.ts';
import { timelineSuite } from './timeline.ts';

type Suite = (context: SuiteContext) => BenchRow[] | Promise<BenchRow[]>;

/** Every suite by its name, in the order of the table. Each runs in a process of its own. */
export const SUITES = {
  commit: commitSuite,
  timeline: timelineSuite,
  log: logSuite,
  import: importSuite,
  expression: expressionSuite,
  plan: planSuite,
  execution: executionSuite,
} as const satisfies Readonly<Record<string, Suite>>;

export type SuiteName = keyof typeof SUITES;

export const SUITE_NAMES = Object.keys(SUITES) as readonly SuiteName[];
