import type { ReactNode } from 'react';
import type { RunState } from '../../../../shared/contract/runs.ts';
import { Button } from '../../../components/Button.tsx';
import { ProgressBar } from '../../../components/ProgressBar.tsx';
import { classNames } from '../../../lib/class-names.ts';
import { formatCount, formatCountOf, formatDuration } from '../../../lib/format.ts';
import { cancelRun } from '../../../lib/project-actions.ts';
import { runPercent } from '../../../lib/run-words.ts';
import { remainingMs, roundedPace } from './run-pace.ts';
import { useCalmText } from './use-calm-text.ts';
import { useElapsed, usePace } from './use-pace.ts';

interface RunProgressProps {
  readonly run: RunState;
  /** What is counted: "changes". */
  readonly unit: string;
}

/** How a run goes: a bar, numbers, and the way to stop it. */
export function RunProgress({ run, unit }: RunProgressProps): ReactNode {
  const pace = usePace(run);
  const elapsed = useElapsed(run);
  const remaining = remainingMs(run, pace);
  const percent = runPercent(run);
  const isCancelling = run.status === 'CANCELLING';
  const spoken = useCalmText(spokenProgress(run, percent, unit));
  return (
    <section aria-label="Progress" className="border-b border-line px-4 py-3">
      <div className="flex items-center gap-3">
        <span className="w-52 truncate font-medium">{isCancelling ? 'Cancelling' : run.phase}</span>
        <ProgressBar label={run.phase} done={run.done} total={run.total} className="min-w-24 flex-1" />
        <span className="w-12 text-right font-medium">{percent === null ? '' : `${percent} %`}</span>
        <Button size="small" disabled={isCancelling} onClick={() => cancelRun(run.runId)}>
          {isCancelling ? 'Cancelling' : 'Cancel'}
        </Button>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-small text-text-muted">
        {run.total !== null && (
          <Figure
            name={unit}
            value={`${formatCount(run.done)} of ${formatCount(run.total)}`}
            width="min-w-36"
          />
        )}
        {run.rules !== null && (
          <Figure
            name="rules"
            value={`${formatCount(run.rules.completed)} of ${formatCount(run.rules.total)}`}
          />
        )}
        {pace !== null && (
          <Figure name="rate" value={`${formatCount(roundedPace(pace))} /s`} width="min-w-20" />
        )}
        <Figure name="elapsed" value={formatDuration(elapsed)} width="min-w-24" />
        {remaining !== null && <Figure name="left" value={formatDuration(remaining)} width="min-w-20" />}
        {run.kind === 'EXECUTION' && (
          <Figure name="errors" value={formatCount(run.errors)} isBad={run.errors > 0} />
        )}
      </dl>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly width?: string;
  readonly isBad?: boolean;
}

/** A number with its name; its width stays, so that the next one does not jump. */
function Figure({ name, value, width, isBad = false }: FigureProps): ReactNode {
  return (
    <div className={classNames('flex gap-1.5', width)}>
      <dt>{name}</dt>
      <dd className={isBad ? 'font-medium text-error' : 'text-text'}>{value}</dd>
    </div>
  );
}

function spokenProgress(run: RunState, percent: number | null, unit: string): string {
  if (percent === null || run.total === null) return run.phase;
  const errors = run.errors === 0 ? '' : `, ${formatCountOf(run.errors, 'error')}`;
  return `${percent} percent, ${formatCount(run.done)} of ${formatCount(run.total)} ${unit}${errors}`;
}
