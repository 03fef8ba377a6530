import type { PlanOverview } from '../../../shared/contract/plans.ts';
import { formatCountOf } from '../../lib/format.ts';
import { changesOf, countOfPlan } from './plan/plan-filter.ts';

/** What the primary button does, with the number: "Execute 312 changes". */
export function executeLabel(plan: Pick<PlanOverview, 'summary'> | null): string {
  if (plan === null) return 'Execute';
  const changes = changesOf(plan);
  const findings = countOfPlan(plan, 'findings');
  if (changes === 0 && findings > 0) return `Record ${formatCountOf(findings, 'finding')}`;
  return `Execute ${formatCountOf(changes, 'change')}`;
}

/** What decides whether a plan can be executed. */
export interface Readiness {
  readonly plan: Pick<PlanOverview, 'summary' | 'draft'> | null;
  readonly readOnlyReason: string | null;
  readonly isBusy: boolean;
  readonly isExecuted: boolean;
  /** Its execution was refused, as it would come out differently by now. */
  readonly isStale: boolean;
  readonly isOfScope: boolean;
}

/** Why a plan cannot be executed now, or null where it can. */
export function whyNotExecute({
  plan,
  readOnlyReason,
  isBusy,
  isExecuted,
  isStale,
  isOfScope,
}: Readiness): string | null {
  if (readOnlyReason !== null) return `The project is read-only. ${readOnlyReason}`;
  if (plan === null) return 'Make a dry run first.';
  if (isBusy) return 'Something else is running.';
  if (isExecuted) return 'This plan was executed. Make another dry run.';
  if (isStale) return 'The project changed since this plan was made. Plan again.';
  if (plan.draft) return 'The plan was made with draft rules; it is for looking at only.';
  if (!isOfScope) return 'The scope was changed since the dry run. Make another one.';
  return countOfPlan(plan, 'all') === 0 ? 'The plan changes nothing.' : null;
}
