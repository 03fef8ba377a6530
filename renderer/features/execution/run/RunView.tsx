import type { ReactNode } from 'react';
import { isEnded, type ActionLine, type RunState } from '../../../../shared/contract/runs.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { formatCountOf } from '../../../lib/format.ts';
import { ActionLog } from './ActionLog.tsx';
import { RunProgress } from './RunProgress.tsx';
import { CancelledSummary, RunSummary } from './RunSummary.tsx';
import { StalePlan } from './StalePlan.tsx';

interface RunViewProps {
  readonly run: RunState;
  readonly lines: readonly ActionLine[];
  /** What the plan changes; null where it is not kept any more. */
  readonly changes: number | null;
  readonly onPlanAgain: () => void;
  readonly onShowPlan: () => void;
}

/** An execution: how it goes, what it did line by line, and what it came to. */
export function RunView({ run, lines, changes, onPlanAgain, onShowPlan }: RunViewProps): ReactNode {
  if (run.error?.code === 'PLAN_STALE')
    return <StalePlan error={run.error} onPlanAgain={onPlanAgain} onShowPlan={onShowPlan} />;
  return (
    <>
      {!isEnded(run) && <RunProgress run={run} unit="actions" />}
      {run.outcome?.kind === 'EXECUTION' && <RunSummary outcome={run.outcome} changes={changes} />}
      {run.status === 'CANCELLED' && <CancelledSummary onShowPlan={onShowPlan} />}
      {run.error !== null && (
        <ErrorState error={run.error}>
          <p className="mt-1 text-text-muted">Nothing was applied; the project is as it was.</p>
          <div className="mt-2 flex gap-2">
            <Button onClick={onPlanAgain}>Plan again</Button>
            <Button onClick={onShowPlan}>Show the plan</Button>
          </div>
        </ErrorState>
      )}
      <p role="status" className="sr-only">
        {spokenEnd(run)}
      </p>
      <ActionLog lines={lines} />
    </>
  );
}

function spokenEnd({ outcome, status }: RunState): string {
  if (outcome?.kind === 'EXECUTION')
    return `Completed, ${formatCountOf(outcome.summary.actionsTaken, 'action')} applied`;
  return status === 'FAILED' ? 'Failed; nothing was applied' : '';
}
