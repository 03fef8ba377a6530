import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { Because, PlanConflict } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import { createWorkingView, setEntity, type WorkingView } from '../working-view.ts';
import { deletionOf } from './deletion.ts';
import type { Draft } from './draft.ts';
import { withoutField } from './entity-state.ts';
import { goneReasons, type GoneReason, type RuleNow } from './gone-reasons.ts';
import { edgeOperation, entityOperation } from './operations.ts';
import { isSourceInScope, reasonFor } from './orphans.ts';
import { isFixed } from './contested-fields.ts';
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
  for (;;) {
    const result = runStratum(stratum, draft.view, draft.context);
    if (retiring.length === 0) return result;
    const retired = retireAll(retiring, viewAfter(result, draft.view), rules, scope, draft);
    if (retired.changes > 0) continue; // ends: each round takes something out of the view, and none adds to it
    draft.conflicts.push(...retired.held);
    return result;
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
  for (const { after } of entities.values()) if (after !== undefined) setEntity(view, after);
  return view;
}

interface Retired {
  readonly changes: number;
  readonly held: readonly PlanConflict[];
}

/** Something that was taken away, with the reason that stands in the plan. */
export interface Retirement {
  readonly now: RuleNow;
  readonly reason: GoneReason;
  readonly because: Because;
}

/**
 * Takes away first what an attempt before took away only when others had read it, or had been refused its tag: so
 * that one run is enough.
 */
export function retireFirst(late: readonly Retirement[], draft: Draft): void {
  for (const retirement of late) draft.conflicts.push(...retire(retirement, draft));
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
      if (reason.kind === 'FIELD' && writesInstead(reason.entity, reason.field ?? '', now.id, rules, view))
        continue;
      const retirement = { now, reason, because: reasonFor(now, reason, draft, view) };
      const count = draft.list.operations.length;
      held.push(...retire(retirement, draft));
      if (draft.list.operations.length > count) draft.retired.push(retirement);
    }
  }
  return { changes: draft.list.operations.length - before, held };
}

/** Writes down what a retirement changes; returns what keeps it from changing anything. */
function retire(retirement: Retirement, draft: Draft): readonly PlanConflict[] {
  switch (retirement.reason.kind) {
    case 'THING':
      return retireThing(retirement, draft);
    case 'RELATION':
      return retireRelation(retirement, draft);
    case 'FIELD':
      return emptyField(retirement, draft);
  }
}

const NOTHING_HELD: readonly PlanConflict[] = [];

const inTagOrder = (a: GoneReason, b: GoneReason): number =>
  compareText(a.entity.tag, b.entity.tag) ||
  compareText(a.edge?.id ?? '', b.edge?.id ?? '') ||
  compareText(a.field ?? '', b.field ?? '');

function retireThing({ now, reason, because }: Retirement, draft: Draft): readonly PlanConflict[] {
  const entity = draft.view.asset(reason.entity.id) ?? draft.view.cable(reason.entity.id);
  if (entity === undefined) return NOTHING_HELD; // it went with another one
  const { steps, blocker } = deletionOf(entity, now.id, draft.view, draft.context.takes);
  if (blocker !== null) {
    const message = `${entity.tag} has no reason any more: ${now.id} made it, and ${reason.why}. It is not deleted: ${blocker.message}.`;
    const { field, present } = blocker;
    const about = { ruleId: now.id, aggregateId: entity.id, tag: entity.tag };
    return [{ kind: 'PERSON', ...about, field, present, planned: null, message }];
  }
  for (const step of steps) {
    draft.list.add(now.rule, because, step.operation, null);
    step.apply(draft.view);
  }
  return NOTHING_HELD;
}

function retireRelation({ now, reason, because }: Retirement, draft: Draft): readonly PlanConflict[] {
  const edge = draft.view.edge(reason.edge?.id ?? '');
  if (edge === undefined) return NOTHING_HELD;
  const tag = draft.view.asset(edge.sourceId)?.tag ?? reason.entity.tag;
  draft.list.add(now.rule, because, edgeOperation('DELETE', edge, tag), null);
  draft.view.removeEdge(edge);
  return NOTHING_HELD;
}

/** A field that always has a value keeps it; that its reason is gone is reported. */
function emptyField({ now, reason, because }: Retirement, draft: Draft): readonly PlanConflict[] {
  const { field } = reason;
  const entity = draft.view.asset(reason.entity.id) ?? draft.view.cable(reason.entity.id);
  if (entity === undefined || field === null || field === 'dataStatus') return NOTHING_HELD;
  if (isFixed(entity) && !draft.context.takes.field([entity.tag], field))
    return [fixedConflict(now, entity, field, reason.why)];
  const after = withoutField(entity, field);
  const operation = entityOperation(entity, after);
  if (operation === null) return NOTHING_HELD;
  draft.list.add(now.rule, because, operation, null);
  setEntity(draft.view, after);
  return NOTHING_HELD;
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
