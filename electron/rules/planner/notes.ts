import type { CompiledRule } from '../compiled-rule.ts';
import { compareText, type RuleProblem } from '../problem.ts';
import type { PlantView } from '../plant-view.ts';

/** What the reader of a plan should know beside its operations. */
export function planNotes(
  running: readonly CompiledRule[],
  problems: readonly RuleProblem[],
  operations: number,
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
    ...(operations > limit
      ? [
          `This plan has ${operations} operations, more than plan_warning_operations (${limit}). Is that meant?`,
        ]
      : []),
  ];
}
