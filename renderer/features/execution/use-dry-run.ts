import { useCallback } from 'react';
import { isEnded, type RunState } from '../../../shared/contract/runs.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { useApp } from '../../lib/app-store.ts';
import { useCommand } from '../../lib/use-request.ts';
import { followPlanRun, useExecution } from './execution-store.ts';

export interface DryRun {
  /** The dry run that goes on; null where none does. */
  readonly running: RunState | null;
  readonly isStarting: boolean;
  /** Why the last one came to nothing: it was refused, or it failed. */
  readonly error: unknown;
  readonly isCancelled: boolean;
  readonly start: (scope: Scope, takes?: readonly string[]) => void;
}

/** The dry run: what the rules would change, worked out without writing anything. */
export function useDryRun(): DryRun {
  const run = useApp((app) => app.run);
  const planRunId = useExecution((view) => view.planRunId);
  const command = useCommand('plan.start');
  const { mutate } = command;
  const own = run?.kind === 'PLAN' && run.runId === planRunId ? run : null;
  const start = useCallback<DryRun['start']>(
    (scope, takes = useExecution.getState().takes) => {
      useExecution.setState({ takes });
      mutate({ scope, takes: [...takes] }, { onSuccess: ({ runId }) => followPlanRun(runId) });
    },
    [mutate],
  );
  return {
    running: own !== null && !isEnded(own) ? own : null,
    isStarting: command.isPending,
    error: command.error ?? own?.error ?? null,
    isCancelled: own?.status === 'CANCELLED' && !command.isPending,
    start,
  };
}
