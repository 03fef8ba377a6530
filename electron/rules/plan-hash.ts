import { sha256 } from '../kernel/hash.ts';
import { canonicalJson, type JsonObject } from '../../shared/json.ts';
import type { Because, Operation, Plan } from '../../shared/model/plan.ts';

export type HashedPlan = Pick<Plan, 'projectId' | 'scope' | 'takes' | 'draft' | 'operations'>;

/**
 * SHA-256 over the canonical JSON of what a plan does and why: project, scope, takes, draft flag and operations,
 * each with its reason. Neither position nor time nor user, nor where the first row came from, count.
 */
export function computePlanHash({ projectId, scope, takes, draft, operations }: HashedPlan): string {
  const reasons = new Map<Because, string>();
  const texts = operations.map((operation) => canonicalOperation(operation, reasons));
  const rest = { projectId, scope, takes };
  return sha256(`{"draft":${draft},"operations":[${texts.join(',')}],${canonicalJson(rest).slice(1)}`);
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
