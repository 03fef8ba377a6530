import { ChevronDown, ChevronRight, Undo2 } from 'lucide-react';
import { memo } from 'react';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { Time } from '../../components/Time.tsx';
import { classNames } from '../../lib/class-names.ts';
import { formatCount } from '../../lib/format.ts';
import { batchKindWord, batchState, totalChanges, type BatchState } from './batch-words.ts';
import { batchKey } from './timeline-rows.ts';

interface BatchRowViewProps {
  readonly batch: BatchLine;
  readonly isOpen: boolean;
  /** The rollback of this batch, where the list holds it. */
  readonly counterpart: BatchLine | null;
  readonly isFiltered: boolean;
  readonly onToggle: (key: string, isOpen: boolean) => void;
  /** Null where the project can only be read. */
  readonly onRollback: ((batch: BatchLine) => void) | null;
}

/** One batch: when, what kind, who, why, what it changed, and how it stands. */
export const BatchRowView = memo(function BatchRowView({
  batch,
  isOpen,
  counterpart,
  isFiltered,
  onToggle,
  onRollback,
}: BatchRowViewProps) {
  const toggle = (): void => onToggle(batchKey(batch), !isOpen);
  const isOut = batch.status !== 'COMPLETED' && batch.status !== 'RUNNING';
  return (
    <div className="flex h-full items-center gap-2 border-b border-line/60 pr-2 pl-1" onDoubleClick={toggle}>
      <ExpandButton isOpen={isOpen} label={batchKindWord(batch.kind)} onToggle={toggle} />
      <Time at={batch.startedAt} className="w-30 shrink-0 whitespace-nowrap text-text-muted" />
      <span className={classNames('w-22 shrink-0 truncate font-medium', isOut && 'text-text-muted')}>
        {batchKindWord(batch.kind)}
      </span>
      <span className="hidden w-20 shrink-0 truncate @2xl:block" title={batch.userId}>
        {batch.userId}
      </span>
      <span className="min-w-0 flex-1 truncate" title={batch.reason ?? undefined}>
        {batch.reason}
      </span>
      {isFiltered && batch.matching < batch.counts.events && (
        <span className="hidden shrink-0 text-small whitespace-nowrap text-text-muted @3xl:inline">
          {formatCount(batch.matching)} of {formatCount(batch.counts.events)} match
        </span>
      )}
      <BatchChanges batch={batch} />
      <BatchStateText state={batchState(batch, counterpart)} />
      <RollbackButton batch={batch} onRollback={onRollback} />
    </div>
  );
});

interface ExpandButtonProps {
  readonly isOpen: boolean;
  readonly label: string;
  readonly onToggle: () => void;
}

/** Not in the order of the Tab key: in the list the arrows do the same. */
export function ExpandButton({ isOpen, label, onToggle }: ExpandButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${isOpen ? 'Collapse' : 'Expand'} ${label}`}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      className="flex h-control w-6 shrink-0 items-center justify-center rounded text-text-muted hover:text-text"
    >
      {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
    </button>
  );
}

function BatchChanges({ batch }: { readonly batch: BatchLine }) {
  const { created, updated, deleted } = totalChanges(batch.counts);
  return (
    <span className="hidden shrink-0 items-center justify-end gap-2 text-small @md:flex @4xl:w-44">
      {created > 0 && <ChangeSign op="CREATE" count={created} word={null} />}
      {updated > 0 && <ChangeSign op="UPDATE" count={updated} word={null} />}
      {deleted > 0 && <ChangeSign op="DELETE" count={deleted} word={null} />}
    </span>
  );
}

const TONES: Readonly<Record<BatchState['tone'], string>> = {
  quiet: 'text-text-muted',
  plain: '',
  warning: 'text-warning',
  error: 'text-error',
  running: 'text-accent font-medium',
};

export function BatchStateText({ state }: { readonly state: BatchState }) {
  return (
    <span
      className={classNames('w-20 shrink-0 truncate text-small @4xl:w-36', TONES[state.tone])}
      title={state.word}
    >
      {state.word}
    </span>
  );
}

function RollbackButton({ batch, onRollback }: Pick<BatchRowViewProps, 'batch' | 'onRollback'>) {
  if (!batch.canRollback || onRollback === null)
    return <span className="hidden w-7 shrink-0 @lg:block @4xl:w-24" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Roll back: ${batchKindWord(batch.kind)} ${batch.reason ?? ''}`}
      title="Roll back..."
      onClick={(event) => {
        event.stopPropagation();
        onRollback(batch);
      }}
      className="hidden h-6 w-7 shrink-0 items-center justify-center gap-1 rounded border border-transparent text-small text-text-muted hover:border-line-strong/60 hover:text-text @lg:flex @4xl:w-24"
    >
      <Undo2 size={13} aria-hidden className="@4xl:hidden" />
      <span className="hidden @4xl:inline">Roll back...</span>
    </button>
  );
}
