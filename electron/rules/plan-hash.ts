import { sha256OfParts } from '../kernel/hash.ts';
import { canonicalJson, jsonEqual, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { FieldChange } from '../../shared/model/changes.ts';
import type { Because, Operation, Plan } from '../../shared/model/plan.ts';

export type HashedPlan = Pick<Plan, 'projectId' | 'scope' | 'takes' | 'draft' | 'operations'>;

/**
 * SHA-256 over the canonical JSON of what a plan does and why: project, scope, takes, draft flag and operations,
 * each with its reason. Neither position nor time nor user, nor where the first row came from, count. A reason, or
 * the rule in it, that is that of the operation before is left out. The digest is fed piece by piece: the text of a
 * large plan has tens of megabytes.
 */
export function computePlanHash(plan: HashedPlan): string {
  return sha256OfParts(canonicalParts(plan));
}

/** The canonical JSON of a plan, some operations at a time. */
function* canonicalParts({ projectId, scope, takes, draft, operations }: HashedPlan): Iterable<string> {
  yield `{"draft":${draft},"operations":[`;
  for (let first = 0; first < operations.length; first += AT_A_TIME) {
    if (first > 0) yield ',';
    const some = operations.slice(first, first + AT_A_TIME);
    const hashed = some.map((operation, index) =>
      hashedOperation(operation, operations[first + index - 1]?.because),
    );
    yield canonicalJson(hashed).slice(1, -1);
  }
  yield `],${canonicalJson({ projectId, scope, takes }).slice(1)}`;
}

const AT_A_TIME = 128;

/** What counts of an operation. Members are stated in the order of their names, so that none has to be moved. */
function hashedOperation(operation: Operation, last: Because | undefined): JsonValue {
  const { after, aggregateId, aggregateType, before, cause, diff, discipline, op, ruleId, tag } = operation;
  return {
    after,
    aggregateId,
    aggregateType,
    because: hashedReason(operation.because, last),
    before,
    cause,
    diff: diff as readonly (FieldChange & JsonObject)[],
    discipline,
    op,
    ruleId,
    tag,
  };
}

/** The reason, or what is new in it, or undefined where it is the last one again. */
function hashedReason(because: Because, last: Because | undefined): JsonObject | undefined {
  if (because === last) return undefined;
  const { source, values } = because;
  if (last === undefined || !isSameRule(because, last)) {
    const { ruleHash, ruleId, ruleName } = because;
    return { ruleHash, ruleId, ruleName, source, values };
  }
  const isSame =
    source.id === last.source.id && source.tag === last.source.tag && jsonEqual(values, last.values);
  return isSame ? undefined : { source, values };
}

const isSameRule = (a: Because, b: Because): boolean =>
  a.ruleId === b.ruleId && a.ruleHash === b.ruleHash && a.ruleName === b.ruleName;
