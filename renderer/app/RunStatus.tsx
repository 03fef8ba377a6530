import { ArrowRight, X } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { isEnded, type RunState } from '../../shared/contract/runs.ts';
import { ProgressBar } from '../components/ProgressBar.tsx';
import { useApp } from '../lib/app-store.ts';
import { cancelRun } from '../lib/project-actions.ts';
import { runPercent, runPlace, runWord } from '../lib/run-words.ts';

/** The run that goes on, from any screen, with the way to where it is shown. */
export function RunStatus() {
  const run = useApp((app) => app.run);
  const isRunning = run !== null && !isEnded(run);
  return (
    <>
      {isRunning && <Running run={run} />}
      <span role="status" className="sr-only">
        {isRunning ? `${runWord(run.kind)} is running` : ''}
      </span>
    </>
  );
}

function Running({ run }: { readonly run: RunState }) {
  const { pathname } = useLocation();
  const place = runPlace(run.kind);
  const percent = runPercent(run);
  return (
    <div className="flex items-center gap-2 pl-2">
      <span className="max-narrow:hidden" title={run.phase}>
        {run.status === 'CANCELLING' ? 'Cancelling' : runWord(run.kind)}
      </span>
      <ProgressBar label={run.phase} done={run.done} total={run.total} className="w-24" />
      <span className="w-8 text-right">{percent === null ? '' : `${percent} %`}</span>
      {place !== null && place !== pathname && (
        <Link to={place} className="flex h-5 items-center gap-1 rounded px-1 text-accent hover:bg-hover">
          Show <ArrowRight size={12} aria-hidden />
        </Link>
      )}
      <button
        type="button"
        aria-label={`Cancel: ${runWord(run.kind)}`}
        title="Cancel"
        disabled={run.status === 'CANCELLING'}
        onClick={() => cancelRun(run.runId)}
        className="flex size-5 items-center justify-center rounded hover:bg-hover disabled:opacity-50"
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}
