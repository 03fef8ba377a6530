import { jsonEqual, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { Operation, Plan } from '../../shared/model/plan.ts';
import type { CompiledRules } from './compile.ts';
import type { PlantView } from './plant-view.ts';
import { observedValues } from './planner/because.ts';

/** A value that a plan rested on and that is another one now. */
export interface MovedValue {
  /** The entity whose value it is, so that the batch that moved it can be looked up; null for the project. */
  readonly aggregateId: string | null;
  readonly tag: string;
  readonly field: string;
  readonly planned: JsonValue;
  readonly now: JsonValue;
}

export type OperationName = Pick<Operation, 'op' | 'aggregateType' | 'aggregateId' | 'tag' | 'ruleId'>;

export interface PlanDifference {
  readonly moved: readonly MovedValue[];
  readonly operations: {
    readonly added: readonly OperationName[];
    readonly removed: readonly OperationName[];
    readonly changed: readonly OperationName[];
  };
}

/** The project as the fresh plan saw it; it tells what operations rested on that the fresh plan lacks. */
export interface PresentState {
  readonly view: PlantView;
  readonly rules: CompiledRules;
}

/** What differs between a saved plan and one made now: the operations, and the values that moved. */
export function comparePlans(saved: Plan, fresh: Plan, present: PresentState): PlanDifference {
  const now = byKey(fresh);
  const removed: Operation[] = [];
  const changed: Operation[] = [];
  const moved = movedValues(saved, present.view);
  for (const [key, operation] of byKey(saved)) {
    const other = now.get(key);
    now.delete(key);
    if (other === undefined) {
      removed.push(operation);
      moved.addReason(operation, reasonNow(operation, present));
      moved.addBefore(operation, present.view);
    } else if (!sameOperation(operation, other)) {
      changed.push(operation);
      moved.addReason(operation, { hash: other.because.ruleHash, values: other.because.values });
      moved.addOld(operation, other);
    }
  }
  return {
    moved: moved.list,
    operations: {
      added: [...now.values()].map(nameOf),
      removed: removed.map(nameOf),
      changed: changed.map(nameOf),
    },
  };
}

const nameOf = ({ op, aggregateType, aggregateId, tag, ruleId }: Operation): OperationName => ({
  op,
  aggregateType,
  aggregateId,
  tag,
  ruleId,
});

const byKey = ({ operations }: Plan): Map<string, Operation> =>
  new Map(operations.map((one) => [`${one.op} ${one.aggregateType} ${one.aggregateId} ${one.ruleId}`, one]));

/** Causes are numbers of operations, which move with every operation that is added; they are left out. */
function sameOperation(a: Operation, b: Operation): boolean {
  const content = ({
    cause: _cause,
    because: { chain: _chain, ...because },
    ...operation
  }: Operation): JsonValue => ({ ...operation, because }) as unknown as JsonValue;
  return jsonEqual(content(a), content(b));
}

interface ReasonNow {
  /** Null where the rule is gone. */
  readonly hash: string | null;
  /** Null where the entity that the rule started from is gone. */
  readonly values: JsonObject | null;
}

function reasonNow({ because }: Operation, { view, rules }: PresentState): ReasonNow {
  const rule = rules.strata.flat().find((one) => one.rule.id === because.ruleId);
  const source = view.asset(because.source.id) ?? view.cable(because.source.id);
  if (rule === undefined) return { hash: null, values: because.values };
  return { hash: rule.hash, values: source === undefined ? null : observedValues(rule, source, view) };
}

/** Collects what moved, each value once, named by the entity that it belongs to. */
function movedValues(saved: Plan, view: PlantView) {
  const found = new Map<string, MovedValue>();
  const madeHere = new Map(
    saved.operations.flatMap(({ op, aggregateId, tag, after }) =>
      op === 'CREATE' ? [[aggregateId, { tag, parentId: after?.['parentId'] ?? null }] as const] : [],
    ),
  );
  const add = (value: MovedValue): void => {
    if (!jsonEqual(value.planned, value.now)) found.set(`${value.tag} ${value.field}`, value);
  };
  const parentOf = (id: string): { id: string; tag: string } | null => {
    const parentId = madeHere.get(id)?.parentId ?? view.asset(id)?.parentId;
    if (typeof parentId !== 'string') return null;
    const tag = view.asset(parentId)?.tag ?? madeHere.get(parentId)?.tag;
    return tag === undefined ? null : { id: parentId, tag };
  };
  return {
    get list(): readonly MovedValue[] {
      return [...found.values()];
    },
    addReason({ because }: Operation, now: ReasonNow): void {
      const { source } = because;
      if (now.hash !== because.ruleHash) {
        const field = `rule ${because.ruleId}`;
        add({ aggregateId: null, tag: '', field, planned: because.ruleHash, now: now.hash });
      }
      if (now.values === null) {
        if (madeHere.has(source.id)) return;
        add({ aggregateId: source.id, tag: source.tag, field: 'tag', planned: source.tag, now: null });
        return;
      }
      for (const [name, planned] of Object.entries(because.values)) {
        const place = placeOf(name, source, parentOf(source.id));
        add({ ...place, planned: planned ?? null, now: now.values[name] ?? null });
      }
    },
    addBefore({ op, aggregateId, tag, diff }: Operation, present: PlantView): void {
      if (op !== 'UPDATE') return;
      const entity = (present.asset(aggregateId) ?? present.cable(aggregateId)) as JsonObject | undefined;
      if (entity === undefined) return;
      for (const { field, old } of diff)
        add({ aggregateId, tag, field, planned: old, now: fieldOf(entity, field) });
    },
    addOld(operation: Operation, other: Operation): void {
      const now = new Map(other.diff.map(({ field, old }) => [field, old]));
      for (const { field, old } of operation.diff) {
        const value = now.get(field);
        if (value === undefined) continue;
        add({ aggregateId: operation.aggregateId, tag: operation.tag, field, planned: old, now: value });
      }
    },
  };
}

function fieldOf(entity: JsonObject, path: string): JsonValue {
  const [head = '', ...rest] = path.split('.');
  const value = entity[head] ?? null;
  return rest.length === 0 ? value : ((value as JsonObject | null)?.[rest.join('.')] ?? null);
}

/** The entity and the field that a name in a rule stands for: `parent.props.duty` is a property of the parent. */
function placeOf(
  name: string,
  source: { id: string; tag: string },
  parent: { id: string; tag: string } | null,
): Pick<MovedValue, 'aggregateId' | 'tag' | 'field'> {
  const [, of, field] = /^(props|asset|parent\.props|parent|project)\.(.+)$/.exec(name) ?? [];
  if (of === undefined || field === undefined)
    return { aggregateId: source.id, tag: source.tag, field: name };
  if (of === 'project') return { aggregateId: null, tag: '', field };
  const entity = of.startsWith('parent') ? parent : source;
  if (entity === null) return { aggregateId: source.id, tag: source.tag, field: name };
  return {
    aggregateId: entity.id,
    tag: entity.tag,
    field: of.endsWith('props') ? `properties.${field}` : field,
  };
}
