import type { RunState } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { cancelRun } from '../../lib/project-actions.ts';

/** A rollback that goes on. Until it is recorded as a whole, it can be cancelled without a trace in the data. */
export function RollbackProgress({ run }: { readonly run: RunState | null }) {
  const phase = run?.phase ?? 'Starting';
  return (
    <div className="flex flex-col gap-2 py-2" aria-live="polite">
      <p>{run?.status === 'CANCELLING' ? 'Cancelling' : phase}</p>
      <ProgressBar label={phase} done={run?.done ?? 0} total={run?.total ?? null} />
      <div className="flex items-center gap-2 text-small text-text-muted">
        <span className="flex-1">
          {run === null ? '' : `${formatCount(run.done)}${totalText(run)}, ${formatDuration(run.elapsedMs)}`}
        </span>
        {run !== null && (
          <Button
            size="small"
            variant="ghost"
            disabled={run.status === 'CANCELLING'}
            onClick={() => cancelRun(run.runId)}
          >
            Cancel rollback
          </Button>
        )}
      </div>
    </div>
  );
}

const totalText = ({ total }: RunState): string => (total === null ? '' : ` of ${formatCount(total)}`);
