import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { PlanOverview } from '../../../../shared/contract/plans.ts';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { Time } from '../../../components/Time.tsx';
import { formatCountOf } from '../../../lib/format.ts';
import { PlanHash } from './PlanHash.tsx';

interface PlanHeaderProps {
  readonly plan: PlanOverview;
  /** The batch that this plan was executed as, once it was. */
  readonly isExecuted: boolean;
  /** The switch between plan and run. */
  readonly children?: ReactNode;
}

/** Which plan is shown: its hash, when it was made, and whether it still holds. */
export function PlanHeader({ plan, isExecuted, children }: PlanHeaderProps): ReactNode {
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1">
      <span className="label-caps">Plan</span>
      <PlanHash planId={plan.planId} />
      <span className="text-text-muted">
        made <Time at={plan.madeAt} />
      </span>
      <Currency isCurrent={plan.isCurrent} isExecuted={isExecuted} />
      <span className="ml-auto">{children}</span>
    </div>
  );
}

function Currency({ isCurrent, isExecuted }: { readonly isCurrent: boolean; readonly isExecuted: boolean }) {
  if (isExecuted) return <span className="text-add">executed</span>;
  if (isCurrent) return <span className="text-text-muted">still current</span>;
  return (
    <span className="inline-flex items-center gap-1 text-warning">
      <SeverityIcon severity="WARNING" />
      the project changed since
    </span>
  );
}

/** What the reader should know of a plan: one note in a line, several to be opened. */
export function PlanNotes({ notes }: { readonly notes: readonly string[] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [first] = notes;
  if (first === undefined) return null;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section aria-label="Notes" className="shrink-0 border-t border-line px-4">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex h-control w-full items-center gap-2 text-left"
      >
        <SeverityIcon severity="INFO" />
        <span className="shrink-0 font-medium">{formatCountOf(notes.length, 'note')}</span>
        {!isOpen && <span className="min-w-0 truncate text-text-muted">{first}</span>}
        <Chevron size={14} aria-hidden className="ml-auto shrink-0 text-text-muted" />
      </button>
      {isOpen && (
        <ul className="max-h-40 list-disc space-y-1 overflow-auto pb-2 pl-9 select-text">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
