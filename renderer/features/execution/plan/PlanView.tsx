import type { ReactNode } from 'react';
import type { PlanOverview } from '../../../../shared/contract/plans.ts';
import { ChangeSign, type ChangeKind } from '../../../components/ChangeSign.tsx';
import { SplitView } from '../../../components/SplitView.tsx';
import { Tabs } from '../../../components/Tabs.tsx';
import { formatCount, formatCountOf } from '../../../lib/format.ts';
import { useExecution } from '../execution-store.ts';
import { PlanEntryPane } from './PlanEntryPane.tsx';
import { PlanList } from './PlanList.tsx';
import { countOfPlan, PLAN_FILTERS, type PlanFilter } from './plan-filter.ts';

interface PlanViewProps {
  readonly plan: PlanOverview;
  readonly onTake: ((take: string) => void) | null;
}

/** What a plan would do: counts to choose from, rules with their operations, and the details of one. */
export function PlanView({ plan, onTake }: PlanViewProps): ReactNode {
  const { filter, active, isDetailOpen } = useExecution();
  const entry = isDetailOpen && active !== null && active.offset !== null ? active : null;
  const close = (): void => {
    useExecution.setState({ isDetailOpen: false });
  };
  return (
    <SplitView
      id="execution-plan"
      detailTitle="Planned change"
      onDetailClose={close}
      list={
        <Tabs
          label="Parts of the plan"
          value={filter}
          onChange={(value) => choose(value)}
          tabs={PLAN_FILTERS.map((name) => ({
            value: name,
            label: <FilterLabel filter={name} count={countOfPlan(plan, name)} />,
            content: <PlanList plan={plan} filter={name} />,
          }))}
        />
      }
      detail={
        entry === null || entry.offset === null ? null : (
          <PlanEntryPane
            key={`${plan.planId} ${filter}`}
            planId={plan.planId}
            filter={filter}
            ruleId={entry.ruleId}
            offset={entry.offset}
            onClose={close}
            onTake={onTake}
          />
        )
      }
    />
  );
}

function choose(value: string): void {
  const filter = PLAN_FILTERS.find((name) => name === value);
  if (filter !== undefined) useExecution.setState({ filter, active: null, isDetailOpen: false });
}

const SIGNS: Readonly<Partial<Record<PlanFilter, ChangeKind>>> = {
  creates: 'CREATE',
  updates: 'UPDATE',
  deletes: 'DELETE',
  conflicts: 'CONFLICT',
  skips: 'SKIP',
  errors: 'ERROR',
};

function FilterLabel({ filter, count }: { readonly filter: PlanFilter; readonly count: number }): ReactNode {
  if (filter === 'all') return `All ${formatCount(count)}`;
  if (filter === 'findings') return formatCountOf(count, 'finding');
  const sign = SIGNS[filter];
  return sign === undefined ? null : (
    <ChangeSign op={sign} count={count} {...(count === 0 ? { className: 'text-text-muted!' } : {})} />
  );
}
