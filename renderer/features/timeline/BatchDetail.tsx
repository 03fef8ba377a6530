import { Copy, Undo2, X } from 'lucide-react';
import { Link } from 'react-router';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import type { ChangeCounts } from '../../../shared/model/batch.ts';
import { Button } from '../../components/Button.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { copyText } from '../../lib/copy-text.ts';
import { formatCount, formatCountOf, formatDuration, formatFullTime } from '../../lib/format.ts';
import { useRequest } from '../../lib/use-request.ts';
import { batchKindWord, batchState } from './batch-words.ts';
import { DetailSection, Fact, Facts } from './DetailParts.tsx';
import { timelinePath } from './timeline-address.ts';

interface BatchDetailProps {
  readonly batch: BatchLine;
  readonly onClose: () => void;
  readonly onRollback: (() => void) | null;
  /** Why it cannot be rolled back, where that is not the batch's own state. */
  readonly readOnlyReason: string | null;
}

/** One batch: what it changed by kind, how it stands, and the way to take it back. */
export function BatchDetail({ batch: given, onClose, onRollback, readOnlyReason }: BatchDetailProps) {
  // The list may not hold it any more; how it stands is asked for anew.
  const fresh = useRequest('timeline.batch', { correlationId: given.correlationId }).data;
  const batch = fresh ?? given;
  const counterpart = useRequest(
    'timeline.batch',
    { correlationId: batch.counterpart ?? '' },
    { enabled: batch.counterpart !== null },
  ).data;
  const { counts } = batch;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{batchKindWord(batch.kind)}</h2>
        <IconButton
          label="Copy batch id"
          icon={<Copy size={14} />}
          onClick={() => copyText(batch.correlationId, 'Batch id')}
        />
        <IconButton label="Close details" keys="Esc" icon={<X size={14} />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {batch.reason !== null && (
          <p className="border-b border-line px-3 py-2 break-words select-text">{batch.reason}</p>
        )}
        {batch.canRollback && (
          <div className="border-b border-line px-3 py-2">
            <Button
              icon={<Undo2 size={14} aria-hidden />}
              disabled={onRollback === null}
              onClick={() => onRollback?.()}
            >
              Roll back...
            </Button>
            {readOnlyReason !== null && <p className="mt-1 text-small text-text-muted">{readOnlyReason}</p>}
          </div>
        )}
        <DetailSection title="Changes">
          <ChangesOf what="asset" counts={counts.assets} />
          <ChangesOf what="cable" counts={counts.cables} />
          <ChangesOf what="relation" counts={counts.edges} />
          <ChangesOf what="package" counts={counts.packages} />
          <ChangesOf what="rule" counts={counts.rules} />
          <p className="text-small text-text-muted">
            {formatCountOf(counts.findings.raised, 'finding')} raised, {formatCount(counts.findings.resolved)}{' '}
            resolved
          </p>
        </DetailSection>
        <DetailSection title="Record">
          <Facts>
            <Fact label="State">{batchState(batch, counterpart ?? null).word}</Fact>
            {batch.counterpart !== null && (
              <Fact label={batch.kind === 'ROLLBACK' ? 'Took back' : 'Taken back by'}>
                <Link
                  className="text-accent hover:underline"
                  to={timelinePath({ correlationId: batch.counterpart })}
                >
                  {counterpart === undefined
                    ? 'Show the batch'
                    : `${batchKindWord(counterpart.kind)} #${formatCount(counterpart.startedPosition)}`}
                </Link>
              </Fact>
            )}
            <Fact label="User">{batch.userId}</Fact>
            <Fact label="Started">{formatFullTime(batch.startedAt)}</Fact>
            {batch.finishedAt !== null && (
              <Fact label="Took">
                {formatDuration(Date.parse(batch.finishedAt) - Date.parse(batch.startedAt))}
              </Fact>
            )}
            <Fact label="Events">
              {formatCount(counts.events)}, #{formatCount(batch.startedPosition)} to #
              {formatCount(batch.lastPosition)}
            </Fact>
            <Fact label="Batch id" mono>
              {batch.correlationId}
            </Fact>
            {batch.planHash !== null && (
              <Fact label="Plan" mono>
                {batch.planHash}
              </Fact>
            )}
          </Facts>
        </DetailSection>
      </div>
    </div>
  );
}

function ChangesOf({ what, counts }: { readonly what: string; readonly counts: ChangeCounts }) {
  const { created, updated, deleted } = counts;
  if (created + updated + deleted === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className="w-20 text-text-muted">{what}s</span>
      {created > 0 && <ChangeSign op="CREATE" count={created} />}
      {updated > 0 && <ChangeSign op="UPDATE" count={updated} />}
      {deleted > 0 && <ChangeSign op="DELETE" count={deleted} />}
    </p>
  );
}
