import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { CompiledRule, Validate } from '../compiled-rule.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { whyUnknown } from './evaluate.ts';
import { outcome, type Outcome } from './outcome.ts';

/** What the rule has to report about its subject: nothing where its condition holds. */
export function validate(
  { rule }: CompiledRule,
  action: Validate,
  subject: Asset | Cable,
  scope: EvaluationScope,
): Outcome {
  const holds = action.that.test(scope);
  if (holds === true) return outcome(subject, {});
  if (holds === null) {
    const message = `${subject.tag}: ${rule.name}: not checked: ${whyUnknown(action.that.observe(scope))}.`;
    return outcome(subject, { verdict: { code: 'NOT_CHECKED', severity: action.unknown, message } });
  }
  const message = action.message.describe(scope);
  return outcome(subject, { verdict: { code: 'FAILED', severity: action.severity, message } });
}
