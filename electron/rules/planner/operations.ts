import { creation, deletion, updateBetween, type Change } from '../../../shared/model/changes.ts';
import type { Asset, Cable, Edge } from '../../../shared/model/entities.ts';
import type { OperationKind } from '../../../shared/model/events.ts';
import type { Because, Operation } from '../../../shared/model/plan.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';

/** The operations of a plan as they are added, and what each of them did, so that causes can be named. */
export interface OperationList {
  readonly operations: readonly Operation[];
  add(rule: CompiledRule | null, because: Because, step: NewOperation, cause: number | null): number;
  /** The operation that made what the rule read on its subject or its parent, or null. */
  causeOf(rule: CompiledRule, subject: Asset | Cable): number | null;
  /** The operation of this plan that made an asset or cable, or null. */
  madeBy(id: string): number | null;
}

export interface NewOperation {
  readonly op: OperationKind;
  readonly aggregateType: EntityType;
  readonly aggregateId: string;
  readonly tag: string;
  readonly change: Change;
  readonly discipline?: Operation['discipline'];
}

export function operationList(): OperationList {
  const operations: Operation[] = [];
  /** The last operation on each asset or cable, and for each operation the one before on the same. */
  const last = new Map<string, number>();
  const previous: (number | null)[] = [];
  const lastOn = (id: string, does: (operation: Operation) => boolean): number | null => {
    for (let index = last.get(id) ?? null; index !== null; index = previous[index] ?? null) {
      const operation = operations[index];
      if (operation !== undefined && does(operation)) return index;
    }
    return null;
  };
  return {
    operations,
    add(rule, because, { op, aggregateType, aggregateId, tag, change, discipline }, cause) {
      const index = operations.length;
      operations.push({
        op,
        aggregateType,
        aggregateId,
        tag,
        ruleId: because.ruleId,
        discipline: rule?.rule.discipline ?? discipline ?? 'GENERAL',
        before: change.before,
        after: change.after,
        diff: change.diff,
        because,
        cause,
      });
      const isEntity = aggregateType === 'ASSET' || aggregateType === 'CABLE';
      previous.push(isEntity ? (last.get(aggregateId) ?? null) : null);
      if (isEntity) last.set(aggregateId, index);
      return index;
    },
    madeBy: (id) => lastOn(id, makes),
    causeOf(rule, subject) {
      const { ownFields, parentFields } = rule.dependencies;
      const own = lastOn(subject.id, (one) => makes(one) || writes(one, ownFields));
      if (own !== null || parentFields.size === 0 || 'cableType' in subject) return own;
      return lastOn(subject.parentId ?? '', (one) => makes(one) || writes(one, parentFields));
    },
  };
}

const makes = ({ op }: Operation): boolean => op === 'CREATE';

const writes = ({ diff }: Operation, fields: ReadonlySet<string>): boolean =>
  diff.some(({ field }) => fields.has(field));

/** The operation that turns one state of an asset or cable into another, or null where they are the same. */
export function entityOperation(
  before: Asset | Cable | undefined,
  after: Asset | Cable,
): NewOperation | null {
  const aggregateType = 'cableType' in after ? 'CABLE' : 'ASSET';
  const target = { aggregateType, aggregateId: after.id, tag: after.tag } as const;
  if (before === undefined) return { op: 'CREATE', ...target, change: creation(after) };
  const change = updateBetween(before, after);
  return change === null ? null : { op: 'UPDATE', ...target, change: inFieldOrder(change) };
}

/** The order in which a state happens to hold its fields must not show in a plan. */
const inFieldOrder = (change: Change): Change =>
  change.diff.length < 2
    ? change
    : { ...change, diff: change.diff.toSorted((a, b) => compareText(a.field, b.field)) };

export const edgeOperation = (op: 'CREATE' | 'DELETE', edge: Edge, tag: string): NewOperation => ({
  op,
  aggregateType: 'EDGE',
  aggregateId: edge.id,
  tag,
  change: op === 'CREATE' ? creation(edge) : deletion(edge),
});
