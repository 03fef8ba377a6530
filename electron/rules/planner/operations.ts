import { creation, deletion, updateBetween, type Change } from '../../../shared/model/changes.ts';
import type { Asset, Cable, Edge } from '../../../shared/model/entities.ts';
import type { OperationKind } from '../../../shared/model/events.ts';
import type { Because, Operation } from '../../../shared/model/plan.ts';
import type { EntityType } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import { isCardOf } from './io-cards.ts';

export interface NewOperation {
  readonly op: OperationKind;
  readonly aggregateType: EntityType;
  readonly aggregateId: string;
  readonly tag: string;
  readonly change: Change;
  readonly discipline?: Operation['discipline'];
}

/** The operations of a plan as they are added, and what each of them did, so that causes can be named. */
export class OperationList {
  readonly operations: Operation[] = [];
  /** How many operations of each kind there are. */
  readonly counts: Record<OperationKind, number> = { CREATE: 0, UPDATE: 0, DELETE: 0, RAISE: 0, RESOLVE: 0 };
  /** The last operation on each asset or cable, and for each operation the one before on the same. */
  readonly #last = new Map<string, number>();
  readonly #previous: (number | null)[] = [];

  /** Returns the operation's place in the plan. */
  add(
    rule: CompiledRule | null,
    because: Because,
    { op, aggregateType, aggregateId, tag, change, discipline }: NewOperation,
    cause: number | null,
  ): number {
    const index = this.operations.length;
    this.counts[op] += 1;
    this.operations.push({
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
    this.#previous.push(isEntity && op !== 'CREATE' ? (this.#last.get(aggregateId) ?? null) : null);
    if (isEntity) this.#last.set(aggregateId, index);
    return index;
  }

  /** The operation that made what the rule read on its subject or its parent, or null. */
  causeOf(rule: CompiledRule, subject: Asset | Cable): number | null {
    if (!('cableType' in subject) && isCardOf(rule, subject))
      return this.#lastOn(subject.parentId ?? '', OF_CABINET);
    const { ownFields, parentFields } = rule.dependencies;
    const own = this.#lastOn(subject.id, ownFields);
    if (own !== null || parentFields.size === 0 || 'cableType' in subject) return own;
    return this.#lastOn(subject.parentId ?? '', parentFields);
  }

  /** The operation of this plan that made an asset or cable, or null. */
  madeBy(id: string): number | null {
    return this.#lastOn(id, NO_FIELDS);
  }

  #lastOn(id: string, fields: ReadonlySet<string>): number | null {
    for (let index = this.#last.get(id) ?? null; index !== null; index = this.#previous[index] ?? null) {
      const operation = this.operations[index];
      if (operation !== undefined && (makes(operation) || writes(operation, fields))) return index;
    }
    return null;
  }
}

/** What I/O cards follow. */
const OF_CABINET: ReadonlySet<string> = new Set(['tag', 'area', 'system']);
const NO_FIELDS: ReadonlySet<string> = new Set();

const makes = ({ op }: Operation): boolean => op === 'CREATE';

const writes = ({ diff }: Operation, fields: ReadonlySet<string>): boolean =>
  fields.size > 0 && diff.some(({ field }) => fields.has(field));

/** The operation that turns one state of an asset or cable into another, or null where they are the same. */
export function entityOperation(
  before: Asset | Cable | undefined,
  after: Asset | Cable,
): NewOperation | null {
  const change = before === undefined ? creation(after) : updateBetween(before, after);
  if (change === null) return null;
  return {
    op: before === undefined ? 'CREATE' : 'UPDATE',
    aggregateType: 'cableType' in after ? 'CABLE' : 'ASSET',
    aggregateId: after.id,
    tag: after.tag,
    change: inFieldOrder(change),
  };
}

/** The order in which a state happens to hold its fields must not show in a plan. */
const inFieldOrder = (change: Change): Change =>
  isInOrder(change.diff)
    ? change
    : { ...change, diff: change.diff.toSorted((a, b) => compareText(a.field, b.field)) };

const isInOrder = (diff: Change['diff']): boolean =>
  diff.every(({ field }, index) => index === 0 || (diff[index - 1]?.field ?? '') <= field);

export const edgeOperation = (op: 'CREATE' | 'DELETE', edge: Edge, tag: string): NewOperation => ({
  op,
  aggregateType: 'EDGE',
  aggregateId: edge.id,
  tag,
  change: op === 'CREATE' ? creation(edge) : deletion(edge),
});
