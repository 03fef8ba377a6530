import { useState } from 'react';
import { isEnded, type RunState } from '../../../shared/contract/runs.ts';
import type { RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import type { RollbackResult } from '../../../shared/model/rollback.ts';
import { useCommand, useRequest } from '../../lib/use-request.ts';
import { useRun } from '../timeline/use-run.ts';

export type RollbackStage = 'preview' | 'running' | 'done';

export interface Rollback {
  readonly stage: RollbackStage;
  readonly preview: RollbackPreview | undefined;
  /** True while the preview of another choice is asked for. */
  readonly isChanging: boolean;
  readonly previewError: Error | null;
  readonly askAgain: () => void;
  readonly isCascade: boolean;
  readonly setCascade: (isCascade: boolean) => void;
  readonly start: (reason: string) => void;
  readonly run: RunState | null;
  readonly result: RollbackResult | null;
  /** Why it was refused, failed or ended without a result. */
  readonly failure: unknown;
}

/** A rollback from its preview to its result. */
export function useRollback(correlationId: string, open: boolean): Rollback {
  const [isCascade, setCascade] = useState(false);
  const [run, follow] = useRun();
  const command = useCommand('rollback.start');
  const isRunning = command.isPending || (run !== null && !isEnded(run));
  const result = run?.outcome?.kind === 'ROLLBACK' ? run.outcome.result : null;
  const preview = useRequest(
    'rollback.preview',
    { correlationId, cascade: isCascade },
    // Once it is done there is nothing left to preview.
    { enabled: open && !isRunning && result === null, keepPrevious: true },
  );
  const failure = command.error ?? run?.error ?? null;
  return {
    stage: result !== null ? 'done' : isRunning ? 'running' : 'preview',
    preview: preview.data,
    isChanging: preview.isPlaceholderData || preview.isFetching,
    previewError: preview.error,
    askAgain: () => {
      command.reset();
      follow(null);
      void preview.refetch();
    },
    isCascade,
    setCascade,
    start: (reason) => {
      follow(null);
      command.mutate(
        { correlationId, cascade: isCascade, reason },
        { onSuccess: ({ runId }) => follow(runId) },
      );
    },
    run,
    result,
    failure,
  };
}
