import type {
  PlanOverview,
  PlanPage,
  PlanPageRequest,
  PlannedRuleCounts,
} from '../../shared/contract/plans.ts';
import type { Operation, Plan } from '../../shared/model/plan.ts';
import { changedSince } from '../store/change-query.ts';
import { createNames } from '../store/entity-names.ts';
import { namedDiff, namedState, type NameOf } from './named-values.ts';
import type { ReadingProject } from './project.ts';

/** A plan kept in memory, served by page. */
export interface PlanPages {
  readonly plan: Plan;
  overview(isCurrent: boolean): PlanOverview;
  /** `stored` names the entities of the project; those that the plan makes are known here. */
  page(request: PlanPageRequest, stored: NameOf): PlanPage;
}

export function createPlanPages(plan: Plan, planId: string, madeAt: string): PlanPages {
  const { operations, skips, conflicts, errors } = plan;
  const { format, projectId, basePosition, baseHash, scope, takes, draft, summary, notes } = plan;
  const outline = { format, projectId, basePosition, baseHash, scope, takes, draft, summary, notes };
  const rules = ruleCounts(plan);
  const made = madeNames(operations);
  const operationsOf = operationsByKind(operations);
  const parts = {
    skips: partByRule(skips, ({ ruleId }) => ruleId),
    conflicts: partByRule(conflicts, ({ ruleId }) => ruleId),
    errors: partByRule(errors, ({ ruleId }) => ruleId),
  };
  const nothing = { operations: [], skips: [], conflicts: [], errors: [] };
  return {
    plan,
    overview: (isCurrent) => ({ ...outline, planId, madeAt, rules, isCurrent }),
    page: ({ part, ruleId, ops, offset, limit }, stored) => {
      if (part !== 'operations') {
        const of = parts[part](ruleId);
        return { ...nothing, total: of.length, [part]: of.slice(offset, offset + limit) };
      }
      const of = operationsOf(ruleId, ops);
      const nameOf: NameOf = (id) => made().get(id) ?? stored(id);
      const shown = of.slice(offset, offset + limit).map((operation) => forReading(operation, nameOf));
      return { ...nothing, total: of.length, operations: shown };
    },
  };
}

/** A page of a plan of the project. */
export const planPage = (
  { database }: ReadingProject,
  pages: PlanPages,
  request: PlanPageRequest,
): PlanPage => pages.page(request, createNames(database));

const forReading = (operation: Operation, nameOf: NameOf): Operation => ({
  ...operation,
  before: operation.before === null ? null : namedState(operation.before, nameOf),
  after: operation.after === null ? null : namedState(operation.after, nameOf),
  diff: namedDiff(operation.diff, nameOf),
});

/** The tags of what the plan makes, which the project does not know yet. */
function madeNames(operations: readonly Operation[]): () => ReadonlyMap<string, string> {
  let names: Map<string, string> | null = null;
  return () => {
    names ??= new Map(
      operations
        .filter(({ op, aggregateType }) => op === 'CREATE' && aggregateType !== 'EDGE')
        .map(({ aggregateId, tag }) => [aggregateId, tag]),
    );
    return names;
  };
}

/** The operations of a rule and of some kinds; sorted out once for each choice of kinds. */
function operationsByKind(
  operations: readonly Operation[],
): (ruleId: PlanPageRequest['ruleId'], ops: PlanPageRequest['ops']) => readonly Operation[] {
  const byKinds = new Map<string, (ruleId: PlanPageRequest['ruleId']) => readonly Operation[]>();
  return (ruleId, ops) => {
    const key = ops?.toSorted().join() ?? '';
    const known = byKinds.get(key);
    if (known !== undefined) return known(ruleId);
    const those = ops === undefined ? operations : operations.filter(({ op }) => ops.includes(op));
    const part = partByRule(those, ruleOf);
    byKinds.set(key, part);
    return part(ruleId);
  };
}

/** False once an entity, a rule or a setting changed since the plan was made. */
export const isPlanCurrent = ({ database }: ReadingProject, { basePosition }: Plan): boolean =>
  !changedSince(database, basePosition);

/** An operation that no rule made (the end of what a rule left) is told with the rule that it goes back to. */
const ruleOf = ({ ruleId }: Operation): string | null => ruleId;

/** The members of a part by rule; sorted out once, when first asked for. */
function partByRule<T>(
  all: readonly T[],
  ruleIdOf: (member: T) => string | null,
): (ruleId: string | null | undefined) => readonly T[] {
  let byRule: Map<string | null, T[]> | null = null;
  return (ruleId) => {
    if (ruleId === undefined) return all;
    byRule ??= Map.groupBy(all, ruleIdOf);
    return byRule.get(ruleId) ?? [];
  };
}

type Counts = { -readonly [K in keyof PlannedRuleCounts]: PlannedRuleCounts[K] };

function ruleCounts({ rules, operations, skips, conflicts, errors }: Plan): PlannedRuleCounts[] {
  const counted = new Map<string, Counts>(
    rules.map((rule) => [
      rule.ruleId,
      { ...rule, creates: 0, updates: 0, deletes: 0, findings: 0, skips: 0, conflicts: 0, errors: 0 },
    ]),
  );
  const add = (ruleId: string | null, kind: keyof typeof KINDS | 'skips' | 'conflicts' | 'errors') => {
    const counts = ruleId === null ? undefined : counted.get(ruleId);
    if (counts === undefined) return;
    if (kind === 'skips' || kind === 'conflicts' || kind === 'errors') counts[kind] += 1;
    else counts[KINDS[kind]] += 1;
  };
  for (const operation of operations) add(operation.ruleId, operation.op);
  for (const { ruleId } of skips) add(ruleId, 'skips');
  for (const { ruleId } of conflicts) add(ruleId, 'conflicts');
  for (const { ruleId } of errors) add(ruleId, 'errors');
  return [...counted.values()];
}

const KINDS = {
  CREATE: 'creates',
  UPDATE: 'updates',
  DELETE: 'deletes',
  RAISE: 'findings',
  RESOLVE: 'findings',
} as const satisfies Record<Operation['op'], keyof Counts>;
