import { sha256OfParts } from '../kernel/hash.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { FieldChange } from '../../shared/model/changes.ts';
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

/** The canonical JSON of a plan, some operations at a time. */
function* canonicalParts({ projectId, scope, takes, draft, operations }: HashedPlan): Iterable<string> {
  yield `{"draft":${draft},"operations":[`;
  for (let first = 0; first < operations.length; first += AT_A_TIME) {
    if (first > 0) yield ',';
    yield canonicalJson(hashed(operations.slice(first, first + AT_A_TIME))).slice(1, -1);
  }
  yield `],${canonicalJson({ projectId, scope, takes }).slice(1)}`;
}

const AT_A_TIME = 128;

/** What counts of operations. Members are stated in the order of their names, so that none has to be moved. */
function hashed(operations: readonly Operation[]): JsonValue {
  let because: Because | null = null;
  let reason: JsonObject = {};
  return operations.map((operation) => {
    // Operations of one outcome follow one another and share their reason.
    if (operation.because !== because) {
      because = operation.because;
      reason = hashedReason(because);
    }
    const { after, aggregateId, aggregateType, before, cause, diff, discipline, op, ruleId, tag } = operation;
    const change = diff as readonly (FieldChange & JsonObject)[];
    return {
      after,
      aggregateId,
      aggregateType,
      because: reason,
      before,
      cause,
      diff: change,
      discipline,
      op,
      ruleId,
      tag,
    };
  });
}

const hashedReason = ({ ruleHash, ruleId, ruleName, source, values }: Because): JsonObject => ({
  ruleHash,
  ruleId,
  ruleName,
  source,
  values,
});
