import type { PlannedRuleCounts, PlanOverview, PlanPageRequest } from '../../../../shared/contract/plans.ts';

/** What of a plan is listed. */
export const PLAN_FILTERS = [
  'all',
  'creates',
  'updates',
  'deletes',
  'findings',
  'conflicts',
  'skips',
  'errors',
] as const;
export type PlanFilter = (typeof PLAN_FILTERS)[number];

/** How a filter is asked for. */
export function partOf(filter: PlanFilter): Pick<PlanPageRequest, 'part' | 'ops'> {
  switch (filter) {
    case 'all':
      return { part: 'operations' };
    case 'creates':
      return { part: 'operations', ops: ['CREATE'] };
    case 'updates':
      return { part: 'operations', ops: ['UPDATE'] };
    case 'deletes':
      return { part: 'operations', ops: ['DELETE'] };
    case 'findings':
      return { part: 'operations', ops: ['RAISE', 'RESOLVE'] };
    case 'conflicts':
    case 'skips':
    case 'errors':
      return { part: filter };
  }
}

/** How much of a rule's share a filter lists. */
export function countOfRule(rule: PlannedRuleCounts, filter: PlanFilter): number {
  return filter === 'all' ? rule.creates + rule.updates + rule.deletes + rule.findings : rule[filter];
}

/** How much of the whole plan a filter lists. */
export function countOfPlan({ summary }: Pick<PlanOverview, 'summary'>, filter: PlanFilter): number {
  const findings = summary.findingsRaised + summary.findingsResolved;
  if (filter === 'findings') return findings;
  return filter === 'all' ? summary.creates + summary.updates + summary.deletes + findings : summary[filter];
}

/** What a plan changes in the plant; findings only tell of it. */
export const changesOf = ({ summary }: Pick<PlanOverview, 'summary'>): number =>
  summary.creates + summary.updates + summary.deletes;
