import { useState } from 'react';
import type { RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import type { RollbackConflict } from '../../../shared/model/rollback.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { Tag } from '../../components/Tag.tsx';
import { Time } from '../../components/Time.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { fieldLabel, formatCountOf } from '../../lib/format.ts';
import { batchKindWord, totalChanges } from '../timeline/batch-words.ts';

interface RollbackConflictsProps {
  readonly conflicts: readonly RollbackConflict[];
  /** The batches that would be, or are, rolled back too. */
  readonly cascaded: RollbackPreview['cascaded'];
  readonly isCascade: boolean;
  readonly isDisabled: boolean;
  readonly onCascade: (isCascade: boolean) => void;
}

const FEW = 6;

/** Later changes that rest on the batch, and the choice to take these back too. */
export function RollbackConflicts(props: RollbackConflictsProps) {
  const { conflicts, cascaded, isCascade, isDisabled, onCascade } = props;
  if (conflicts.length === 0 && cascaded.length === 0) return null;
  return (
    <section aria-label="Conflicts" className="flex flex-col gap-1">
      {conflicts.length > 0 && (
        <>
          <p role={isCascade ? undefined : 'alert'}>
            <ChangeSign op="CONFLICT" count={conflicts.length} />
            <span className="text-text-muted">
              {isCascade
                ? ': these stand in the way even so. The batch cannot be rolled back.'
                : ': later changes rest on this batch. Roll them back too, or leave the batch.'}
            </span>
          </p>
          <ConflictList conflicts={conflicts} />
        </>
      )}
      {cascaded.length > 0 && (
        <Checkbox
          checked={isCascade}
          disabled={isDisabled}
          onCheckedChange={onCascade}
          label={`Roll back ${formatCountOf(cascaded.length, 'later batch', 'later batches')} too`}
        />
      )}
      {cascaded.length > 0 && (
        <ul aria-label="Batches rolled back too" className="max-h-40 overflow-y-auto pl-6">
          {cascaded.map((batch) => (
            <CascadedBatch key={batch.correlationId} batch={batch} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ConflictList({ conflicts }: { readonly conflicts: readonly RollbackConflict[] }) {
  const [active, setActive] = useState<number | null>(null);
  if (conflicts.length <= FEW) {
    return (
      <ul aria-label="Conflicts" className="rounded-md border border-line">
        {conflicts.map((conflict, index) => (
          <li key={index} className="min-h-row border-t border-line/60 first:border-t-0">
            <Conflict conflict={conflict} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="flex h-48 flex-col rounded-md border border-line">
      <VirtualList
        count={conflicts.length}
        rowHeight={30}
        ariaLabel="Conflicts"
        activeIndex={active}
        onActiveChange={setActive}
        renderRow={(index) => {
          const conflict = conflicts[index];
          return conflict === undefined ? null : <Conflict conflict={conflict} />;
        }}
      />
    </div>
  );
}

function Conflict({ conflict }: { readonly conflict: RollbackConflict }) {
  const { tag, field, userId, timestamp, kind, reason } = conflict;
  return (
    <div className="flex min-h-row items-center gap-2 px-2 text-small" title={reason}>
      <Tag className="max-w-40 shrink-0 truncate">{tag}</Tag>
      {field !== '' && <span className="shrink-0">{fieldLabel(field)}</span>}
      <span className="min-w-0 flex-1 truncate text-text-muted">{reason}</span>
      <span className="shrink-0 whitespace-nowrap text-text-muted">
        {batchKindWord(kind)} by {userId}, <Time at={timestamp} />
      </span>
    </div>
  );
}

function CascadedBatch({ batch }: { readonly batch: BatchLine }) {
  const { created, updated, deleted } = totalChanges(batch.counts);
  return (
    <li className="flex h-7 items-center gap-2 text-small">
      <Time at={batch.startedAt} className="shrink-0 whitespace-nowrap text-text-muted" />
      <span className="shrink-0 font-medium">{batchKindWord(batch.kind)}</span>
      <span className="shrink-0">{batch.userId}</span>
      <span className="min-w-0 flex-1 truncate text-text-muted">{batch.reason}</span>
      {created > 0 && <ChangeSign op="CREATE" count={created} word={null} />}
      {updated > 0 && <ChangeSign op="UPDATE" count={updated} word={null} />}
      {deleted > 0 && <ChangeSign op="DELETE" count={deleted} word={null} />}
    </li>
  );
}
