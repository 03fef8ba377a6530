import type { Asset, Cable, Edge } from '../../../shared/model/entities.ts';
import type { Because } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { becauseOf } from './because.ts';
import type { Draft } from './draft.ts';
import { hasEdge, supersededEdges } from './edges.ts';
import type { RuleReports } from './emit-findings.ts';
import { edgeOperation, entityOperation } from './operations.ts';
import type { EdgeClaim, Outcome } from './outcome.ts';
import type { PlanContext } from './plan-context.ts';
import type { Resolved } from './resolve.ts';
import type { StratumResult } from './stratum.ts';

export interface Emitted {
  readonly rule: CompiledRule;
  readonly outcome: Outcome;
  readonly subject: Asset | Cable;
}

/** Writes down what came of one rule on one subject: operations, findings, skips, conflicts, errors. */
export function emitOutcome(one: Emitted, result: StratumResult, reports: RuleReports, draft: Draft): void {
  const { rule, outcome, subject } = one;
  if (outcome.skips.length + outcome.errors.length + outcome.conflicts.length > 0) tell(one, reports, draft);
  const because = lazily(() => becauseOf(rule, subject, draft.view, draft.chains));
  const cause = draft.list.causeOf(rule, subject);
  const made = emitEntity(one, result, because, cause, draft);
  if (outcome.edge !== null && !isRefusedAdoption(outcome, result))
    emitEdge(one, outcome.edge, because, cause, made, draft);
  reports.report(outcome, subject, because, cause);
}

function tell({ rule, outcome, subject }: Emitted, reports: RuleReports, draft: Draft): void {
  const about = { ruleId: rule.rule.id, aggregateId: subject.id, tag: subject.tag };
  for (const skip of outcome.skips) draft.skips.push({ ...about, ...skip });
  for (const error of outcome.errors) draft.errors.push({ ...about, ...error });
  draft.conflicts.push(...outcome.conflicts);
  if (outcome.errors.length > 0) reports.hold(subject.id);
}

/** What another one adopted gets no relation from this one. */
const isRefusedAdoption = (outcome: Outcome, { tags }: StratumResult): boolean =>
  outcome.claim?.adoption !== undefined && tags.refused.has(outcome);

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Returns the operation that made the entity, where this rule made it. */
function emitEntity(
  { rule, outcome, subject }: Emitted,
  result: StratumResult,
  because: () => Because,
  cause: number | null,
  draft: Draft,
): number | null {
  const { claim } = outcome;
  const resolved = claim === null ? undefined : result.entities.get(claim.entityId);
  if (resolved === undefined) return null;
  for (const conflict of resolved.conflicts)
    if (conflict.ruleId === rule.rule.id) draft.conflicts.push(conflict);
  for (const { ruleId, message } of resolved.blocked) {
    const { id: aggregateId, tag } = resolved.after ?? subject;
    if (ruleId === rule.rule.id) draft.skips.push({ ruleId, aggregateId, tag, reason: 'ENFORCED', message });
  }
  emitRefusedTag(outcome, rule, subject, result, draft);
  return emitSteps(resolved, outcome, rule, because, cause, draft);
}

function emitSteps(
  { steps }: Resolved,
  outcome: Outcome,
  rule: CompiledRule,
  because: () => Because,
  cause: number | null,
  draft: Draft,
): number | null {
  let made: number | null = null;
  for (const { by, before, after } of steps) {
    if (by.outcome !== outcome) continue;
    const operation = entityOperation(before, after);
    if (operation === null) continue;
    const index = draft.list.add(rule, because(), operation, cause);
    if (operation.op === 'CREATE') made = index;
  }
  return made;
}

function emitRefusedTag(
  outcome: Outcome,
  { rule }: CompiledRule,
  subject: Asset | Cable,
  { tags }: StratumResult,
  draft: Draft,
): void {
  const refused = tags.refused.get(outcome);
  if (refused === undefined) return;
  const { tag, holder } = refused;
  const message = `${rule.id} would give the tag ${tag} for ${subject.tag}, but ${holder} has it. Rename one of them.`;
  draft.errors.push({ ruleId: rule.id, aggregateId: subject.id, tag, code: 'DUPLICATE_TAG', message });
}

/** `made` is the operation that made what the edge belongs to, where this rule made it just now. */
function emitEdge(
  { rule, subject }: Emitted,
  wanted: EdgeClaim,
  because: () => Because,
  causeOfRule: number | null,
  made: number | null,
  draft: Draft,
): void {
  const cause = made ?? causeOfRule;
  const { view, list, context, conflicts } = draft;
  const source = view.asset(wanted.sourceId);
  if (source === undefined || !hasEnds(wanted, subject, draft)) return;
  if (made === null && hasEdge(view, wanted)) return; // what was made just now has no edges yet
  if (context.base.deletedByPerson.has(wanted.id) && !isTaken(source, wanted, context)) {
    conflicts.push(deletedConflict(rule, wanted, source, view.asset(wanted.targetId)?.tag ?? ''));
    return;
  }
  const edge: Edge = {
    discipline: rule.rule.discipline,
    id: wanted.id,
    origin: { ruleId: rule.rule.id, slot: wanted.originSlot, sourceId: subject.id },
    properties: NO_PROPERTIES,
    relation: wanted.relation,
    slot: wanted.slot,
    sourceId: wanted.sourceId,
    targetId: wanted.targetId,
  };
  list.add(rule, because(), edgeOperation('CREATE', edge, source.tag), cause);
  view.addEdge(edge);
}

/** What another one adopted, or was not made, has no edges. */
const hasEnds = ({ sourceId, targetId }: EdgeClaim, subject: Asset | Cable, { view }: Draft): boolean =>
  view.asset(sourceId) !== undefined && (targetId === subject.id || view.asset(targetId) !== undefined);

/** The edges whose place a wanted one takes. They go before all else: another rule may want one of them as its own. */
export function edgesToGo({ rule, outcome, subject }: Emitted, result: StratumResult, draft: Draft): Edge[] {
  const { edge } = outcome;
  if (edge === null || isRefusedAdoption(outcome, result) || !hasEnds(edge, subject, draft)) return [];
  return supersededEdges(draft.view, rule.rule.id, subject.id, edge);
}

export function removeEdges({ rule, subject }: Emitted, edges: readonly Edge[], draft: Draft): void {
  const { view, list, chains } = draft;
  const because = becauseOf(rule, subject, view, chains);
  const cause = list.causeOf(rule, subject);
  for (const edge of edges) {
    const tag = view.asset(edge.sourceId)?.tag ?? subject.tag;
    list.add(rule, because, edgeOperation('DELETE', edge, tag), cause);
    view.removeEdge(edge);
  }
}

/** There are many edges, and none of a rule has any. */
const NO_PROPERTIES: Edge['properties'] = {};

/** The source may have had another tag before the plan. */
const isTaken = (source: Asset, { relation }: EdgeClaim, { base, takes }: PlanContext): boolean =>
  takes.field([source.tag, base.asset(source.id)?.tag], relation);

const deletedConflict = (rule: CompiledRule, edge: EdgeClaim, source: Asset, target: string) =>
  ({
    kind: 'DELETED',
    ruleId: rule.rule.id,
    aggregateId: edge.id,
    tag: source.tag,
    field: edge.relation,
    present: null,
    planned: target,
    message: `The relation ${source.tag} ${edge.relation} ${target} of ${rule.rule.id} was deleted by a person and is not made again.`,
  }) as const;
