import type { PlanConflict, PlanError, PlannedRule, Skip } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { createWorkingView, type WorkingView } from '../working-view.ts';
import { chainsOf, type Chains } from './because.ts';
import { operationList, type OperationList } from './operations.ts';
import type { PlanContext } from './plan-context.ts';
import type { Retirement } from './retire.ts';

/** What a plan collects while its strata are written down. */
export interface Draft {
  readonly context: PlanContext;
  readonly scope: Scope;
  /** The plant with all that the plan has written down so far. */
  readonly view: WorkingView;
  readonly chains: Chains;
  readonly list: OperationList;
  readonly rules: PlannedRule[];
  readonly skips: Skip[];
  readonly conflicts: PlanConflict[];
  readonly errors: PlanError[];
  /** What was taken away since its reason is gone, in this order. */
  readonly retired: Retirement[];
}

export function newDraft(context: PlanContext, scope: Scope): Draft {
  const view = createWorkingView(context.base);
  return {
    context,
    scope,
    view,
    chains: chainsOf(view, context.base),
    list: operationList(),
    rules: [],
    skips: [],
    conflicts: [],
    errors: [],
    retired: [],
  };
}
