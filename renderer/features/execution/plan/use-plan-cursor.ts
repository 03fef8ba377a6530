import { useExecution } from '../execution-store.ts';
import type { PlanFilter } from './plan-filter.ts';
import { groupKey, IDLE_KEY, type PlanTree, type PlanTreeRow, type RowPlace } from './plan-tree.ts';

export interface PlanCursor {
  /** The row that keys act on; null before one was chosen. */
  readonly index: number | null;
  readonly move: (index: number) => void;
  /** Enter: opens or closes a rule, shows the details of an entry. */
  readonly act: (index: number) => void;
  readonly unfold: () => void;
  readonly fold: () => void;
}

/** The rows of rules that do nothing have no place of their own in the plan; they are told apart by these. */
const IDLE_PLACE = '\u0000idle';

/** Which row of a plan the keyboard is on, and what its keys do there. */
export function usePlanCursor(tree: PlanTree, filter: PlanFilter): PlanCursor {
  const active = useExecution((view) => view.active);
  const index = indexOf(tree, active);
  const row = index === null ? null : tree.rowAt(index);
  const move = (to: number): void => {
    const place = placeOf(tree, to);
    if (place !== null) useExecution.setState({ active: place });
  };
  return {
    index,
    move,
    act: (at) => {
      const acted = tree.rowAt(at);
      if (acted?.kind === 'entry') useExecution.setState({ isDetailOpen: true });
      else if (acted !== null) toggleRow(acted, filter);
    },
    unfold: () => {
      if (row === null || index === null) return;
      if (isFolded(row)) toggleRow(row, filter);
      else if (row.kind === 'entry') useExecution.setState({ isDetailOpen: true });
      else if (index + 1 < tree.length) move(index + 1);
    },
    fold: () => {
      if (row === null) return;
      if (row.kind === 'entry') useExecution.setState({ active: { ruleId: row.group.ruleId, offset: null } });
      else if ((row.kind === 'group' || row.kind === 'idle') && row.isOpen) toggleRow(row, filter);
    },
  };
}

/** Opens what is closed and closes what is open. */
export function toggleRow(row: PlanTreeRow, filter: PlanFilter): void {
  if (row.kind !== 'group' && row.kind !== 'idle') return;
  const key = row.kind === 'idle' ? IDLE_KEY : groupKey(filter, row.group.ruleId);
  useExecution.setState(({ open }) => ({ open: { ...open, [key]: !row.isOpen } }));
}

const isFolded = (row: PlanTreeRow): boolean => (row.kind === 'group' || row.kind === 'idle') && !row.isOpen;

function placeOf(tree: PlanTree, index: number): RowPlace | null {
  const row = tree.rowAt(index);
  if (row === null) return null;
  if (row.kind === 'group') return { ruleId: row.group.ruleId, offset: null };
  if (row.kind === 'entry') return { ruleId: row.group.ruleId, offset: row.offset };
  return { ruleId: IDLE_PLACE, offset: tree.length - index };
}

function indexOf(tree: PlanTree, place: RowPlace | null): number | null {
  if (place === null) return null;
  if (place.ruleId !== IDLE_PLACE) return tree.indexOf(place);
  const index = tree.length - (place.offset ?? 0);
  return tree.rowAt(index)?.kind.startsWith('idle') ? index : null;
}
