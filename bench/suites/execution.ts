import { inChild } from '../child.ts';
import type { SuiteContext } from '../measure.ts';
import { scratchCopy } from '../project/cache.ts';
import { aimMeasuredAtMost, type BenchRow, type Quantity } from '../report/row.ts';
import { figure } from '../report/statistics.ts';
import type { ExecutionFigures, ExecutionTask } from './execution-task.ts';

const RUNS = 3;
const TIME_LIMIT_S = 4;
const MEMORY_LIMIT_MB = 700;

/** From plan to commit over the full project, each time in a process and on a copy of its own. */
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
  const seconds = figures.map(({ ms }) => ms / 1000);
  const memory = figures.map(({ peakMb }) => peakMb);
  return [
    row('from load to commit', { value: figure(seconds, statistic), unit: 's' }, TIME_LIMIT_S, seconds),
    {
      ...row('operations of it', { value: figures[0]?.operations ?? 0, unit: 'operations' }, 0, []),
      required: null,
    },
    row('peak memory of it', { value: figure(memory, 'median'), unit: 'MB' }, MEMORY_LIMIT_MB, memory),
  ];
}

function row(name: string, measured: Quantity, aim: number, runs: readonly number[]): BenchRow {
  return {
    suite: 'execution',
    name,
    measured,
    peer: null,
    ratio: null,
    required: aimMeasuredAtMost(aim),
    runs,
  };
}
