import type { PlanConflict, PlanError, PlannedRule, Skip } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { createPlantView, plantStateOf } from '../plant-view.ts';
import { createWorkingView, type WorkingView } from '../working-view.ts';
import { Chains } from './because.ts';
import { OperationList } from './operations.ts';
import { planContext, type PlanContext } from './plan-context.ts';
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
    chains: new Chains(view, context.base),
    list: new OperationList(),
    rules: [],
    skips: [],
    conflicts: [],
    errors: [],
    retired: [],
  };
}

/**
 * A draft of nothing that stays: V8 drops what it compiled for a class when the last object of that class goes, and
 * each plan would begin slowly again (decision 018).
 */
export function stayingDraft(): Draft {
  const view = createPlantView(plantStateOf({ id: '', name: '', country: null, client: null, settings: {} }));
  view.assetByTag('');
  view.childrenOf('');
  view.madeBy('');
  return newDraft(planContext(view, [], {}, undefined), {});
}
