import { SynapseError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { createPlanPages, type PlanPages } from '../services/plan-pages.ts';

/** The plans made last, by id. A plan can be large, so only a few are kept. */
export interface KeptPlans {
  add(planId: string, plan: Plan, madeAt: string): void;
  /** @throws SynapseError INVALID_PLAN where it is not kept any more */
  get(planId: string): PlanPages;
}

const MOST_PLANS = 3;

export function keptPlans(): KeptPlans {
  const plans = new Map<string, PlanPages>();
  return {
    add: (planId, plan, madeAt) => {
      plans.set(planId, createPlanPages(plan, planId, madeAt));
      for (const oldest of [...plans.keys()].slice(0, -MOST_PLANS)) plans.delete(oldest);
    },
    get: (planId) => {
      const pages = plans.get(planId);
      if (pages !== undefined) return pages;
      throw new SynapseError('INVALID_PLAN', 'This plan is not kept any more. Make a new one.', { planId });
    },
  };
}
