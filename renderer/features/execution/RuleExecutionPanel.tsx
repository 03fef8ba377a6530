import { useState, type ReactNode } from 'react';
import type { PlanOverview } from '../../../shared/contract/plans.ts';
import { isEnded } from '../../../shared/contract/runs.ts';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { useApp } from '../../lib/app-store.ts';
import { formatCountOf } from '../../lib/format.ts';
import { useExecutionStream } from '../../lib/use-execution-stream.ts';
import { useRequest } from '../../lib/use-request.ts';
import { ExecuteDialog } from './ExecuteDialog.tsx';
import { ExecutionActions } from './ExecutionActions.tsx';
import { ExecutionBody } from './ExecutionBody.tsx';
import { whyNotExecute } from './execute-label.ts';
import { useExecution } from './execution-store.ts';
import { changesOf, countOfPlan } from './plan/plan-filter.ts';
import { Hint } from './Hint.tsx';
import { ScopeBar } from './scope/ScopeBar.tsx';
import { sameScope } from './scope/scope-params.ts';
import { useScope } from './scope/use-scope.ts';
import { useSettled } from './scope/use-settled.ts';
import { useDryRun } from './use-dry-run.ts';
import { useExecutionKeys } from './use-execution-keys.ts';

/** Scope, dry run, execution and its log. `readOnlyReason` is null where the project can be written. */
export function RuleExecutionPanel({
  readOnlyReason,
}: {
  readonly readOnlyReason: string | null;
}): ReactNode {
  const [scope, setScope] = useScope();
  const [isConfirming, setConfirming] = useState(false);
  const settledScope = useSettled(scope);
  const counts = useRequest('scope.counts', { scope: settledScope }, { keepPrevious: true });
  const dryRun = useDryRun();
  const { planId, executionRunId } = useExecution();
  const plan = useRequest('plan.overview', { planId: planId ?? '' }, { enabled: planId !== null });
  const stream = useExecutionStream();
  const execution = stream.run?.runId === executionRunId ? stream.run : null;
  const isBusy = useApp(({ run }) => run !== null && !isEnded(run)) || dryRun.isStarting;
  const isLost = plan.error?.code === 'INVALID_PLAN';
  const overview = planId === null || isLost ? null : (plan.data ?? null);
  const isExecuted = execution?.status === 'COMPLETED';
  const isStale = execution?.error?.code === 'PLAN_STALE';
  const isOfScope = overview === null || sameScope(overview.scope, scope);
  const whyNot = whyNotExecute({ plan: overview, readOnlyReason, isBusy, isExecuted, isStale, isOfScope });
  const startDryRun = (): void => {
    if (!isBusy) dryRun.start(scope);
  };
  useExecutionKeys({
    onDryRun: startDryRun,
    onExecute: () => {
      if (whyNot === null) setConfirming(true);
    },
  });
  return (
    <div className="flex h-full min-h-0 flex-1 flex-col">
      <ScreenHeader
        title="Rules"
        actions={
          <ExecutionActions
            plan={overview}
            isNext={!isBusy && !isStale && whyNot !== null}
            isBusy={isBusy}
            whyNot={whyNot}
            onDryRun={startDryRun}
            onExecute={() => setConfirming(true)}
          />
        }
      >
        <ScopeBar scope={scope} counts={counts.data ?? null} disabled={isBusy} onChange={setScope} />
      </ScreenHeader>
      {readOnlyReason !== null && (
        <div className="shrink-0 border-b border-line">
          <Hint text={`The project is read-only: a plan can be looked at, not executed. ${readOnlyReason}`} />
        </div>
      )}
      <ExecutionBody
        scope={scope}
        counts={counts.data ?? null}
        dryRun={dryRun}
        plan={overview}
        planError={planId === null ? null : plan.error}
        isBusy={isBusy}
        execution={execution}
        lines={stream.lines}
        onScope={setScope}
      />
      <p role="status" className="sr-only">
        {overview !== null && dryRun.running === null && spokenPlan(overview)}
      </p>
      {isConfirming && overview !== null && (
        <ExecuteDialog plan={overview} onClose={() => setConfirming(false)} />
      )}
    </div>
  );
}

const spokenPlan = (plan: PlanOverview): string =>
  `Dry run made: ${formatCountOf(changesOf(plan), 'change')}, ${formatCountOf(countOfPlan(plan, 'findings'), 'finding')}, ${formatCountOf(plan.summary.conflicts, 'conflict')}`;
