import { writeFileSync } from 'node:fs';
import { executePlan } from '../../electron/services/execution/execute.ts';
import { loadForPlanning, planLoaded } from '../../electron/services/execution/plan.ts';
import { openForWriting } from '../../electron/services/project.ts';
import { loadRules } from '../../electron/services/rules/rules.ts';
import { peakMemoryMb, stopwatch, timed } from '../measure.ts';
import { CHAIN_RULES, ruleFile, scopeOf } from './plan-rules.ts';

export interface ExecutionTask {
  /** A copy that may be written to. */
  readonly project: string;
}

export interface ExecutionFigures {
  readonly loadMs: number;
  readonly planMs: number;
  /** From the plan that was made to its commit; its hash is made in it. */
  readonly executeMs: number;
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
    const scope = scopeOf(CHAIN_RULES);
    const load = timed(() => loadForPlanning(project));
    const elapsed = stopwatch();
    const plan = planLoaded(load.value, { scope });
    const planMs = elapsed();
    const { summary } = executePlan(project, { scope, plan, reason: 'bench' });
    const executeMs = elapsed() - planMs;
    return { loadMs: load.ms, planMs, executeMs, operations: summary.actionsTaken, peakMb: peakMemoryMb() };
  } finally {
    project.close();
  }
}
