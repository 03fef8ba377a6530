import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PlannedRuleCounts } from '../../../../shared/contract/plans.ts';
import { ChangeSign, type ChangeKind } from '../../../components/ChangeSign.tsx';
import { DisciplineMark } from '../../../components/DisciplineMark.tsx';
import { classNames } from '../../../lib/class-names.ts';
import { formatCount, formatCountOf } from '../../../lib/format.ts';
import type { PlanFilter } from './plan-filter.ts';
import type { PlanGroup } from './plan-tree.ts';

interface GroupRowProps {
  readonly group: PlanGroup;
  readonly filter: PlanFilter;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onToggle: () => void;
}

/** A rule with what it does, to be opened. */
export function GroupRow({ group, filter, isOpen, isActive, onToggle }: GroupRowProps): ReactNode {
  const { rule, count } = group;
  return (
    <RowFrame isActive={isActive} isOpen={isOpen} onToggle={onToggle}>
      {rule === null ? (
        <span className="truncate">Follows from the changes above</span>
      ) : (
        <>
          <DisciplineMark discipline={rule.discipline} />
          <span className="shrink-0 truncate font-mono">{rule.ruleId}</span>
          <span className="min-w-0 truncate text-text-muted">{rule.ruleName}</span>
        </>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-3 pl-3 text-small">
        {filter === 'all' && rule !== null ? <RuleCounts rule={rule} /> : <span>{formatCount(count)}</span>}
      </span>
    </RowFrame>
  );
}

interface IdleRowProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onToggle: () => void;
}

/** Stands for all rules that have nothing to do. */
export function IdleRow({ count, isOpen, isActive, onToggle }: IdleRowProps): ReactNode {
  return (
    <RowFrame isActive={isActive} isOpen={isOpen} onToggle={onToggle}>
      <span className="text-text-muted">{formatCountOf(count, 'rule changes', 'rules change')} nothing</span>
    </RowFrame>
  );
}

/** One of the rules that have nothing to do. */
export function IdleRuleRow({
  rule,
  isActive,
}: {
  readonly rule: PlannedRuleCounts;
  readonly isActive: boolean;
}): ReactNode {
  return (
    <div className={rowStyle(isActive, 'pl-10')}>
      <DisciplineMark discipline={rule.discipline} />
      <span className="shrink-0 font-mono">{rule.ruleId}</span>
      <span className="min-w-0 truncate text-text-muted">{rule.ruleName}</span>
      <span className="ml-auto flex shrink-0 items-center gap-3 pl-3 text-small text-text-muted">
        {rule.applied === 0
          ? `applies to none of ${formatCount(rule.considered)}`
          : `applies to ${formatCount(rule.applied)} of ${formatCount(rule.considered)}`}
        <RuleCounts rule={rule} />
      </span>
    </div>
  );
}

export const rowStyle = (isActive: boolean, more: string): string =>
  classNames('flex h-full items-center gap-2 pr-4', isActive ? 'bg-selected' : 'hover:bg-hover', more);

interface RowFrameProps {
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** The double click is no third toggle after the two clicks of it. */
function RowFrame({ isActive, isOpen, onToggle, children }: RowFrameProps): ReactNode {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div
      className={rowStyle(isActive, 'border-t border-line/60 pl-3')}
      onClick={onToggle}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <button type="button" tabIndex={-1} aria-expanded={isOpen} aria-label={isOpen ? 'Close' : 'Open'}>
        <Chevron size={14} aria-hidden className="text-text-muted" />
      </button>
      {children}
    </div>
  );
}

const OUTCOMES = [
  ['findings', 'RAISE'],
  ['conflicts', 'CONFLICT'],
  ['skips', 'SKIP'],
  ['errors', 'ERROR'],
  ['deletes', 'DELETE'],
] as const satisfies readonly (readonly [keyof PlannedRuleCounts, ChangeKind])[];

const CHANGES = [
  ['creates', 'CREATE'],
  ['updates', 'UPDATE'],
] as const satisfies readonly (readonly [keyof PlannedRuleCounts, ChangeKind])[];

/** What most rules do stands in columns, so that the eye can run down one of them. */
function RuleCounts({ rule }: { readonly rule: PlannedRuleCounts }): ReactNode {
  return (
    <>
      {OUTCOMES.filter(([name]) => rule[name] > 0).map(([name, op]) => (
        <ChangeSign
          key={name}
          op={op}
          count={rule[name]}
          word={name === 'findings' ? (rule[name] === 1 ? 'finding' : 'findings') : null}
        />
      ))}
      {CHANGES.map(([name, op]) => (
        <span key={name} className="w-12 max-narrow:w-auto">
          {rule[name] > 0 && <ChangeSign op={op} count={rule[name]} word={null} />}
        </span>
      ))}
    </>
  );
}
