import type { JsonObject } from '../../../shared/json.ts';
import type { EventDraft, EventType } from '../../../shared/model/events.ts';
import type { Operation, Plan, PlannedRule, Skip } from '../../../shared/model/plan.ts';
import { changeDraft } from '../drafts.ts';
import type { ExecutionProgress } from './progress.ts';

/**
 * The events of an execution: each operation of the plan, in its order, bracketed by the start and the end of
 * its rule, with what the rule skipped and what failed. Tells `progress` along the way.
 */
export function* executionDrafts(
  plan: Plan,
  progress: ExecutionProgress,
  typeOf: SubjectTypes,
): Generator<EventDraft> {
  const run: Run = {
    plan,
    progress,
    typeOf,
    index: 0,
    startOf: new Map(),
    draftOf: [],
    remaining: countByRule(plan.operations),
  };
  const rules = new Map(plan.rules.map((rule) => [rule.ruleId, rule]));
  for (const [number, operation] of plan.operations.entries()) {
    const rule = rules.get(ruleIdOf(operation)) ?? unplannedRule(operation);
    yield* startRule(run, rule);
    run.draftOf[number] = run.index;
    yield emit(run, operationDraft(run, operation));
    progress.action(operation);
    yield* finishRuleAfter(run, rule);
  }
  for (const rule of plan.rules) {
    if (run.startOf.has(rule.ruleId)) continue;
    yield* startRule(run, rule);
    yield* finishRule(run, rule);
  }
}

/** Whether what a rule was applied to, by its id, is an asset or a cable. */
export type SubjectTypes = (id: string) => 'ASSET' | 'CABLE';

interface Run {
  readonly plan: Plan;
  readonly progress: ExecutionProgress;
  readonly typeOf: SubjectTypes;
  /** Index of the next draft. */
  index: number;
  /** Rule -> index of its RULE_EXECUTION_STARTED. */
  readonly startOf: Map<string, number>;
  /** Operation -> index of its draft. */
  readonly draftOf: number[];
  readonly remaining: Map<string, number>;
}

const ruleIdOf = ({ because, ruleId }: Operation): string => ruleId ?? because.ruleId;

function countByRule(operations: readonly Operation[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const operation of operations)
    counts.set(ruleIdOf(operation), (counts.get(ruleIdOf(operation)) ?? 0) + 1);
  return counts;
}

/** A rule that is gone and whose findings are resolved has no share in the plan. */
function unplannedRule({ because, discipline }: Operation): PlannedRule {
  return {
    ruleId: because.ruleId,
    ruleName: because.ruleName,
    discipline,
    actionType: 'validate',
    considered: 0,
    applied: 0,
  };
}

function emit(run: Run, draft: EventDraft): EventDraft {
  run.index += 1;
  return draft;
}

function* startRule(run: Run, rule: PlannedRule): Generator<EventDraft> {
  if (run.startOf.has(rule.ruleId)) return;
  run.startOf.set(rule.ruleId, run.index);
  run.progress.ruleStart(rule);
  const { ruleName, actionType, considered } = rule;
  yield emit(run, ruleDraft('RULE_EXECUTION_STARTED', rule, { ruleName, actionType, considered }));
}

function* finishRuleAfter(run: Run, rule: PlannedRule): Generator<EventDraft> {
  const left = (run.remaining.get(rule.ruleId) ?? 0) - 1;
  run.remaining.set(rule.ruleId, left);
  if (left <= 0) yield* finishRule(run, rule);
}

function* finishRule(run: Run, rule: PlannedRule): Generator<EventDraft> {
  const { plan, progress } = run;
  const start = run.startOf.get(rule.ruleId) ?? null;
  const skips = plan.skips.filter(({ ruleId }) => ruleId === rule.ruleId);
  const errors = plan.errors.filter(({ ruleId }) => ruleId === rule.ruleId);
  for (const skip of skips) {
    const { reason, message } = skip;
    yield emit(run, outcomeDraft('RULE_SKIPPED', rule, subjectOf(run, skip), { reason, message }, start));
  }
  for (const error of errors) {
    const { code, message } = error;
    yield emit(run, outcomeDraft('RULE_ERROR', rule, subjectOf(run, error), { code, message }, start));
    progress.error(error);
  }
  progress.ruleComplete(rule, skips.length, errors.length);
  const { considered, applied } = rule;
  const counts = { considered, applied, skipped: skips.length, errors: errors.length };
  yield emit(run, { ...ruleDraft('RULE_EXECUTION_COMPLETED', rule, counts), cause: start });
}

function operationDraft(run: Run, operation: Operation): EventDraft {
  const { op, aggregateType: type, aggregateId: id, tag, ruleId, discipline, because, cause } = operation;
  const caused = cause === null ? run.startOf.get(ruleIdOf(operation)) : run.draftOf[cause];
  return changeDraft(
    op,
    { type, id, tag, discipline, ruleId },
    operation,
    because as unknown as JsonObject,
    caused ?? null,
  );
}

function ruleDraft(eventType: EventType, rule: PlannedRule, context: JsonObject): EventDraft {
  return outcomeDraft(eventType, rule, { type: 'RULE', id: rule.ruleId, tag: '' }, context, null);
}

interface Subject {
  readonly type: 'RULE' | 'ASSET' | 'CABLE';
  readonly id: string;
  readonly tag: string;
}

/** What a skip or an error is about: an entity, or the rule itself. */
const subjectOf = (
  { typeOf }: Run,
  { ruleId, aggregateId: id, tag }: Pick<Skip, 'ruleId' | 'aggregateId' | 'tag'>,
): Subject => ({
  type: id === ruleId ? 'RULE' : typeOf(id),
  id,
  tag,
});

function outcomeDraft(
  eventType: EventType,
  { ruleId, discipline }: PlannedRule,
  { type: aggregateType, id: aggregateId, tag }: Subject,
  context: JsonObject,
  cause: number | null,
): EventDraft {
  return {
    eventType,
    aggregateType,
    aggregateId,
    ruleId,
    discipline,
    payload: { before: null, after: null, diff: [], context },
    metadata: tag === '' ? {} : { tag },
    cause,
  };
}
