import { displayText } from '../../../shared/json.ts';
import type { Operation, Plan, PlanError, PlannedRule } from '../../../shared/model/plan.ts';
import type { ExecutionMessage, ExecutionSummary } from '../../../shared/model/stream.ts';

/** Told what happens while a plan is applied; turns it into the messages of the execution stream. */
export interface ExecutionProgress {
  ruleStart(rule: PlannedRule): void;
  action(operation: Operation): void;
  error(error: PlanError): void;
  ruleComplete(rule: PlannedRule, skipped: number, errors: number): void;
  summary(): ExecutionSummary;
}

/** Between two PROGRESS messages. */
const PROGRESS_MS = 50;

/** `now` gives milliseconds. */
export function createProgress(
  plan: Plan,
  emit: (message: ExecutionMessage) => void,
  now: () => number,
): ExecutionProgress {
  const started = now();
  let reported = started;
  let actions = 0;
  let rulesCompleted = 0;
  let errors = 0;
  let summary: ExecutionSummary | undefined;
  const actionsOfRule = new Map<string, number>();
  const total = plan.operations.length;
  const share = () => (total === 0 ? 1 : actions / total);
  const report = () => {
    reported = now();
    emit({
      type: 'PROGRESS',
      progress: share(),
      rulesCompleted,
      rulesTotal: plan.rules.length,
      actionsCompleted: actions,
      actionsTotal: total,
      errors,
      elapsedMs: Math.round(reported - started),
    });
  };
  return {
    ruleStart: ({ ruleId, ruleName, discipline, considered }) =>
      emit({
        type: 'RULE_START',
        ruleId,
        ruleName,
        discipline,
        assetsToProcess: considered,
        progress: share(),
      }),
    action: (operation) => {
      const { ruleId, because, aggregateId, tag, op, aggregateType } = operation;
      const id = ruleId ?? because.ruleId;
      actions += 1;
      actionsOfRule.set(id, (actionsOfRule.get(id) ?? 0) + 1);
      emit({
        type: 'ACTION',
        ruleId: id,
        assetId: aggregateId,
        assetTag: tag,
        action: `${op} ${aggregateType}`,
        result: resultOf(operation),
      });
      if (now() - reported >= PROGRESS_MS) report();
    },
    error: ({ ruleId, aggregateId, code, message }) => {
      errors += 1;
      emit({ type: 'ERROR', ruleId, assetId: aggregateId, code, message, recoverable: true });
    },
    ruleComplete: ({ ruleId, ruleName, considered }, skipped, failed) => {
      rulesCompleted += 1;
      report();
      const actionsTaken = actionsOfRule.get(ruleId) ?? 0;
      emit({
        type: 'RULE_COMPLETE',
        ruleId,
        ruleName,
        assetsProcessed: considered,
        actionsTaken,
        skipped,
        errors: failed,
      });
    },
    summary: () => (summary ??= summaryOf(plan)),
  };
}

/** What an operation did, in a few words for the log of actions. */
function resultOf({ diff, because }: Operation): string {
  if (diff.length === 0) return `from ${because.source.tag}`;
  return diff
    .map(({ field, new: value }) => `${field.replace('properties.', '')} = ${displayText(value)}`)
    .join(', ');
}

/** What executing a plan comes to. */
export function summaryOf(plan: Plan): ExecutionSummary {
  const count = (op: Operation['op'], type: Operation['aggregateType']): number =>
    plan.operations.filter((operation) => operation.op === op && operation.aggregateType === type).length;
  return {
    rulesExecuted: plan.rules.length,
    assetsProcessed: new Set(plan.operations.map(({ because }) => because.source.id)).size,
    actionsTaken: plan.operations.length,
    skipped: plan.skips.length,
    errors: plan.errors.length,
    created: {
      assets: count('CREATE', 'ASSET'),
      cables: count('CREATE', 'CABLE'),
      edges: count('CREATE', 'EDGE'),
      packages: count('CREATE', 'PACKAGE'),
    },
    updated: { assets: count('UPDATE', 'ASSET'), cables: count('UPDATE', 'CABLE') },
    findings: plan.summary.findingsRaised,
  };
}
