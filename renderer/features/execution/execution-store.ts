import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { isEnded, type RunState } from '../../../shared/contract/runs.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { useApp } from '../../lib/app-store.ts';
import type { PlanFilter } from './plan/plan-filter.ts';
import type { RowPlace } from './plan/plan-tree.ts';

/** What the screen shows; it stays while another screen is looked at and when the window is loaded anew. */
export interface ExecutionView {
  /** The project that all this belongs to. */
  readonly fileId: string | null;
  readonly scope: Scope;
  /** Conflicts that are decided for the rule: `TAG`, or `TAG:FIELD`. */
  readonly takes: readonly string[];
  /** The dry run that goes on or was the last one. */
  readonly planRunId: string | null;
  readonly planId: string | null;
  /** The execution of the plan, once it was started. */
  readonly executionRunId: string | null;
  readonly shows: 'PLAN' | 'RUN';
  readonly filter: PlanFilter;
  /** Groups that were opened or closed by hand, by `groupKey`. */
  readonly open: Readonly<Record<string, boolean>>;
  readonly active: RowPlace | null;
  readonly isDetailOpen: boolean;
}

const FRESH_PLAN = {
  executionRunId: null,
  shows: 'PLAN',
  filter: 'all',
  open: {},
  active: null,
  isDetailOpen: false,
} as const satisfies Partial<ExecutionView>;

const NOTHING: ExecutionView = {
  fileId: null,
  scope: {},
  takes: [],
  planRunId: null,
  planId: null,
  ...FRESH_PLAN,
};

export const useExecution = create<ExecutionView>()(
  persist(() => NOTHING, {
    name: 'execution',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** A dry run was started: its plan takes the place of the one that is shown. */
export function followPlanRun(planRunId: string): void {
  useExecution.setState({ planRunId, shows: 'PLAN' });
}

/** An execution was started. */
export function followExecution(executionRunId: string): void {
  useExecution.setState({ executionRunId, shows: 'RUN' });
}

/** Takes a state of a run: the plan that came of it, or an execution that goes on. */
export function takeRun(view: ExecutionView, run: RunState): ExecutionView {
  if (run.kind === 'PLAN') return takePlanRun(view, run);
  if (run.kind !== 'EXECUTION' || run.runId === view.executionRunId || isEnded(run)) return view;
  return { ...view, executionRunId: run.runId, shows: 'RUN' };
}

function takePlanRun(view: ExecutionView, run: RunState): ExecutionView {
  const planId = run.outcome?.kind === 'PLAN' ? run.outcome.planId : null;
  if (planId !== null && planId !== view.planId) {
    return { ...view, ...FRESH_PLAN, filter: view.filter, planRunId: run.runId, planId };
  }
  return isEnded(run) || run.runId === view.planRunId ? view : { ...view, planRunId: run.runId };
}

/** Follows the project and its runs from the first time the screen is needed, whatever screen is shown then. */
function follow({ project, run, isLoaded }: ReturnType<typeof useApp.getState>): void {
  if (!isLoaded) return;
  const fileId = project?.fileId ?? null;
  const before = useExecution.getState();
  const view = before.fileId === fileId ? before : { ...NOTHING, fileId };
  const after = run === null || fileId === null ? view : takeRun(view, run);
  if (after !== before) useExecution.setState(after, true);
}
follow(useApp.getState());
useApp.subscribe(follow);
