import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import { createWorkingView, type WorkingView } from '../working-view.ts';
import { deletionOf } from './deletion.ts';
import type { Draft } from './draft.ts';
import { withoutField } from './entity-state.ts';
import { goneReasons, type GoneReason, type RuleNow } from './gone-reasons.ts';
import { edgeOperation, entityOperation } from './operations.ts';
import { isSourceInScope, reasonFor } from './orphans.ts';
import { isFixed } from './contested-fields.ts';
import { MAX_DEPTH } from './plan-context.ts';
import { writesInstead, type RulesNow } from './rules-now.ts';
import { runStratum, type StratumResult } from './stratum.ts';

/**
 * Runs a stratum and takes away what its rules with `whenGone: retire` have no reason for any more: things and
 * relations are deleted, fields emptied. After that it runs again, since what it looked at may be gone.
 */
export function runRetiring(
  stratum: readonly CompiledRule[],
  rules: RulesNow,
  scope: Scope,
  draft: Draft,
): StratumResult {
  const retiring = stratum
    .filter(({ rule }) => rule.whenGone === 'retire')
    .map((rule): RuleNow => ({ id: rule.rule.id, rule, notInForce: null }));
  for (let round = 1; ; round += 1) {
    const result = runStratum(stratum, draft.view, draft.context);
    if (retiring.length === 0) return result;
    const retired = retireAll(retiring, viewAfter(result, draft.view), rules, scope, draft);
    if (retired.changes === 0 || round === MAX_DEPTH) {
      draft.conflicts.push(...retired.held);
      return result;
    }
  }
}

/** Takes away what rules that are loaded and not in force here left behind, where they say so. */
export function retireIdle(idle: Iterable<string>, rules: RulesNow, scope: Scope, draft: Draft): void {
  const retiring = [...idle].toSorted(compareText).flatMap((id) => {
    const now = rules.of(id);
    const rule = now?.rule?.rule;
    return now === null || rule?.whenGone !== 'retire' || rule.status === 'DRAFT' ? [] : [now];
  });
  if (retiring.length === 0) return;
  draft.conflicts.push(...retireAll(retiring, draft.view, rules, scope, draft).held);
}

function viewAfter({ entities }: StratumResult, before: WorkingView): WorkingView {
  const view = createWorkingView(before);
  for (const [id, { after }] of entities) {
    if (after === undefined) continue;
    if ('cableType' in after) view.setCable(id, after);
    else view.setAsset(id, after);
  }
  return view;
}

interface Retired {
  readonly changes: number;
  readonly held: readonly PlanConflict[];
}

function retireAll(
  retiring: readonly RuleNow[],
  view: WorkingView,
  rules: RulesNow,
  scope: Scope,
  draft: Draft,
): Retired {
  const held: PlanConflict[] = [];
  const before = draft.list.operations.length;
  const gone = retiring.map((now) => ({ now, reasons: goneReasons(now, draft.context.base, view) }));
  for (const { now, reasons } of gone) {
    for (const reason of reasons.toSorted(inTagOrder)) {
      if (!isSourceInScope(reason, scope, draft)) continue;
      if (reason.kind === 'THING') retireThing(now, reason, view, draft, held);
      else if (reason.kind === 'RELATION') retireRelation(now, reason, view, draft);
      else if (!writesInstead(reason.entity, reason.field ?? '', now.id, rules, view)) {
        emptyField(now, reason, view, draft, held);
      }
    }
  }
  return { changes: draft.list.operations.length - before, held };
}

const inTagOrder = (a: GoneReason, b: GoneReason): number =>
  compareText(a.entity.tag, b.entity.tag) ||
  compareText(a.edge?.id ?? '', b.edge?.id ?? '') ||
  compareText(a.field ?? '', b.field ?? '');

function retireThing(
  now: RuleNow,
  reason: GoneReason,
  view: WorkingView,
  draft: Draft,
  held: PlanConflict[],
): void {
  const entity = draft.view.asset(reason.entity.id) ?? draft.view.cable(reason.entity.id);
  if (entity === undefined) return; // it went with another one
  const { steps, blocker } = deletionOf(entity, now.id, draft.view, draft.context.takes);
  if (blocker !== null) {
    const message = `${entity.tag} has no reason any more: ${now.id} made it, and ${reason.why}. It is not deleted: ${blocker.message}.`;
    const { field, present } = blocker;
    held.push({
      kind: 'PERSON',
      ruleId: now.id,
      aggregateId: entity.id,
      tag: entity.tag,
      field,
      present,
      planned: null,
      message,
    });
    return;
  }
  const because = reasonFor(now, reason, draft, view);
  for (const step of steps) {
    draft.list.add(now.rule, because, step.operation, null);
    step.apply(draft.view);
  }
}

function retireRelation(now: RuleNow, reason: GoneReason, view: WorkingView, draft: Draft): void {
  const edge = draft.view.edge(reason.edge?.id ?? '');
  if (edge === undefined) return;
  const tag = draft.view.asset(edge.sourceId)?.tag ?? reason.entity.tag;
  draft.list.add(now.rule, reasonFor(now, reason, draft, view), edgeOperation('DELETE', edge, tag), null);
  draft.view.removeEdge(edge);
}

/** A field that always has a value keeps it; that its reason is gone is reported. */
function emptyField(
  now: RuleNow,
  reason: GoneReason,
  view: WorkingView,
  draft: Draft,
  held: PlanConflict[],
): void {
  const { field } = reason;
  const entity = draft.view.asset(reason.entity.id) ?? draft.view.cable(reason.entity.id);
  if (entity === undefined || field === null || field === 'dataStatus') return;
  if (isFixed(entity) && !draft.context.takes.field([entity.tag], field)) {
    held.push(fixedConflict(now, entity, field, reason.why));
    return;
  }
  const after = withoutField(entity, field);
  const operation = entityOperation(entity, after);
  if (operation === null) return;
  draft.list.add(now.rule, reasonFor(now, reason, draft, view), operation, null);
  if ('cableType' in after) draft.view.setCable(after.id, after);
  else draft.view.setAsset(after.id, after);
}

const fixedConflict = (now: RuleNow, entity: Asset | Cable, field: string, why: string): PlanConflict => ({
  kind: 'PERSON',
  ruleId: now.id,
  aggregateId: entity.id,
  tag: entity.tag,
  field,
  present: null,
  planned: null,
  message: `${field} of ${entity.tag} has no reason any more: ${now.id} wrote it, and ${why}. The cable is approved or installed, so it is kept.`,
});
