import type { Because, Operation } from '../../../shared/model/plan.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { setEntity } from '../working-view.ts';
import type { Draft } from './draft.ts';
import { withFields } from './entity-state.ts';
import { entityOperation } from './operations.ts';
import type { FieldClaim } from './outcome.ts';

/** What a rule made is of another kind now: rules select and count it by these fields. */
export interface KindChange {
  readonly rule: CompiledRule;
  readonly entityId: string;
  /** The tag that it has in the plan. */
  readonly tag: string;
  readonly fields: readonly FieldClaim[];
  readonly because: Because;
}

const KIND_FIELDS: ReadonlySet<string> = new Set(['type', 'discipline', 'cableType']);

/** The changes of kind among operations. `running` are the rules that they may be of. */
export function kindChanges(
  operations: readonly Operation[],
  running: readonly CompiledRule[],
): KindChange[] {
  const found: KindChange[] = [];
  for (const { op, aggregateId: entityId, tag, ruleId, diff, because } of operations) {
    if (op !== 'UPDATE' || !diff.some(({ field }) => KIND_FIELDS.has(field))) continue;
    const fields = diff.flatMap(({ field, new: value }): FieldClaim[] =>
      KIND_FIELDS.has(field) && typeof value === 'string' ? [{ field, value }] : [],
    );
    const rule = running.find((one) => one.rule.id === ruleId);
    if (rule !== undefined) found.push({ rule, entityId, tag, fields, because });
  }
  return found;
}

/**
 * Writes down first what an attempt before found only when rules for the former kind had seen it: so that one run is
 * enough.
 */
export function changeKindsFirst(changes: readonly KindChange[], draft: Draft): void {
  const { view, list, context } = draft;
  for (const { rule, entityId, tag, fields, because } of changes) {
    const before = view.asset(entityId) ?? view.cable(entityId);
    if (before === undefined) continue;
    const after = withFields(before, fields, rule.owner);
    const operation = entityOperation(before, after);
    if (operation === null) continue;
    for (const { field } of fields) context.takes.field([before.tag, tag], field); // used, where it was taken
    list.add(rule, because, operation, null);
    setEntity(view, after);
  }
}
