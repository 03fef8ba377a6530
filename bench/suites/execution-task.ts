import { writeFileSync } from 'node:fs';
import { executePlan } from '../../electron/services/execution/execute.ts';
import { openForWriting } from '../../electron/services/project.ts';
import { loadRules } from '../../electron/services/rules/rules.ts';
import { collectGarbage, peakMemoryMb, stopwatch } from '../measure.ts';
import { CHAIN_RULES, ruleFile, scopeOf } from './plan-rules.ts';

export interface ExecutionTask {
  /** A copy that may be written to. */
  readonly project: string;
}

export interface ExecutionFigures {
  readonly ms: number;
  readonly operations: number;
  readonly peakMb: number;
}

/** Loads the plant, plans and commits. */
export async function task({ project: path }: ExecutionTask): Promise<ExecutionFigures> {
  const project = await openForWriting(path, 'olaf');
  try {
    const file = `${path}-rules.yaml`;
    writeFileSync(file, ruleFile(CHAIN_RULES));
    loadRules(project, [file], 'bench');
    collectGarbage();
    const elapsed = stopwatch();
    const { summary } = executePlan(project, { scope: scopeOf(CHAIN_RULES), reason: 'bench' });
    const ms = elapsed();
    return { ms, operations: summary.actionsTaken, peakMb: peakMemoryMb() };
  } finally {
    project.close();
  }
}
