import { sha256OfParts } from '../kernel/hash.ts';
import { canonicalJson, type JsonObject } from '../../shared/json.ts';
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
  const reasons = new Map<Because, string>();
  yield `{"draft":${draft},"operations":[`;
  for (const [index, operation] of operations.entries()) {
    yield `${index === 0 ? '' : ','}${canonicalOperation(operation, reasons)}`;
  }
  yield `],${canonicalJson({ projectId, scope, takes }).slice(1)}`;
}

/** The canonical JSON of an operation. Operations of one outcome share their reason, which is written once. */
function canonicalOperation(operation: Operation, reasons: Map<Because, string>): string {
  const { because, ...rest } = operation;
  let reason = reasons.get(because);
  if (reason === undefined) {
    const { chain: _chain, ...hashed } = because;
    reason = canonicalJson(hashed);
    reasons.set(because, reason);
  }
  const { after, aggregateId, aggregateType, ...others } = rest;
  const head = canonicalJson({ after, aggregateId, aggregateType });
  return `${head.slice(0, -1)},"because":${reason},${canonicalJson(others as unknown as JsonObject).slice(1)}`;
}
