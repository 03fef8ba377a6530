import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { isEnded, type RunOutcome, type RunState } from '../../shared/contract/runs.ts';
import { showProblem, useApp } from '../lib/app-store.ts';
import { onPush } from '../lib/client.ts';
import { formatCount, formatCountOf } from '../lib/format.ts';
import { tellExported } from '../lib/project-actions.ts';
import { runPlace, runWord } from '../lib/run-words.ts';

/** Tells how a run ended, where no screen that shows does. */
export function useRunMessages(): void {
  const navigate = useNavigate();
  const told = useRef(useApp.getState().run?.runId);
  useEffect(
    () =>
      onPush((push) => {
        if (push.type !== 'run' || !isEnded(push.run) || told.current === push.run.runId) return;
        told.current = push.run.runId;
        const place = runPlace(push.run.kind);
        if (isShown(push.run, place)) return;
        tellEnd(push.run, place === null ? null : () => void navigate(place));
      }),
    [navigate],
  );
}

/** A rollback is shown by its dialog, which opens from several screens; other runs by the screen of their own. */
function isShown({ kind }: RunState, place: string | null): boolean {
  if (kind === 'ROLLBACK' && document.querySelector('[role="dialog"]') !== null) return true;
  return place !== null && window.location.hash.startsWith(`#${place}`);
}

function tellEnd(run: RunState, show: (() => void) | null): void {
  const action = show === null ? {} : { action: { label: 'Show', onClick: show } };
  if (run.status === 'CANCELLED') toast(`${runWord(run.kind)} cancelled; nothing was changed`);
  else if (run.status === 'FAILED' && run.error !== null) {
    if (show === null) showProblem(run.error);
    else toast.error(run.error.message, { ...action, duration: 20_000 });
  } else if (run.outcome !== null) tellOutcome(run.outcome, action);
}

function tellOutcome(outcome: RunOutcome, action: object): void {
  switch (outcome.kind) {
    case 'VERIFY':
      return tellVerified(outcome.report);
    case 'EXPORT':
      return tellExported(outcome.name, outcome.events);
    case 'RULES':
      toast.success(
        `Rules: ${formatCount(outcome.added)} added, ${formatCount(outcome.changed)} changed, ${formatCount(outcome.retired)} retired, ${formatCount(outcome.unchanged)} unchanged`,
      );
      return;
    case 'IMPORT':
      toast.success(
        `Import: ${formatCount(outcome.counts.created)} assets created, ${formatCount(outcome.counts.updated)} changed`,
        action,
      );
      return;
    case 'PLAN':
      toast.success('The dry run is ready', action);
      return;
    case 'EXECUTION':
      toast.success(`Execution: ${formatCountOf(outcome.summary.actionsTaken, 'action')} taken`, action);
      return;
    case 'ROLLBACK':
      toast.success(`${formatCountOf(outcome.result.eventsRolledBack, 'event')} rolled back`, action);
  }
}

type VerifyReport = Extract<RunOutcome, { kind: 'VERIFY' }>['report'];

function tellVerified({ ok, events, firstBad, projections }: VerifyReport): void {
  if (ok) {
    toast.success(`${formatCountOf(events, 'event')} verified: the log is as it was written`);
    return;
  }
  const message =
    firstBad === null
      ? `The log is as it was written, but ${formatCountOf(projections.differences.length, 'row')} of the tables differ from it. Restore a backup, or rebuild the tables from the log.`
      : `The log is not as it was written. Event ${formatCount(firstBad.position)}: ${firstBad.message}`;
  showProblem({
    code: 'PROJECT_CORRUPT',
    message,
    context: {
      firstBad: firstBad === null ? null : { ...firstBad },
      differences: projections.differences.length,
    },
  });
}
