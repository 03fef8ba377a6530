import { ownerOf, ruleOwner, type Asset, type Cable, type Finding } from '../../../shared/model/entities.ts';
import type { Because } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { PlantView } from '../plant-view.ts';
import { becauseOf } from './because.ts';
import type { Draft } from './draft.ts';
import { fieldName, valueOf } from './entity-state.ts';
import { findingOf, inTagOrder, raising, resolving, type Report } from './findings.ts';
import { isCardOf } from './io-cards.ts';
import { ORPHAN } from './orphans.ts';
import type { Outcome } from './outcome.ts';
import { limitsAssets } from './plan-context.ts';

/** What one rule reports in a plan; findings of it that are not reported again are resolved at the end. */
export interface RuleReports {
  report(outcome: Outcome, subject: Asset | Cable, because: () => Because, cause: number | null): void;
  /** Leaves the findings on a subject as they are, since the rule failed there. */
  hold(subjectId: string): void;
  resolveOthers(): void;
}

export function ruleReports(rule: CompiledRule, draft: Draft): RuleReports {
  const { context, list, view } = draft;
  const findings = context.base.findingsOfRule(rule.rule.id).filter(({ code }) => code !== ORPHAN);
  const standing = new Map(findings.map((finding) => [finding.id, finding]));
  const kept = new Set<string>();
  const held = new Set<string>();
  const raise = (
    entity: Asset | Cable,
    report: Report,
    because: () => Because,
    cause: number | null,
  ): void => {
    const finding = findingOf(context.projectId, rule.rule.id, entity, report);
    kept.add(finding.id);
    for (const step of raising(finding, standing.get(finding.id))) list.add(rule, because(), step, cause);
  };
  return {
    hold: (subjectId) => held.add(subjectId),
    report(outcome, subject, because, cause) {
      if (outcome.verdict !== null) raise(subject, outcome.verdict, because, cause);
      for (const { entityId, ...about } of outcome.reports) {
        const made = view.asset(entityId) ?? view.cable(entityId);
        if (made !== undefined) raise(made, about, because, cause);
      }
      if (outcome.claim === null || outcome.unset.length === 0) return;
      const { entityId: id } = outcome.claim;
      const entity = view.asset(id) ?? view.cable(id);
      const fields = entity === undefined ? [] : outdatedFields(entity, outcome.unset, rule);
      if (entity === undefined || fields.length === 0) return;
      context.outdated.add(entity.id, fields);
      raise(entity, outdatedReport(entity, fields, rule), because, cause);
    },
    resolveOthers() {
      const gone = [...standing.values()].filter(({ id, status }) => status === 'OPEN' && !kept.has(id));
      for (const finding of gone.toSorted(inTagOrder)) {
        const governing = governingEntity(finding, rule, draft.view);
        if (held.has(governing?.id ?? finding.subjectId) || !isResolvable(finding, governing, draft))
          continue;
        const because =
          governing === undefined
            ? bareBecause(rule, finding)
            : becauseOf(rule, governing, view, draft.chains);
        for (const step of resolving(finding)) list.add(rule, because, step, null);
      }
    },
  };
}

/** Fields that still hold what the rule wrote, though it cannot say their value any more. */
const outdatedFields = (entity: Asset | Cable, unset: readonly string[], { rule }: CompiledRule): string[] =>
  unset.filter(
    (field) => valueOf(entity, field) !== null && ownerOf(entity.owners, field) === ruleOwner(rule.id),
  );

function outdatedReport(entity: Asset | Cable, fields: readonly string[], { rule }: CompiledRule): Report {
  const values = fields
    .map((field) => `${fieldName(field)} ${JSON.stringify(valueOf(entity, field))}`)
    .join(', ');
  const message = `${entity.tag}: outdated: ${values}; ${rule.id} wrote it, and what it follows from is not known any more.`;
  return { severity: 'WARNING', code: 'OUTDATED', message };
}

/** What decides whether a finding is in the scope: its subject, or what its rule made the subject from. */
function governingEntity(
  finding: Finding,
  rule: CompiledRule | null,
  view: Draft['view'],
): Asset | Cable | undefined {
  const subject = view.asset(finding.subjectId) ?? view.cable(finding.subjectId);
  const kind = rule?.action.kind;
  if (subject === undefined) return subject;
  const isMade =
    kind === 'create_child' ||
    kind === 'create_cable' ||
    (rule !== null && 'parentId' in subject && isCardOf(rule, subject));
  if (!isMade) return subject;
  const { origin } = subject;
  return 'ruleId' in origin && origin.ruleId === rule?.rule.id
    ? (view.asset(origin.sourceId) ?? subject)
    : subject;
}

/** A finding may be resolved where the scope has what decides it; where its subject goes, by the plan that takes it. */
const isResolvable = (finding: Finding, governing: Asset | Cable | undefined, draft: Draft): boolean =>
  governing === undefined
    ? !limitsAssets(draft.scope) || goesInThisPlan(finding, draft)
    : draft.context.inScope(governing);

/** Whether a finding's subject was there before the plan and is gone after it. */
function goesInThisPlan({ subjectId: id }: Finding, { context: { base }, view }: Draft): boolean {
  if (view.asset(id) !== undefined || view.cable(id) !== undefined) return false;
  return base.asset(id) !== undefined || base.cable(id) !== undefined;
}

/** Resolves what rules that this plan does not ask report of things that go in it. */
export function resolveOfGone(base: PlantView, isAsked: (ruleId: string) => boolean, draft: Draft): void {
  const others = [...base.rulesWithFindings()].filter((ruleId) => !isAsked(ruleId)).toSorted();
  for (const finding of others.flatMap((ruleId) => base.findingsOfRule(ruleId).toSorted(inTagOrder))) {
    if (finding.status !== 'OPEN' || finding.code === ORPHAN || !goesInThisPlan(finding, draft)) continue;
    for (const step of resolving(finding)) draft.list.add(null, bareBecause(null, finding), step, null);
  }
}

function bareBecause(rule: CompiledRule | null, finding: Finding): Because {
  return {
    ruleId: finding.ruleId,
    ruleName: rule?.rule.name ?? finding.ruleId,
    ruleHash: rule?.hash ?? '',
    values: {},
    source: { id: finding.subjectId, tag: finding.tag },
    chain: [],
  };
}

/** Resolves the findings of rules that are not in force any more: retired, deprecated or of another country. */
export function resolveRetired(base: PlantView, isGone: (ruleId: string) => boolean, draft: Draft): void {
  const gone = [...base.rulesWithFindings()].filter(isGone).toSorted();
  for (const finding of gone.flatMap((ruleId) => base.findingsOfRule(ruleId).toSorted(inTagOrder))) {
    const governing = governingEntity(finding, null, draft.view);
    if (finding.status !== 'OPEN' || finding.code === ORPHAN) continue;
    if (!isResolvable(finding, governing, draft)) continue;
    const discipline =
      governing !== undefined && 'discipline' in governing ? governing.discipline : 'GENERAL';
    for (const step of resolving(finding)) {
      draft.list.add(null, bareBecause(null, finding), { ...step, discipline }, null);
    }
  }
}
