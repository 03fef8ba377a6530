import { z } from 'zod';
import { OPERATION_KINDS } from '../model/events.ts';
import type { Plan, PlanConflict, PlanError, PlannedRule, Operation, Skip } from '../model/plan.ts';
import { scopeSchema } from '../model/scope.ts';
import type { FacetCount } from '../model/timeline.ts';

export const makePlanSchema = z.strictObject({ scope: scopeSchema, takes: z.array(z.string()).default([]) });
export const scopeRequestSchema = z.strictObject({ scope: scopeSchema });

/** What a scope selects, with what each choice would come to; a member's own choice does not narrow it. */
export interface ScopeCounts {
  readonly rules: number;
  readonly assets: number;
  readonly choices: Readonly<
    Record<'disciplines' | 'actionTypes' | 'assetTypes' | 'areas' | 'ruleIds', readonly ScopeChoice[]>
  >;
}

/** `count`: rules for what selects rules, assets for what selects assets. */
export interface ScopeChoice extends FacetCount {
  readonly label: string;
}

/** A plan without its operations, which are asked for by page, and without its hash, which is there later. */
export interface PlanOverview
  extends Omit<Plan, 'planHash' | 'operations' | 'skips' | 'conflicts' | 'errors' | 'rules'> {
  readonly planId: string;
  readonly madeAt: string;
  readonly rules: readonly PlannedRuleCounts[];
  /** False once the project changed since it was made. */
  readonly isCurrent: boolean;
}

/** A rule's share in the plan, with what it does by kind. */
export interface PlannedRuleCounts extends PlannedRule {
  readonly creates: number;
  readonly updates: number;
  readonly deletes: number;
  readonly findings: number;
  readonly skips: number;
  readonly conflicts: number;
  readonly errors: number;
}

export const planIdSchema = z.strictObject({ planId: z.uuid() });
export const PLAN_PARTS = ['operations', 'skips', 'conflicts', 'errors'] as const;
export const planPageSchema = z.strictObject({
  planId: z.uuid(),
  part: z.enum(PLAN_PARTS),
  /** Only this rule's; null stands for operations that no rule made. Absent: all. */
  ruleId: z.string().nullable().optional(),
  /** Of the operations only these kinds; of the other parts it means nothing. */
  ops: z.array(z.enum(OPERATION_KINDS)).min(1).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type PlanPageRequest = Readonly<z.infer<typeof planPageSchema>>;

/** A page of one part of a plan; the members of the other parts are empty. */
export interface PlanPage {
  readonly total: number;
  /** For reading: in before, after and diff the ids of other entities are shown as their tags. */
  readonly operations: readonly Operation[];
  readonly skips: readonly Skip[];
  readonly conflicts: readonly PlanConflict[];
  readonly errors: readonly PlanError[];
}

export const executePlanSchema = z.strictObject({
  planId: z.uuid(),
  reason: z.string().max(2_000).nullable(),
});
