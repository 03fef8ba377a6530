import { CircleCheck, CircleSlash } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { RunOutcome } from '../../../../shared/contract/runs.ts';
import type { ExecutionSummary } from '../../../../shared/model/stream.ts';
import { Button } from '../../../components/Button.tsx';
import { ChangeSign } from '../../../components/ChangeSign.tsx';
import { useApp } from '../../../lib/app-store.ts';
import { formatCountOf, formatDuration } from '../../../lib/format.ts';
import { useRequest } from '../../../lib/use-request.ts';
import { RollbackConfirmModal } from '../../rollback/RollbackConfirmModal.tsx';
import { batchPath } from './batch-path.ts';

type ExecutionOutcome = Extract<RunOutcome, { kind: 'EXECUTION' }>;

interface RunSummaryProps {
  readonly outcome: ExecutionOutcome;
  /** What the plan changed, as its button said; null where the plan is not kept any more. */
  readonly changes: number | null;
}

/** What an execution came to, with the ways on from it. */
export function RunSummary({ outcome, changes }: RunSummaryProps): ReactNode {
  const [isRollingBack, setRollingBack] = useState(false);
  const canWrite = useApp((app) => app.project?.mode === 'WRITABLE');
  const { correlationId, summary, durationMs } = outcome;
  const batch = useRequest('timeline.batch', { correlationId }, { keepPrevious: true }).data;
  const isRolledBack = batch?.status === 'ROLLED_BACK';
  return (
    <section aria-label="Result" className="shrink-0 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <CircleCheck size={16} aria-hidden className="text-add" />
        <h2 className="font-semibold">
          {changes === null
            ? formatCountOf(summary.actionsTaken, 'action')
            : formatCountOf(changes, 'change')}{' '}
          applied in {formatDuration(durationMs)}
        </h2>
        {isRolledBack && <span className="text-text-muted">rolled back since</span>}
        <Link
          to={batchPath(correlationId)}
          className="ml-auto flex h-control items-center rounded-md px-2 text-accent hover:underline"
        >
          Show in the timeline
        </Link>
        <Button
          variant="danger"
          disabled={!canWrite || batch?.canRollback === false}
          onClick={() => setRollingBack(true)}
        >
          Roll back...
        </Button>
      </div>
      <SummaryCounts summary={summary} />
      {isRollingBack && (
        <RollbackConfirmModal correlationId={correlationId} open onOpenChange={setRollingBack} />
      )}
    </section>
  );
}

/** A run that was cancelled left nothing behind. */
export function CancelledSummary({ onShowPlan }: { readonly onShowPlan: () => void }): ReactNode {
  return (
    <section aria-label="Result" className="flex shrink-0 items-center gap-3 border-b border-line px-4 py-3">
      <CircleSlash size={16} aria-hidden className="text-text-muted" />
      <h2 role="status" className="font-semibold">
        Cancelled; nothing was applied
      </h2>
      <p className="text-text-muted">The plan can still be executed.</p>
      <Button className="ml-auto" onClick={onShowPlan}>
        Show the plan
      </Button>
    </section>
  );
}

function SummaryCounts({ summary }: { readonly summary: ExecutionSummary }): ReactNode {
  const { created, updated, findings, skipped, errors } = summary;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
      <Line op="CREATE" count={created.assets} word={created.assets === 1 ? 'asset' : 'assets'} />
      <Line op="CREATE" count={created.cables} word={created.cables === 1 ? 'cable' : 'cables'} />
      <Line op="CREATE" count={created.edges} word={created.edges === 1 ? 'relation' : 'relations'} />
      <Line op="CREATE" count={created.packages} word={created.packages === 1 ? 'package' : 'packages'} />
      <Line op="UPDATE" count={updated.assets} word={updated.assets === 1 ? 'asset' : 'assets'} />
      <Line op="UPDATE" count={updated.cables} word={updated.cables === 1 ? 'cable' : 'cables'} />
      <Line op="RAISE" count={findings} word={findings === 1 ? 'finding raised' : 'findings raised'} />
      <Line op="SKIP" count={skipped} word="skipped" />
      <Line op="ERROR" count={errors} word={errors === 1 ? 'error' : 'errors'} />
    </ul>
  );
}

interface LineProps {
  readonly op: 'CREATE' | 'UPDATE' | 'RAISE' | 'SKIP' | 'ERROR';
  readonly count: number;
  readonly word: string;
}

function Line({ op, count, word }: LineProps): ReactNode {
  if (count === 0) return null;
  return (
    <li>
      <ChangeSign op={op} count={count} word={word} />
    </li>
  );
}
