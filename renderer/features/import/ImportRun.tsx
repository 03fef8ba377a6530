import type { RunState } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { cancelRun } from '../../lib/project-actions.ts';
import { runPercent } from '../../lib/run-words.ts';
import { useImport } from './import-store.ts';

/** The import while it goes on. */
export function ImportRun({ run }: { readonly run: RunState | null }) {
  const file = useImport((state) => state.file?.name ?? 'a tag list');
  const percent = run === null ? null : runPercent(run);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6">
      <h1 className="text-title font-semibold">Importing {file}</h1>
      <ProgressBar label={run?.phase ?? 'Starting'} done={run?.done ?? 0} total={run?.total ?? null} />
      <div className="flex items-center gap-4 text-text-muted">
        <span role="status">{run?.phase ?? 'Starting'}</span>
        {run !== null && run.total !== null && (
          <span>
            {formatCount(run.done)} of {formatCount(run.total)}
            {percent === null ? '' : `, ${percent} %`}
          </span>
        )}
        {run !== null && <span>{formatDuration(run.elapsedMs)}</span>}
        <Button
          className="ml-auto"
          disabled={run === null || run.status === 'CANCELLING'}
          onClick={() => run !== null && cancelRun(run.runId)}
        >
          {run?.status === 'CANCELLING' ? 'Cancelling' : 'Cancel'}
        </Button>
      </div>
      <p className="text-small text-text-muted">
        Either all of it is imported or nothing: a cancelled import leaves the project as it is.
      </p>
    </div>
  );
}
