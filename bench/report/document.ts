import { machineLines, type Machine } from './machine.ts';
import type { BenchRow } from './row.ts';
import type { Statistic } from './statistics.ts';
import { markdownTable } from './table.ts';

export interface BenchResult {
  readonly machine: Machine;
  readonly statistic: Statistic;
  /** True where times are processor time. */
  readonly cpu: boolean;
  readonly rows: readonly BenchRow[];
}

/** The page of the documentation that holds a result. */
export function benchDocument({ machine, rows, ...how }: BenchResult): string {
  return `# Benchmarks

Written by \`npm run bench -- --doc\`. The project has 100,000 synthetic assets and 1,000,000 events.

${machineLines(machine)
  .map((line) => `- ${line}`)
  .join('\n')}
- ${howMeasured(how)}; a ratio is the median of those of its turns. What a row is compared with was measured in the
  same run, in turns with it; so read the ratios, as times are this machine's own.

${markdownTable(rows)}

- A row with \`aim\` has a limit that does not fail the run.
- **commit**: one transaction with events, chain, snapshot and projections (WAL, \`synchronous=FULL\`) against the
  insert of the same event rows alone, into the same table with the same indexes, in one such transaction.
- **timeline**: 200 fixed combinations of all filters but text; pages of 50 events, read with their payloads.
- **log**: the whole log; a check hashes every payload again.
- **import**, **execution**: a process of their own for each run; peak memory is the most it had resident, pages of
  mapped files among it.
- **plan**: without its hash, which has a row of its own.
- **execution**: from the made plan is what a user waits for after *Execute*, the plan's hash among it; planning has the
  view loaded.
- **expression**: a compiled condition against a closure written by hand; the ratio is its share of native speed. Beside
  json-rules-engine, the ratio is how often ours is evaluated while that engine evaluates the same condition once.
`;
}

/** How runs became figures, in a line. */
export const howMeasured = ({ statistic, cpu }: Pick<BenchResult, 'statistic' | 'cpu'>): string =>
  `Each figure is the ${statistic} of its runs${cpu ? ', in processor time (all threads, no waiting)' : ''}`;
