import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { isEnded } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { showProblem, useApp } from '../../lib/app-store.ts';
import { request } from '../../lib/client.ts';
import { formatCountOf, formatFullTime, formatTime } from '../../lib/format.ts';
import { runPercent } from '../../lib/run-words.ts';
import { useRun } from './use-run.ts';

/** Checks that the log is as it was written, and says what the last check came to. */
export function VerifyButton() {
  const verified = useApp((app) => app.project?.verified ?? null);
  const [run, follow] = useRun();
  const isRunning = run !== null && !isEnded(run);
  const percent = run === null ? null : runPercent(run);
  const start = (): void => {
    request('verify.start', {}).then(({ runId }) => follow(runId), showProblem);
  };
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="hidden text-small text-text-muted @4xl:inline">
        {isRunning ? `Verifying${percent === null ? '' : ` ${percent} %`}` : <Result verified={verified} />}
      </span>
      <Button
        disabled={isRunning}
        onClick={start}
        icon={
          verified?.ok === false ? (
            <ShieldAlert size={14} aria-hidden className="text-error" />
          ) : (
            <ShieldCheck size={14} aria-hidden />
          )
        }
      >
        Verify
      </Button>
    </span>
  );
}

interface ResultProps {
  readonly verified: { readonly at: string; readonly ok: boolean; readonly position: number } | null;
}

function Result({ verified }: ResultProps) {
  if (verified === null) return null;
  const { at, ok, position } = verified;
  return (
    <span title={formatFullTime(at)} className={ok ? undefined : 'text-error'}>
      {ok ? `${formatCountOf(position, 'event')} verified` : 'not as it was written'}, {formatTime(at)}
    </span>
  );
}
