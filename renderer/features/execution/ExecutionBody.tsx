import type { ReactNode } from 'react';
import type { PlanOverview, ScopeCounts } from '../../../shared/contract/plans.ts';
import type { ActionLine, RunState } from '../../../shared/contract/runs.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { RequestError } from '../../lib/client.ts';
import { NoPlan } from './empty/NoPlan.tsx';
import { useExecution } from './execution-store.ts';
import { changesOf } from './plan/plan-filter.ts';
import { PlanPanel } from './plan/PlanPanel.tsx';
import { RunProgress } from './run/RunProgress.tsx';
import { RunView } from './run/RunView.tsx';
import type { DryRun } from './use-dry-run.ts';

export interface ExecutionBodyProps {
  readonly scope: Scope;
  readonly counts: ScopeCounts | null;
  readonly dryRun: DryRun;
  readonly plan: PlanOverview | null;
  readonly planError: RequestError | null;
  /** Something runs, so that nothing else can be started. */
  readonly isBusy: boolean;
  readonly execution: RunState | null;
  readonly lines: readonly ActionLine[];
  readonly onScope: (scope: Scope) => void;
}

/** Below the scope: the dry run that goes on, the plan, or its execution. */
export function ExecutionBody(props: ExecutionBodyProps): ReactNode {
  const { dryRun, plan, planError, execution, lines, scope, counts } = props;
  const { planId, shows } = useExecution();
  if (dryRun.running !== null) return <RunProgress run={dryRun.running} unit="rows" />;
  if (execution !== null && (shows === 'RUN' || planId === null)) {
    return (
      <>
        {plan !== null && <PlanPanel {...props} plan={plan} isHeaderOnly />}
        <RunView
          run={execution}
          lines={lines}
          changes={plan === null ? null : changesOf(plan)}
          onPlanAgain={() => dryRun.start(plan?.scope ?? scope)}
          onShowPlan={() => useExecution.setState({ shows: 'PLAN' })}
        />
      </>
    );
  }
  if (dryRun.error !== null) return <ErrorState error={dryRun.error} onRetry={() => dryRun.start(scope)} />;
  if (plan !== null) return <PlanPanel {...props} plan={plan} isHeaderOnly={false} />;
  if (planError !== null && planError.code !== 'INVALID_PLAN') return <ErrorState error={planError} />;
  if (planId !== null && planError === null) return <Skeleton rows={12} />;
  return <NoPlan counts={counts} isCancelled={dryRun.isCancelled} wasLost={planError !== null} />;
}
