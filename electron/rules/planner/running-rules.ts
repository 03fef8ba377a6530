import { actionTypeOf, SOURCE_PRIORITIES } from '../../../shared/model/rule.ts';
import type { Project } from '../../../shared/model/entities.ts';
import type { Skip } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { CompiledRules } from '../compile.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { appliesToProject } from '../groups.ts';

/** The rules that run in a plan, in their strata, and those that could if the scope let them. */
export interface RunningRules {
  readonly strata: readonly (readonly CompiledRule[])[];
  /** All rules that are in force in the project, in the scope or not, by id. */
  readonly inForce: ReadonlyMap<string, CompiledRule>;
  /** Rules that compile and are not in force here: of another country or client, or a DRAFT. */
  readonly outOfForce: ReadonlyMap<string, CompiledRule>;
  /** Rules that an enforced one of their id keeps from replacing it. */
  readonly blocked: readonly Skip[];
}

/**
 * DRAFT rules run only where asked for, DEPRECATED ones never, and each only where its `sourceId` matches. Of
 * rules with one id, that of the highest source runs.
 */
export function runningRules(
  rules: CompiledRules,
  project: Project,
  scope: Scope,
  draft: boolean,
): RunningRules {
  const best = new Map<string, CompiledRule>();
  const others = new Map<string, CompiledRule>();
  const candidates: CompiledRule[] = [];
  for (const compiled of rules.strata.flat()) {
    const { rule } = compiled;
    const target =
      (rule.status === 'DRAFT' && !draft) || !appliesToProject(rule.sourceId, project) ? others : best;
    const other = target.get(rule.id);
    if (other === undefined || replaces(compiled, other)) target.set(rule.id, compiled);
    if (target === best) candidates.push(compiled);
  }
  for (const id of best.keys()) others.delete(id);
  return {
    strata: rules.strata.map((stratum) =>
      stratum.filter((compiled) => best.get(compiled.rule.id) === compiled && inRuleScope(compiled, scope)),
    ),
    inForce: best,
    outOfForce: others,
    blocked: candidates.flatMap((one) => blockedBy(one, best.get(one.rule.id), scope)),
  };
}

/** An enforced rule is never replaced by another one of its id. */
function replaces({ rule }: CompiledRule, { rule: other }: CompiledRule): boolean {
  if (rule.enforced !== other.enforced) return rule.enforced;
  const higher = SOURCE_PRIORITIES[rule.source] > SOURCE_PRIORITIES[other.source];
  return rule.enforced ? !higher : higher;
}

/** A rule of a higher source that does not replace the enforced one of its id. */
function blockedBy(one: CompiledRule, kept: CompiledRule | undefined, scope: Scope): Skip[] {
  const { id, source } = one.rule;
  if (kept === undefined || !kept.rule.enforced || !inRuleScope(one, scope)) return [];
  if (SOURCE_PRIORITIES[source] <= SOURCE_PRIORITIES[kept.rule.source]) return [];
  const message = `${id} of ${source} does not replace ${id} of ${kept.rule.source}, which is enforced.`;
  return [{ ruleId: id, aggregateId: id, tag: '', reason: 'ENFORCED', message }];
}

/** Whether a scope selects a rule. */
export function inRuleScope({ rule }: CompiledRule, { ruleIds, disciplines, actionTypes }: Scope): boolean {
  return (
    (ruleIds === undefined || ruleIds.includes(rule.id)) &&
    (disciplines === undefined || disciplines.includes(rule.discipline)) &&
    (actionTypes === undefined || actionTypes.includes(actionTypeOf(rule)))
  );
}
