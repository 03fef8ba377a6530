import { sha256OfParts } from '../kernel/hash.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { Because, Operation, Plan } from '../../shared/model/plan.ts';

export type HashedPlan = Pick<Plan, 'projectId' | 'scope' | 'takes' | 'draft' | 'operations'>;

/**
 * SHA-256 over the canonical JSON of what a plan does and why: project, scope, takes, draft flag and operations,
 * each with its reason. Neither position nor time nor user, nor where the first row came from, count. The digest
 * is fed piece by piece: the whole text of a large plan has more than a hundred megabytes.
 */
export function computePlanHash(plan: HashedPlan): string {
  return sha256OfParts(canonicalParts(plan));
}

/** The canonical JSON of a plan, an operation at a time. */
function* canonicalParts({ projectId, scope, takes, draft, operations }: HashedPlan): Iterable<string> {
  let because: Because | null = null;
  let reason = '';
  yield `{"draft":${draft},"operations":[`;
  for (const [index, operation] of operations.entries()) {
    // Operations of one outcome follow one another and share their reason.
    if (operation.because !== because) {
      because = operation.because;
      reason = canonicalReason(because);
    }
    yield `${index === 0 ? '' : ','}${canonicalOperation(operation, reason)}`;
  }
  yield `],${canonicalJson({ projectId, scope, takes }).slice(1)}`;
}

/** The canonical JSON of an operation. Members are stated in the order of their names, so that none has to be moved. */
function canonicalOperation(operation: Operation, reason: string): string {
  const { after, aggregateId, aggregateType, before, cause, diff, discipline, op, ruleId, tag } = operation;
  const target = `"aggregateId":${JSON.stringify(aggregateId)},"aggregateType":"${aggregateType}"`;
  const change = `"before":${textOf(before)},"cause":${cause},"diff":${diff.length === 0 ? '[]' : canonicalJson(diff as unknown as JsonValue)}`;
  const origin = `"discipline":"${discipline}","op":"${op}","ruleId":${JSON.stringify(ruleId)},"tag":${JSON.stringify(tag)}`;
  return `{"after":${textOf(after)},${target},"because":${reason},${change},${origin}}`;
}

const textOf = (state: JsonObject | null): string => (state === null ? 'null' : canonicalJson(state));

const canonicalReason = ({ ruleHash, ruleId, ruleName, source, values }: Because): string =>
  canonicalJson({ ruleHash, ruleId, ruleName, source, values });
