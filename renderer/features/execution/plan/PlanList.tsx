import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { PlanOverview } from '../../../../shared/contract/plans.ts';
import { CopyMenu, type CopyMenuItem } from '../../../components/CopyMenu.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { VirtualList } from '../../../components/VirtualList.tsx';
import { useExecution } from '../execution-store.ts';
import { EntryRow } from './EntryRow.tsx';
import { GroupRow, IdleRow, IdleRuleRow } from './GroupRow.tsx';
import { operationRowText } from './operation-text.ts';
import type { PlanFilter } from './plan-filter.ts';
import { planTree, type PlanTree, type PlanTreeRow } from './plan-tree.ts';
import { toggleRow, usePlanCursor } from './use-plan-cursor.ts';
import { usePlanEntries, type PlanEntries, type PlanEntry } from './use-plan-entries.ts';

interface PlanListProps {
  readonly plan: PlanOverview;
  readonly filter: PlanFilter;
}

const ROW_HEIGHT = 30;

/** The rules of a plan with what each does. Only the rows in view are read and drawn. */
export function PlanList({ plan, filter }: PlanListProps): ReactNode {
  const open = useExecution((view) => view.open);
  const tree = useMemo(() => planTree(plan, filter, open), [plan, filter, open]);
  const entries = usePlanEntries(plan.planId, filter, tree);
  const cursor = usePlanCursor(tree, filter);
  if (tree.length === 0) return <EmptyState title={NOTHING[filter]} />;
  if (entries.error !== null) return <ErrorState error={entries.error} onRetry={entries.retry} />;
  return (
    <RowCopyMenu tree={tree} entries={entries} cursor={cursor.index}>
      <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => onKey(event, cursor)}>
        <VirtualList
          count={tree.length}
          rowHeight={ROW_HEIGHT}
          ariaLabel="Planned changes by rule"
          activeIndex={cursor.index}
          onActiveChange={cursor.move}
          onOpen={cursor.act}
          onVisibleRange={entries.show}
          renderRow={(index, { isActive }) => (
            <Row row={tree.rowAt(index)} filter={filter} entries={entries} isActive={isActive} />
          )}
        />
      </div>
    </RowCopyMenu>
  );
}

const NOTHING: Readonly<Record<PlanFilter, string>> = {
  all: 'The plan changes nothing',
  creates: 'Nothing is created',
  updates: 'Nothing is changed',
  deletes: 'Nothing is deleted',
  findings: 'No findings are raised or resolved',
  conflicts: 'No conflicts',
  skips: 'Nothing is skipped',
  errors: 'No errors',
};

interface RowProps {
  readonly row: PlanTreeRow | null;
  readonly filter: PlanFilter;
  readonly entries: PlanEntries;
  readonly isActive: boolean;
}

function Row({ row, filter, entries, isActive }: RowProps): ReactNode {
  if (row === null) return null;
  const onToggle = (): void => toggleRow(row, filter);
  switch (row.kind) {
    case 'group':
      return (
        <GroupRow
          group={row.group}
          filter={filter}
          isOpen={row.isOpen}
          isActive={isActive}
          onToggle={onToggle}
        />
      );
    case 'entry':
      return (
        <EntryRow
          entry={entries.entryAt(row.group.ruleId, row.offset)}
          isActive={isActive}
          onOpen={() => useExecution.setState({ isDetailOpen: true })}
        />
      );
    case 'idle':
      return <IdleRow count={row.count} isOpen={row.isOpen} isActive={isActive} onToggle={onToggle} />;
    case 'idle-rule':
      return <IdleRuleRow rule={row.rule} isActive={isActive} />;
  }
}

/** Right opens, left closes or goes to the rule, Esc closes the details. */
function onKey(event: KeyboardEvent, cursor: ReturnType<typeof usePlanCursor>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'ArrowRight' || event.key === 'l') cursor.unfold();
  else if (event.key === 'ArrowLeft' || event.key === 'h') cursor.fold();
  else if (event.key === 'Escape') useExecution.setState({ isDetailOpen: false });
  else return;
  event.preventDefault();
}

interface RowCopyMenuProps {
  readonly tree: PlanTree;
  readonly entries: PlanEntries;
  readonly cursor: number | null;
  readonly children: ReactNode;
}

/** One menu for the whole list: it copies of the row under the pointer, or of the active one by the menu key. */
function RowCopyMenu({ tree, entries, cursor, children }: RowCopyMenuProps): ReactNode {
  const [items, setItems] = useState<readonly CopyMenuItem[]>([]);
  const itemsAt = (target: EventTarget): readonly CopyMenuItem[] => {
    const element = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    const index = element === null ? cursor : Number(element.getAttribute('aria-rowindex')) - 1;
    return index === null ? [] : itemsOf(tree.rowAt(index), entries);
  };
  return (
    <CopyMenu items={items}>
      <div
        className="flex min-h-0 flex-1 flex-col"
        onContextMenuCapture={(event) => setItems(itemsAt(event.target))}
      >
        {children}
      </div>
    </CopyMenu>
  );
}

function itemsOf(row: PlanTreeRow | null, entries: PlanEntries): readonly CopyMenuItem[] {
  if (row?.kind === 'entry') {
    const entry = entries.entryAt(row.group.ruleId, row.offset);
    return entry === undefined ? [] : entryItems(entry);
  }
  const ruleId =
    row?.kind === 'group' ? row.group.ruleId : row?.kind === 'idle-rule' ? row.rule.ruleId : null;
  return ruleId === null ? [] : [{ label: 'Copy rule', text: ruleId }];
}

const entryItems = ({ part, value }: PlanEntry): readonly CopyMenuItem[] => [
  { label: 'Copy tag', text: value.tag },
  {
    label: 'Copy row',
    text: part === 'operations' ? operationRowText(value) : `${value.tag}  ${value.message}`,
  },
  ...(value.ruleId === null ? [] : [{ label: 'Copy rule', text: value.ruleId }]),
];
