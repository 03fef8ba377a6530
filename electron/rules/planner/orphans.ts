import type { Asset, Cable, Finding } from '../../../shared/model/entities.ts';
import type { Because } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { PlantView } from '../plant-view.ts';
import { compareText } from '../problem.ts';
import { becauseOf } from './because.ts';
import type { Draft } from './draft.ts';
import { fieldName } from './entity-state.ts';
import { findingOf, inTagOrder, raising, resolving } from './findings.ts';
import { goneReasons, type GoneReason, type RuleNow } from './gone-reasons.ts';
import { limitsAssets } from './plan-context.ts';
import { writesInstead, type RulesNow } from './rules-now.ts';

export const ORPHAN = 'ORPHAN';

/**
 * Raises a finding for all that has lost its reason and is still there, one for each rule and entity, and
 * resolves those that do not hold any more: the rule applies again, the thing is gone, a person took the field,
 * another rule writes it, or the rule is deprecated.
 */
export function reportOrphans(rules: RulesNow, scope: Scope, draft: Draft): void {
  const { context, view } = draft;
  const withFindings = new Set(rulesWithOrphans(draft));
  const ids = new Set([...context.base.rulesWithTraces(), ...withFindings]);
  for (const id of [...ids].toSorted(compareText)) {
    const now = rules.of(id);
    if (now === null) continue;
    const standing = withFindings.has(id) ? openOrphans(id, draft) : [];
    const gone = rules.isDeprecated(id) ? [] : goneReasons(now, context.base, view);
    const lasting = gone.filter(
      (one) =>
        isSourceInScope(one, scope, draft) &&
        !(one.field !== null && writesInstead(one.entity, one.field, id, rules, view)),
    );
    const kept = raiseAll(now, lasting, draft);
    for (const finding of standing.toSorted(inTagOrder)) {
      if (!kept.has(finding.id)) resolve(now, finding, scope, draft);
    }
  }
}

/** A source that is gone is in the scope only where the scope has no limit on assets. */
export const isSourceInScope = (
  { source, entity, kind }: Pick<GoneReason, 'source' | 'entity' | 'kind'>,
  scope: Scope,
  { context }: Draft,
): boolean => {
  const governing = source ?? (kind === 'FIELD' ? entity : undefined);
  return governing === undefined ? !limitsAssets(scope) : context.inScope(governing);
};

function rulesWithOrphans({ context: { base } }: Draft): string[] {
  return [...base.rulesWithFindings()].filter((id) =>
    base.findingsOfRule(id).some(({ code, status }) => code === ORPHAN && status === 'OPEN'),
  );
}

const openOrphans = (id: string, { context: { base } }: Draft): Finding[] =>
  base.findingsOfRule(id).filter(({ code, status }) => code === ORPHAN && status === 'OPEN');

function raiseAll(now: RuleNow, gone: readonly GoneReason[], draft: Draft): ReadonlySet<string> {
  const { context, list } = draft;
  const kept = new Set<string>();
  const byEntity = Map.groupBy(gone, ({ entity }) => entity.id);
  const subjects = [...byEntity.values()].toSorted((a, b) =>
    compareText(a[0]?.entity.tag ?? '', b[0]?.entity.tag ?? ''),
  );
  for (const group of subjects) {
    const [first] = group;
    if (first === undefined) continue;
    const report = { severity: 'WARNING', code: ORPHAN, message: messageOf(now.id, group, draft) } as const;
    const finding = findingOf(context.projectId, now.id, first.entity, report);
    kept.add(finding.id);
    for (const step of raising(finding, context.base.finding(finding.id))) {
      const discipline = disciplineOf(first.entity);
      list.add(now.rule, reasonFor(now, first, draft, draft.view), { ...step, discipline }, null);
    }
  }
  return kept;
}

function messageOf(ruleId: string, group: readonly GoneReason[], { view }: Draft): string {
  const fields = group.filter(({ kind }) => kind === 'FIELD');
  const parts = group.flatMap(({ kind, entity, edge, why }) => {
    if (kind === 'THING') return [`${ruleId} made it, and ${why}`];
    if (edge === null) return [];
    const [from, to] = [edge.sourceId, edge.targetId].map((id) => view.asset(id)?.tag ?? entity.tag);
    return [`${ruleId} made the relation ${from} ${edge.relation} ${to}, and ${why}`];
  });
  if (fields.length > 0) {
    const names = fields.map(({ field }) => fieldName(field ?? '')).toSorted(compareText);
    const whys = [...new Set(fields.map(({ why }) => why))].toSorted(compareText);
    parts.push(`${ruleId} wrote ${names.join(', ')}, and ${whys.join('; ')}`);
  }
  return `${group[0]?.entity.tag ?? ''}: the reason is gone: ${parts.toSorted(compareText).join('; ')}.`;
}

/** Why something is reported or taken away: the rule, and the values that its condition sees now. */
export function reasonFor(
  now: RuleNow,
  { entity, source }: GoneReason,
  { chains }: Draft,
  view: PlantView,
): Because {
  if (now.rule !== null && source !== undefined) {
    return becauseOf(now.rule, source, view, chains);
  }
  return {
    ruleId: now.id,
    ruleName: now.rule?.rule.name ?? now.id,
    ruleHash: now.rule?.hash ?? '',
    values: {},
    source: { id: entity.id, tag: entity.tag },
    chain: [],
  };
}

function resolve(now: RuleNow, finding: Finding, scope: Scope, draft: Draft): void {
  const { view, context, list } = draft;
  const subject = view.asset(finding.subjectId) ?? view.cable(finding.subjectId);
  const origin = subject !== undefined && 'ruleId' in subject.origin ? subject.origin : null;
  const source =
    origin?.ruleId === now.id ? (view.asset(origin.sourceId) ?? view.cable(origin.sourceId)) : subject;
  if (source === undefined ? limitsAssets(scope) : !context.inScope(source)) return;
  const because: Because = {
    ruleId: now.id,
    ruleName: now.rule?.rule.name ?? now.id,
    ruleHash: now.rule?.hash ?? '',
    values: {},
    source: { id: finding.subjectId, tag: subject?.tag ?? finding.tag },
    chain: [],
  };
  const discipline = subject === undefined ? 'GENERAL' : disciplineOf(subject);
  for (const step of resolving(finding)) list.add(now.rule, because, { ...step, discipline }, null);
}

const disciplineOf = (entity: Asset | Cable) =>
  'discipline' in entity ? entity.discipline : ('ELECTRICAL' as const);
