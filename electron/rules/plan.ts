import { PLAN_FORMAT, type Plan, type PlanSummary } from '../../shared/model/plan.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { CompiledRules } from './compile.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { computePlanHash } from './plan-hash.ts';
import type { PlantView } from './plant-view.ts';
import { assumedDefaults } from './planner/assumed-defaults.ts';
import { newDraft, stayingDraft, type Draft } from './planner/draft.ts';
import { emitStratum } from './planner/emit.ts';
import { resolveOfGone, resolveRetired } from './planner/emit-findings.ts';
import { changeKindsFirst, kindChanges, type KindChange } from './planner/kinds-first.ts';
import { planNotes } from './planner/notes.ts';
import { MAX_DEPTH, planContext } from './planner/plan-context.ts';
import { reportOrphans } from './planner/orphans.ts';
import { retireFirst, retireIdle, runRetiring, type Retirement } from './planner/retire.ts';
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
  /** The hash of the log there. */
  readonly baseHash: string;
  /** Asked now and then; true ends the planning. */
  readonly shouldCancel?: (() => boolean) | undefined;
}

let staying: Draft | undefined;

/**
 * Everything that rules would change, in order, each change with its reason. A pure function of its input: the
 * same project, rules and scope give the same plan, whatever the order of assets, rules and files.
 * @throws SynapseError CANCELLED where the caller cancels.
 */
export function makePlan(input: PlanInput): Plan {
  staying ??= stayingDraft();
  const { collected, active, unusedTakes } = settledAttempt(input);
  const { view, rules, scope, takes, draft, basePosition, baseHash } = input;
  const { operations } = collected.list;
  const identity = { projectId: view.project.id, scope, takes, draft, operations };
  let planHash: string | undefined;
  return {
    format: PLAN_FORMAT,
    ...identity,
    get planHash() {
      return (planHash ??= computePlanHash(identity));
    },
    basePosition,
    baseHash,
    summary: summaryOf(collected),
    rules: collected.rules,
    skips: collected.skips,
    conflicts: collected.conflicts,
    errors: collected.errors,
    notes: [
      ...planNotes(active, rules.problems, operations, view),
      ...assumedDefaults(active, operations),
      ...unusedTakes.map(
        (text) => `Nothing to take for "${text}": no conflict with a person's value has this tag or field.`,
      ),
    ],
  };
}

/** What is retired or becomes of another kind after other rules have read it does so first in another attempt. */
function settledAttempt(input: PlanInput): Attempt {
  let first: Late = { kinds: [], retired: [] };
  for (let round = 1; ; round += 1) {
    const result = attempt(input, first);
    const { kinds, retired } = result.late;
    if (kinds.length + retired.length === 0 || round === MAX_DEPTH) return result;
    first =
      kinds.length > 0 // what else this attempt did may rest on the kinds of before
        ? { ...first, kinds: [...first.kinds, ...kinds] }
        : { ...first, retired: [...first.retired, ...retired] };
  }
}

/** What other rules may have read before it changed. */
interface Late {
  readonly kinds: readonly KindChange[];
  /** What was retired in another stratum than the first. */
  readonly retired: readonly Retirement[];
}

interface Attempt {
  readonly late: Late;
  readonly collected: Draft;
  readonly active: readonly CompiledRule[];
  readonly unusedTakes: readonly string[];
}

/** One way through all strata. */
function attempt({ view, rules, scope, takes, draft, shouldCancel }: PlanInput, first: Late): Attempt {
  const running = runningRules(rules, view.project, scope, draft);
  const active = running.strata.flat();
  const decided = takesOf(takes);
  const context = planContext(view, active, scope, shouldCancel, decided, running.inForce);
  const collected = newDraft(context, scope);
  collected.skips.push(...running.blocked);
  const now = rulesNow(rules, running, scope);
  changeKindsFirst(first.kinds, collected);
  const kindsChanged = collected.list.operations.length;
  retireFirst(first.retired, collected);
  retireIdle(running.outOfForce.keys(), now, scope, collected);
  let early = collected.retired.length;
  for (const [index, stratum] of running.strata.filter(({ length }) => length > 0).entries()) {
    emitStratum(runRetiring(stratum, now, scope, collected), collected);
    if (index === 0) early = collected.retired.length;
  }
  const broken = new Set(rules.problems.map(({ ruleId }) => ruleId));
  const isGone = (ruleId: string): boolean =>
    !running.inForce.has(ruleId) && !broken.has(ruleId) && selectsUnknown(ruleId, scope);
  resolveRetired(view, isGone, collected);
  const ran = new Set(active.map(({ rule }) => rule.id));
  resolveOfGone(view, (ruleId) => ran.has(ruleId) || isGone(ruleId), collected);
  reportOrphans(now, scope, collected);
  const late = {
    kinds: kindChanges(collected.list.operations.slice(kindsChanged), active),
    retired: collected.retired.slice(early),
  };
  return { late, collected, active, unusedTakes: decided.unused() };
}

function summaryOf({ list, skips, conflicts, errors }: Draft): PlanSummary {
  const { CREATE, UPDATE, DELETE, RAISE, RESOLVE } = list.counts;
  return {
    creates: CREATE,
    updates: UPDATE,
    deletes: DELETE,
    findingsRaised: RAISE,
    findingsResolved: RESOLVE,
    skips: skips.length,
    conflicts: conflicts.length,
    errors: errors.length,
  };
}
