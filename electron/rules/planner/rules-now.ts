import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { CompiledRules } from '../compile.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { PlantView } from '../plant-view.ts';
import { scopeFor } from './evaluate.ts';
import { whyNot, type RuleNow } from './gone-reasons.ts';
import { inRuleScope, type RunningRules } from './running-rules.ts';

/** What became of rules that once made or wrote something. */
export interface RulesNow {
  /** Null where the scope leaves the rule out, or nothing can be said since it does not compile. */
  of(ruleId: string): RuleNow | null;
  /** A rule that is deprecated does not run, and what it made stays without a word. */
  isDeprecated(ruleId: string): boolean;
  /** Rules that write a field, and are in force. */
  writersOf(field: string): readonly CompiledRule[];
}

export function rulesNow(rules: CompiledRules, running: RunningRules, scope: Scope): RulesNow {
  const broken = new Set(rules.problems.map(({ ruleId }) => ruleId));
  const writers = new Map<string, CompiledRule[]>();
  return {
    isDeprecated: (ruleId) => rules.deprecated.has(ruleId) && !running.inForce.has(ruleId),
    of(ruleId) {
      const active = running.inForce.get(ruleId);
      if (active !== undefined) {
        return inRuleScope(active, scope) ? { id: ruleId, rule: active, notInForce: null } : null;
      }
      if (broken.has(ruleId)) return null;
      const idle = running.outOfForce.get(ruleId);
      if (idle !== undefined) {
        const notInForce =
          idle.rule.status === 'DRAFT' ? 'the rule is a draft' : 'the rule does not apply to this project';
        return inRuleScope(idle, scope) ? { id: ruleId, rule: idle, notInForce } : null;
      }
      return selectsUnknown(ruleId, scope)
        ? { id: ruleId, rule: null, notInForce: 'the rule is retired' }
        : null;
    },
    writersOf(field) {
      const known = writers.get(field);
      if (known !== undefined) return known;
      const found = [...running.inForce.values()].filter(({ dependencies }) =>
        dependencies.writes.some((write) => write.kind === 'field' && write.field === field),
      );
      writers.set(field, found);
      return found;
    },
  };
}

/** A rule that is gone has neither discipline nor action left to be selected by. */
export const selectsUnknown = (ruleId: string, { ruleIds, disciplines, actionTypes }: Scope): boolean =>
  disciplines === undefined &&
  actionTypes === undefined &&
  (ruleIds === undefined || ruleIds.includes(ruleId));

/** Whether another rule than this one writes a field of an entity now. */
export function writesInstead(
  entity: Asset | Cable,
  field: string,
  ruleId: string,
  rules: RulesNow,
  view: PlantView,
): boolean {
  return rules.writersOf(field).some((rule) => {
    if (rule.rule.id === ruleId) return false;
    if (rule.action.kind === 'set_property') return setsNow(rule, entity, field, view);
    const { origin } = entity;
    if (!('ruleId' in origin) || origin.ruleId !== rule.rule.id) return false;
    return whyNot(rule, view.asset(origin.sourceId) ?? view.cable(origin.sourceId), view) === null;
  });
}

function setsNow(rule: CompiledRule, entity: Asset | Cable, field: string, view: PlantView): boolean {
  const scope = scopeFor(entity, view);
  if (rule.action.kind !== 'set_property' || whyNot(rule, entity, view) !== null) return false;
  try {
    if (rule.where !== null && rule.where.test(scope) !== true) return false;
    const written = rule.action.fields.find((one) => one.field === field);
    return written !== undefined && written.value.evaluate(scope) !== null;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
