import { PLAN_FORMAT, type Operation, type Plan, type PlanSummary } from '../../shared/model/plan.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { CompiledRules } from './compile.ts';
import { computePlanHash } from './plan-hash.ts';
import type { PlantView } from './plant-view.ts';
import { assumedDefaults } from './planner/assumed-defaults.ts';
import { newDraft, type Draft } from './planner/draft.ts';
import { emitStratum } from './planner/emit.ts';
import { resolveRetired } from './planner/emit-findings.ts';
import { planNotes } from './planner/notes.ts';
import { planContext } from './planner/plan-context.ts';
import { reportOrphans } from './planner/orphans.ts';
import { retireIdle, runRetiring } from './planner/retire.ts';
import { rulesNow, selectsUnknown } from './planner/rules-now.ts';
import { runningRules } from './planner/running-rules.ts';
import { takesOf } from './planner/takes.ts';

export interface PlanInput {
  readonly view: PlantView;
  readonly rules: CompiledRules;
  readonly scope: Scope;
  /** Conflicts with a person's value to be decided for the rule: `TAG` or `TAG:FIELD`. Part of the plan's hash. */
  readonly takes: readonly string[];
  /** Whether DRAFT rules run. */
  readonly draft: boolean;
  /** The last position of the log that the view was loaded at. */
  readonly basePosition: number;
  /** Asked now and then; true ends the planning. */
  readonly shouldCancel?: (() => boolean) | undefined;
}

/**
 * Everything that rules would change, in order, each change with its reason. A pure function of its input: the
 * same project, rules and scope give the same plan, whatever the order of assets, rules and files.
 * @throws SynapseError CANCELLED where the caller cancels.
 */
export function makePlan({ view, rules, scope, takes, draft, basePosition, shouldCancel }: PlanInput): Plan {
  const running = runningRules(rules, view.project, scope, draft);
  const active = running.strata.flat();
  const decided = takesOf(takes);
  const context = planContext(view, active, scope, shouldCancel, decided, running.inForce);
  const collected = newDraft(context, scope);
  collected.skips.push(...running.blocked);
  const now = rulesNow(rules, running, scope);
  retireIdle(running.outOfForce.keys(), now, scope, collected);
  for (const stratum of running.strata) {
    if (stratum.length > 0) emitStratum(runRetiring(stratum, now, scope, collected), collected);
  }
  const broken = new Set(rules.problems.map(({ ruleId }) => ruleId));
  resolveRetired(
    view,
    (ruleId) => !running.inForce.has(ruleId) && !broken.has(ruleId) && selectsUnknown(ruleId, scope),
    collected,
  );
  reportOrphans(now, scope, collected);
  const { operations } = collected.list;
  const identity = { projectId: view.project.id, scope, takes, draft, operations };
  return {
    format: PLAN_FORMAT,
    ...identity,
    planHash: computePlanHash(identity),
    basePosition,
    summary: summaryOf(collected),
    rules: collected.rules,
    skips: collected.skips,
    conflicts: collected.conflicts,
    errors: collected.errors,
    notes: [
      ...planNotes(active, rules.problems, operations.length, view),
      ...assumedDefaults(active, operations),
      ...decided
        .unused()
        .map(
          (text) => `Nothing to take for "${text}": no conflict with a person's value has this tag or field.`,
        ),
    ],
  };
}

function summaryOf({ list, skips, conflicts, errors }: Draft): PlanSummary {
  const counts: Record<Operation['op'], number> = { CREATE: 0, UPDATE: 0, DELETE: 0, RAISE: 0, RESOLVE: 0 };
  for (const { op } of list.operations) counts[op] += 1;
  return {
    creates: counts.CREATE,
    updates: counts.UPDATE,
    deletes: counts.DELETE,
    findingsRaised: counts.RAISE,
    findingsResolved: counts.RESOLVE,
    skips: skips.length,
    conflicts: conflicts.length,
    errors: errors.length,
  };
}
