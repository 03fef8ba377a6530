import type { Asset, Cable } from '../../../shared/model/entities.ts';
import { shorten } from '../../../shared/shorten.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope, ExpressionValue } from '../expressions/types.ts';
import type { PlantReader } from '../view.ts';
import { createCable } from './create-cable.ts';
import { createChild } from './create-child.ts';
import { createRelationship } from './create-relationship.ts';
import type { EndFinder } from './ends.ts';
import { failedAction } from './failed-action.ts';
import { failure, isEmpty, outcome, type Outcome } from './outcome.ts';
import type { PlanContext } from './plan-context.ts';
import { joinPackage } from './package-members.ts';
import { setProperty } from './set-property.ts';
import { wantChannels } from './want-channels.ts';
import { validate } from './validate.ts';

/** What one rule is evaluated in. */
export interface Evaluation {
  readonly context: PlanContext;
  /** The plant as it is now, with what this stratum wrote so far. */
  readonly reader: PlantReader;
  /** The plant as this stratum found it; what should be is compared with it. */
  readonly before: PlantReader;
  readonly ends: EndFinder;
}

/** The result of looking at one subject: whether the rule applied, and what came of it, if anything did. */
export interface Evaluated {
  readonly applied: boolean;
  readonly outcome: Outcome | null;
}

const NOT_APPLIED: Evaluated = { applied: false, outcome: null };

/** Evaluates a rule on a subject. It decides nothing about the plant; what it finds are claims. */
export function evaluate(rule: CompiledRule, subject: Asset | Cable, evaluation: Evaluation): Evaluated {
  const scope = scopeFor(subject, evaluation.reader);
  let applied = false;
  try {
    const fires = rule.where === null ? true : rule.where.test(scope);
    if (fires === false) return NOT_APPLIED;
    if (fires === null) return { applied, outcome: undecided(rule, subject, scope) };
    applied = true;
    const result = act(rule, subject, scope, evaluation);
    return { applied, outcome: result === null || isEmpty(result) ? null : result };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { code, message } = error;
    const failed = applied
      ? failedAction(rule, subject, scope, error, evaluation)
      : failure(subject, code, message);
    return { applied: true, outcome: failed };
  }
}

export function scopeFor(entity: Asset | Cable, reader: PlantReader): EvaluationScope {
  const subject =
    'cableType' in entity ? ({ kind: 'CABLE', entity } as const) : ({ kind: 'ASSET', entity } as const);
  return { subject, reader };
}

function act(
  rule: CompiledRule,
  subject: Asset | Cable,
  scope: EvaluationScope,
  evaluation: Evaluation,
): Outcome | null {
  const { action } = rule;
  switch (action.kind) {
    case 'set_property':
      return setProperty(rule, action, subject, scope, evaluation);
    case 'create_child':
      return 'cableType' in subject ? null : createChild(rule, action, subject, scope, evaluation);
    case 'create_relationship':
      return 'cableType' in subject ? null : createRelationship(rule, action, subject, scope, evaluation);
    case 'create_cable':
      return 'cableType' in subject ? null : createCable(rule, action, subject, scope, evaluation);
    case 'create_package':
      return joinPackage(rule, action, subject, scope, evaluation);
    case 'allocate_io':
      return 'cableType' in subject ? null : wantChannels(rule, action, subject, scope, evaluation);
    case 'validate':
      return validate(rule, action, subject, scope);
  }
}

/** The condition is unknown: the rule does not fire, and says what it would need. */
function undecided(rule: CompiledRule, subject: Asset | Cable, scope: EvaluationScope): Outcome {
  const missing = whyUnknown(rule.where?.observe(scope) ?? {});
  const message = `The condition cannot be decided: ${missing}.`;
  return outcome(subject, { applied: false, skips: [{ reason: 'UNKNOWN', message }] });
}

/** Why an expression has no value: `props.duty and props.outdoor are not set`, or what no value follows from. */
export function whyUnknown(observed: Readonly<Record<string, ExpressionValue>>): string {
  const read = Object.entries(observed);
  const names = read.filter(([, value]) => value === null).map(([name]) => name);
  const last = names.at(-1);
  if (last === undefined) return read.length === 0 ? 'a value that it needs is not set' : noneFrom(read);
  return names.length === 1
    ? `${last} is not set`
    : `${names.slice(0, -1).join(', ')} and ${last} are not set`;
}

const noneFrom = (read: readonly (readonly [string, ExpressionValue])[]): string =>
  `no value follows from ${read.map(([name, value]) => `${name} = ${shorten(JSON.stringify(value))}`).join(', ')}`;
