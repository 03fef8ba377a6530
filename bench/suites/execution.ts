import { inChild } from '../child.ts';
import type { SuiteContext } from '../measure.ts';
import { scratchCopy } from '../project/cache.ts';
import { aimMeasuredAtMost, type BenchRow, type Quantity } from '../report/row.ts';
import { figure } from '../report/statistics.ts';
import type { ExecutionFigures, ExecutionTask } from './execution-task.ts';

const RUNS = 3;
const TIME_LIMIT_S = 4;
const MEMORY_LIMIT_MB = 700;

/** Loading, planning and executing over the full project, each time in a process and on a copy of its own. */
export async function executionSuite({ projectPath, statistic }: SuiteContext): Promise<BenchRow[]> {
  const figures: ExecutionFigures[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const copy = scratchCopy(projectPath, `execution-${run}`);
    const task: ExecutionTask = { project: copy.path };
    try {
      figures.push(await inChild<ExecutionFigures>('suites/execution-task.ts', task));
    } finally {
      copy.discard();
    }
  }
  const seconds = (
    name: string,
    msOf: (figures: ExecutionFigures) => number,
    aim: number | null,
  ): BenchRow => {
    const runs = figures.map((one) => msOf(one) / 1000);
    return row(name, { value: figure(runs, statistic), unit: 's' }, aim, runs);
  };
  const memory = figures.map(({ peakMb }) => peakMb);
  return [
    seconds('from the made plan to commit', ({ executeMs }) => executeMs, TIME_LIMIT_S),
    seconds('planning, then to commit', ({ planMs, executeMs }) => planMs + executeMs, TIME_LIMIT_S),
    seconds('load, planning, then to commit', (one) => one.loadMs + one.planMs + one.executeMs, null),
    row('operations of it', { value: figures[0]?.operations ?? 0, unit: 'operations' }, null, []),
    row('peak memory of it', { value: figure(memory, 'median'), unit: 'MB' }, MEMORY_LIMIT_MB, memory),
  ];
}

function row(name: string, measured: Quantity, aim: number | null, runs: readonly number[]): BenchRow {
  return {
    suite: 'execution',
    name,
    measured,
    peer: null,
    ratio: null,
    required: aim === null ? null : aimMeasuredAtMost(aim),
    runs,
  };
}
