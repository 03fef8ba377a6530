import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { NARROW, useMediaQuery } from '../../../lib/use-media-query.ts';
import { useRequest } from '../../../lib/use-request.ts';
import { OperationDetail } from './OperationDetail.tsx';
import { OutcomeDetail } from './OutcomeDetail.tsx';
import { partOf, type PlanFilter } from './plan-filter.ts';
import { entryOf, type PlanEntry } from './use-plan-entries.ts';

interface PlanEntryPaneProps {
  readonly planId: string;
  readonly filter: PlanFilter;
  readonly ruleId: string | null;
  readonly offset: number;
  readonly onClose: () => void;
  readonly onTake: ((take: string) => void) | null;
}

/** The details of one entry of a plan; from an operation the way leads to what caused it. */
export function PlanEntryPane({
  planId,
  filter,
  ruleId,
  offset,
  onClose,
  onTake,
}: PlanEntryPaneProps): ReactNode {
  const place = `${ruleId ?? ''} ${offset}`;
  const [cause, setCause] = useState<{ readonly place: string; readonly index: number } | null>(null);
  const isCause = cause !== null && cause.place === place;
  const { part, ops } = partOf(filter);
  const page = useRequest(
    'plan.page',
    isCause
      ? { planId, part: 'operations', offset: cause.index, limit: 1 }
      : { planId, part, ...(ops === undefined ? {} : { ops }), ruleId, offset, limit: 1 },
    { keepPrevious: true },
  );
  const entry = page.data === undefined ? undefined : entryOf(page.data, isCause ? 'operations' : part, 0);
  const isNarrow = useMediaQuery(NARROW);
  return (
    <section
      aria-label="Planned change"
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {!isNarrow && (
        <header className="flex h-9 shrink-0 items-center justify-between border-b border-line pr-1 pl-3">
          <span className="label-caps">{isCause ? 'Cause' : titleOf(entry)}</span>
          <IconButton label="Close" keys="Esc" icon={<X size={14} aria-hidden />} onClick={onClose} />
        </header>
      )}
      <div className="min-h-0 flex-1 overflow-auto">
        {page.error !== null ? (
          <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        ) : entry === undefined ? (
          <Skeleton rows={8} />
        ) : entry.part === 'operations' ? (
          <OperationDetail
            operation={entry.value}
            onCause={(index) => setCause({ place, index })}
            onBack={isCause ? () => setCause(null) : null}
          />
        ) : (
          <OutcomeDetail entry={entry} onTake={onTake} />
        )}
      </div>
    </section>
  );
}

function titleOf(entry: PlanEntry | undefined): string {
  if (entry === undefined || entry.part === 'operations') return 'Planned change';
  return entry.part === 'skips' ? 'Skipped' : entry.part === 'conflicts' ? 'Conflict' : 'Error';
}
