import type { CompiledRule } from '../compiled-rule.ts';
import type { Operation } from '../../../shared/model/plan.ts';
import { compareText, type RuleProblem } from '../problem.ts';
import type { PlantView } from '../plant-view.ts';

/** What the reader of a plan should know beside its operations. */
export function planNotes(
  running: readonly CompiledRule[],
  problems: readonly RuleProblem[],
  operations: readonly Operation[],
  { settings }: PlantView,
): string[] {
  const rules = running.map(({ rule }) => rule).toSorted((a, b) => compareText(a.id, b.id));
  const validated = rules.filter(({ status }) => status === 'DEV_VALIDATED');
  const drafts = rules.filter(({ status }) => status === 'DRAFT');
  const limit = Number(settings['plan_warning_operations'] ?? Number.POSITIVE_INFINITY);
  return [
    ...validated.map(({ id }) => `${id} is DEV_VALIDATED, not released yet: look at what it does.`),
    ...drafts.map(({ id }) => `${id} is a DRAFT. A plan with drafts cannot be executed.`),
    ...problems.map(({ ruleId, message }) => `${ruleId ?? 'A rule'} does not run: ${message}`),
    ...(sizesCables(running, operations) ? [SCREENING] : []),
    ...(operations.length > limit
      ? [
          `This plan has ${operations.length} operations, more than plan_warning_operations (${limit}). Is that meant?`,
        ]
      : []),
  ];
}

const SCREENING =
  'Cable sizes are screening estimates: check them against the edition of the code that the project adopted.';

/** Whether a plan sizes a cable, or sizes it anew. */
function sizesCables(running: readonly CompiledRule[], operations: readonly Operation[]): boolean {
  const sizing = new Set<string | null>(
    running
      .filter(({ action }) => action.kind === 'create_cable' && action.sizing !== null)
      .map(({ rule }) => rule.id),
  );
  return (
    sizing.size > 0 &&
    operations.some(
      ({ aggregateType, op, ruleId }) => aggregateType === 'CABLE' && op !== 'DELETE' && sizing.has(ruleId),
    )
  );
}
