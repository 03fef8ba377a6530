import type { PlannedRuleCounts, PlanOverview } from '../../../../shared/contract/plans.ts';
import { countOfPlan, countOfRule, type PlanFilter } from './plan-filter.ts';

/** What one rule does in a plan. `rule` is null for what no rule of this run made. */
export interface PlanGroup {
  readonly ruleId: string | null;
  readonly rule: PlannedRuleCounts | null;
  /** How many entries of the filter it holds. */
  readonly count: number;
}

export type PlanTreeRow =
  | { readonly kind: 'group'; readonly group: PlanGroup; readonly isOpen: boolean }
  | { readonly kind: 'entry'; readonly group: PlanGroup; readonly offset: number }
  /** Stands for the rules that do nothing here. */
  | { readonly kind: 'idle'; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: 'idle-rule'; readonly rule: PlannedRuleCounts };

/** A row, told apart from how many rows stand before it. `offset` is null for the row of the group itself. */
export interface RowPlace {
  readonly ruleId: string | null;
  readonly offset: number | null;
}

/** The rows of a plan: groups by rule with the entries of those that are open. Nothing is made before it is asked for. */
export interface PlanTree {
  readonly length: number;
  rowAt(index: number): PlanTreeRow | null;
  /** Where a row stands; null where its group is closed or not there. */
  indexOf(place: RowPlace): number | null;
}

/** Names a group of a filter in `open`. */
export const groupKey = (filter: PlanFilter, ruleId: string | null): string => `${filter}:${ruleId ?? ''}`;
export const IDLE_KEY = 'idle';

/** Of few groups nothing needs to be folded; conflicts and the like are read one by one. */
const FEW_GROUPS = 3;
const OPEN_AT_FIRST: ReadonlySet<PlanFilter> = new Set(['conflicts', 'errors']);

export function planTree(
  plan: Pick<PlanOverview, 'rules' | 'summary'>,
  filter: PlanFilter,
  open: Readonly<Record<string, boolean>>,
): PlanTree {
  const groups = groupsOf(plan, filter);
  const isOpenAtFirst = groups.length <= FEW_GROUPS || OPEN_AT_FIRST.has(filter);
  const isOpen = ({ ruleId }: PlanGroup): boolean => open[groupKey(filter, ruleId)] ?? isOpenAtFirst;
  const starts: number[] = [];
  let length = 0;
  for (const group of groups) {
    starts.push(length);
    length += 1 + (isOpen(group) ? group.count : 0);
  }
  const idle = filter === 'all' ? plan.rules.filter(doesNothing) : [];
  const idleStart = length;
  const isIdleOpen = open[IDLE_KEY] ?? false;
  if (idle.length > 0) length += 1 + (isIdleOpen ? idle.length : 0);
  return {
    length,
    rowAt: (index) => {
      if (index < 0 || index >= length) return null;
      if (index >= idleStart) return idleRow(idle, index - idleStart, isIdleOpen);
      const at = lastAtMost(starts, index);
      const group = groups[at];
      const offset = index - (starts[at] ?? 0) - 1;
      if (group === undefined) return null;
      return offset < 0 ? { kind: 'group', group, isOpen: isOpen(group) } : { kind: 'entry', group, offset };
    },
    indexOf: ({ ruleId, offset }) => {
      const at = groups.findIndex((group) => group.ruleId === ruleId);
      const group = groups[at];
      const start = starts[at];
      if (group === undefined || start === undefined) return null;
      if (offset === null) return start;
      return isOpen(group) && offset < group.count ? start + 1 + offset : null;
    },
  };
}

/** The groups that hold something of a filter, in the order of the plan. */
export function groupsOf(
  plan: Pick<PlanOverview, 'rules' | 'summary'>,
  filter: PlanFilter,
): readonly PlanGroup[] {
  const groups = plan.rules
    .map((rule): PlanGroup => ({ ruleId: rule.ruleId, rule, count: countOfRule(rule, filter) }))
    .filter(({ count }) => count > 0);
  const ofRules = groups.reduce((sum, { count }) => sum + count, 0);
  const rest = countOfPlan(plan, filter) - ofRules;
  return rest > 0 ? [...groups, { ruleId: null, rule: null, count: rest }] : groups;
}

const doesNothing = (rule: PlannedRuleCounts): boolean => countOfRule(rule, 'all') === 0;

function idleRow(idle: readonly PlannedRuleCounts[], index: number, isOpen: boolean): PlanTreeRow | null {
  if (index === 0) return { kind: 'idle', count: idle.length, isOpen };
  const rule = idle[index - 1];
  return rule === undefined ? null : { kind: 'idle-rule', rule };
}

/** Index of the last of the ascending numbers that is not above `value`. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
