import { actionTypeOf, SOURCE_PRIORITIES } from '../../../shared/model/rule.ts';
import type { Project } from '../../../shared/model/entities.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { CompiledRules } from '../compile.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { appliesToProject } from '../groups.ts';

/** The rules that run in a plan, in their strata, and those that could if the scope let them. */
export interface RunningRules {
  readonly strata: readonly (readonly CompiledRule[])[];
  /** Ids of all rules that are in force in the project, in the scope or not. */
  readonly inForce: ReadonlySet<string>;
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
  for (const compiled of rules.strata.flat()) {
    const { rule } = compiled;
    if ((rule.status === 'DRAFT' && !draft) || !appliesToProject(rule.sourceId, project)) continue;
    const other = best.get(rule.id);
    if (other === undefined || replaces(compiled, other)) best.set(rule.id, compiled);
  }
  return {
    strata: rules.strata.map((stratum) =>
      stratum.filter((compiled) => best.get(compiled.rule.id) === compiled && inRuleScope(compiled, scope)),
    ),
    inForce: new Set(best.keys()),
  };
}

/** An enforced rule is never replaced by another one of its id. */
function replaces({ rule }: CompiledRule, { rule: other }: CompiledRule): boolean {
  if (rule.enforced !== other.enforced) return rule.enforced;
  const higher = SOURCE_PRIORITIES[rule.source] > SOURCE_PRIORITIES[other.source];
  return rule.enforced ? !higher : higher;
}

function inRuleScope({ rule }: CompiledRule, { ruleIds, disciplines, actionTypes }: Scope): boolean {
  return (
    (ruleIds === undefined || ruleIds.includes(rule.id)) &&
    (disciplines === undefined || disciplines.includes(rule.discipline)) &&
    (actionTypes === undefined || actionTypes.includes(actionTypeOf(rule)))
  );
}
