import type { Scope } from '../../shared/model/scope.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { RuleInput } from '../../shared/model/rule.ts';
import { compileLoadedRules } from '../../electron/rules/check.ts';
import type { CompiledRules } from '../../electron/rules/compile.ts';
import { makePlan } from '../../electron/rules/plan.ts';
import { PlantNotes } from '../../electron/rules/plant-notes.ts';
import { createPlantView, type PlantState, type PlantView } from '../../electron/rules/plant-view.ts';
import { openForReading, type ReadingProject } from '../../electron/services/project.ts';
import { loadForPlanning } from '../../electron/services/execution/plan.ts';
import { VOCABULARY_NAMES } from '../../electron/services/rules/rule-files.ts';
import { loadPlant } from '../../electron/store/plant.ts';
import { inTurns, peakMemoryMb, timed, type SuiteContext } from '../measure.ts';
import { aimMeasuredAtMost, aimRatioAtMost, type BenchRow } from '../report/row.ts';
import { figure } from '../report/statistics.ts';
import { CHAIN_RULES, idleRules, parsedRules, scopeOf, type IdleRule } from './plan-rules.ts';

const RUNS = 15;
const IDLE_RULES = 200;

/** The planner over the full project: a plan of many operations, one of none, and loading. */
export async function planSuite(context: SuiteContext): Promise<BenchRow[]> {
  const project = openForReading(context.projectPath);
  try {
    const plans = await planRows(project, context); // before the heap is full of what other runs loaded
    const load = repeated(() => timed(() => loadForPlanning(project)).ms);
    return [row('load of the view', figure(load, context.statistic), 1_000, load), ...plans, memoryRow()];
  } finally {
    project.close();
  }
}

async function planRows(project: ReadingProject, context: SuiteContext): Promise<BenchRow[]> {
  const notes = new PlantNotes();
  const plant: PlantState = { ...loadPlant(project.database, notes), rules: [] };
  const large = largePlan(() => createPlantView(plant, notes));
  return [
    row('plan with the view loaded', figure(large.times, context.statistic), 1_000, large.times),
    row(
      'hash of that plan, made when it is asked for',
      figure(large.hashes, context.statistic),
      null,
      large.hashes,
    ),
    operationsRow(large.operations),
    await idlePlan(createPlantView(plant, notes), plant, context),
  ];
}

/** Each run has a view of its own: its indexes are made when they are first asked for. */
function largePlan(newView: () => PlantView): { times: number[]; hashes: number[]; operations: number } {
  let operations = 0;
  const runs = repeated(() => {
    const view = newView();
    const rules = compiled(CHAIN_RULES);
    const { ms, value } = timed(() => planOf(view, rules, scopeOf(CHAIN_RULES)));
    operations = value.operations.length;
    return { ms, hashMs: timed(() => value.planHash).ms };
  });
  return { times: runs.map(({ ms }) => ms), hashes: runs.map(({ hashMs }) => hashMs), operations };
}

/** Rules that find nothing to change, against their closures on every asset. */
async function idlePlan(view: PlantView, plant: PlantState, { statistic }: SuiteContext): Promise<BenchRow> {
  const idle = idleRules(IDLE_RULES);
  const rules = compiled(idle.map(({ rule }) => rule));
  const scope = scopeOf(idle.map(({ rule }) => rule));
  const result = await inTurns(
    () => timed(() => expectNothing(planOf(view, rules, scope))).ms,
    () => timed(() => scan(idle, plant)).ms,
    { runs: RUNS, warmUps: 1, statistic },
  );
  return {
    suite: 'plan',
    name: `${IDLE_RULES} rules, nothing to change`,
    measured: { value: result.work, unit: 'ms' },
    peer: { name: 'native closures on every asset', value: result.peer, unit: 'ms' },
    ratio: result.ratio,
    required: aimRatioAtMost(0.5),
    runs: result.runs,
  };
}

function compiled(rules: readonly RuleInput[]): CompiledRules {
  const result = compileLoadedRules(parsedRules(rules), VOCABULARY_NAMES);
  const error = result.problems.find(({ severity }) => severity === 'ERROR');
  if (error !== undefined) throw new Error(`${error.ruleId}: ${error.message}`);
  return result;
}

const planOf = (view: PlantView, rules: CompiledRules, scope: Scope): Plan =>
  makePlan({ view, rules, scope, takes: [], draft: false, basePosition: 0, baseHash: '' });

function expectNothing({ operations, skips, errors }: Plan): void {
  if (operations.length + skips.length + errors.length > 0)
    throw new Error(`The idle rules planned ${operations.length} operations.`);
}

function scan(rules: readonly IdleRule[], { assets }: PlantState): number {
  let found = 0;
  for (const { native } of rules) for (const asset of assets) if (native(asset)) found += 1;
  return found;
}

/** Several runs after one that warms up. */
function repeated<T>(run: () => T): T[] {
  run();
  return Array.from({ length: RUNS }, run);
}

function row(name: string, ms: number, aim: number | null, runs: readonly number[]): BenchRow {
  const measured = { value: ms, unit: 'ms' } as const;
  const required = aim === null ? null : aimMeasuredAtMost(aim);
  return { suite: 'plan', name, measured, peer: null, ratio: null, required, runs };
}

const operationsRow = (operations: number): BenchRow => ({
  suite: 'plan',
  name: 'operations of that plan',
  measured: { value: operations, unit: 'operations' },
  peer: null,
  ratio: null,
  required: null,
});

const memoryRow = (): BenchRow => ({
  suite: 'plan',
  name: 'peak memory of these rows',
  measured: { value: peakMemoryMb(), unit: 'MB' },
  peer: null,
  ratio: null,
  required: null,
});
