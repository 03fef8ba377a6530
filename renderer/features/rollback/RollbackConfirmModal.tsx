import { useState, type KeyboardEvent } from 'react';
import type { RollbackPreview } from '../../../shared/contract/rollbacks.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { Time } from '../../components/Time.tsx';
import { useReadOnlyReason } from '../../lib/app-store.ts';
import { formatCountOf } from '../../lib/format.ts';
import { batchKindWord, batchName } from '../timeline/batch-words.ts';
import { RollbackConflicts } from './RollbackConflicts.tsx';
import { RollbackImpact } from './RollbackImpact.tsx';
import { RollbackOutcome } from './RollbackOutcome.tsx';
import { RollbackProgress } from './RollbackProgress.tsx';
import { useRollback, type Rollback } from './use-rollback.ts';

interface RollbackConfirmModalProps {
  readonly correlationId: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Shows all that a rollback would do, asks for a reason, does it, and tells what it came to. */
export function RollbackConfirmModal({ correlationId, open, onOpenChange }: RollbackConfirmModalProps) {
  const rollback = useRollback(correlationId, open);
  const [reason, setReason] = useState('');
  const readOnlyReason = useReadOnlyReason();
  const obstacle = readOnlyReason ?? obstacleOf(rollback, reason);
  const submit = (): void => {
    if (obstacle === null && rollback.stage === 'preview') rollback.start(reason.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  const close = (): void => onOpenChange(false);
  const { preview } = rollback;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="medium"
      title={preview === undefined ? 'Roll back' : `Roll back ${batchName(preview.batch)}`}
      description={preview === undefined ? undefined : <Batch preview={preview} />}
      footer={<Footer rollback={rollback} obstacle={obstacle} onClose={close} onSubmit={submit} />}
    >
      <div onKeyDown={onKeyDown} className="flex flex-col gap-3">
        {rollback.stage === 'done' && rollback.result !== null && (
          <RollbackOutcome result={rollback.result} onClose={close} />
        )}
        {rollback.stage === 'running' && <RollbackProgress run={rollback.run} />}
        {rollback.stage === 'preview' && (
          <PreviewForm
            rollback={rollback}
            reason={reason}
            onReason={setReason}
            readOnlyReason={readOnlyReason}
          />
        )}
      </div>
    </Dialog>
  );
}

function Batch({ preview: { batch } }: { readonly preview: RollbackPreview }) {
  return (
    <>
      {batchKindWord(batch.kind)} by {batch.userId}, <Time at={batch.startedAt} />
    </>
  );
}

interface PreviewFormProps {
  readonly rollback: Rollback;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly readOnlyReason: string | null;
}

function PreviewForm({ rollback, reason, onReason, readOnlyReason }: PreviewFormProps) {
  const { preview, previewError, failure, askAgain, isCascade, setCascade, isChanging, run } = rollback;
  if (previewError !== null) return <ErrorState error={previewError} onRetry={askAgain} />;
  if (preview === undefined) return <Skeleton rows={6} />;
  return (
    <>
      {failure !== null && (
        <ErrorState error={failure} onRetry={askAgain}>
          <p className="mt-1 text-text-muted">Nothing was rolled back.</p>
        </ErrorState>
      )}
      {run?.status === 'CANCELLED' && <p role="status">Cancelled; nothing was rolled back.</p>}
      <RollbackImpact preview={preview} />
      <RollbackConflicts
        conflicts={preview.result.conflicts}
        cascaded={preview.cascaded}
        isCascade={isCascade}
        isDisabled={isChanging}
        onCascade={setCascade}
      />
      <p className="text-text-muted">
        Kept: every event stays in the log; the rollback is recorded and can itself be undone.
      </p>
      {readOnlyReason !== null && <p className="text-warning">{readOnlyReason}</p>}
      <TextArea
        label="Reason"
        hint="Required. Ctrl+Enter rolls back."
        rows={2}
        autoFocus
        value={reason}
        maxLength={2_000}
        onChange={(event) => onReason(event.target.value)}
      />
    </>
  );
}

interface FooterProps {
  readonly rollback: Rollback;
  readonly obstacle: string | null;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
}

function Footer({ rollback, obstacle, onClose, onSubmit }: FooterProps) {
  const { stage, preview } = rollback;
  if (stage === 'done') return <Button onClick={onClose}>Close</Button>;
  if (stage === 'running') return <Button onClick={onClose}>Close, and let it run</Button>;
  return (
    <>
      <span className="min-w-0 flex-1 text-small text-text-muted">{obstacle}</span>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="danger" disabled={obstacle !== null} onClick={onSubmit}>
        {preview === undefined ? 'Roll back' : `Roll back ${formatCountOf(preview.totalLines, 'change')}`}
      </Button>
    </>
  );
}

/** What stands in the way, in words; null where it can be done. */
function obstacleOf({ preview, isChanging, previewError, failure }: Rollback, reason: string): string | null {
  if (preview === undefined || previewError !== null || failure !== null) return '';
  if (isChanging) return 'Working out the changes...';
  if (!preview.batch.canRollback) return 'The batch is not in force any more.';
  if (preview.result.conflicts.length > 0) return 'There are conflicts.';
  return reason.trim() === '' ? 'A reason is required.' : null;
}
