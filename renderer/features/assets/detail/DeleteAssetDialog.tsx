import { useState, type ReactNode } from 'react';
import type { AssetDetail } from '../../../../shared/contract/assets.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useCommand } from '../../../lib/use-request.ts';
import { deletionConsequences, deletionWords } from './deletion-consequences.ts';
import { toastDeletion } from './toast-deletion.tsx';

interface DeleteAssetDialogProps {
  readonly detail: AssetDetail;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onDeleted: () => void;
}

/** Deletes an asset: says first what goes with it and what stays, and asks for a reason. */
export function DeleteAssetDialog(props: DeleteAssetDialogProps): ReactNode {
  const { open, onOpenChange, onDeleted } = props;
  const { asset, related, findings } = props.detail;
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useCommand('assets.delete');
  const canDelete = reason.trim() !== '' && !isPending;
  const remove = (): void =>
    mutate(
      { tag: asset.tag, reason: reason.trim() },
      {
        onSuccess: () => {
          onOpenChange(false);
          onDeleted();
          toastDeletion(asset);
        },
      },
    );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${shortened(asset.tag)}`}
      description="The asset is taken out of the project. Every event stays in the log, and the deletion can be rolled back."
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="danger" disabled={!canDelete} onClick={remove}>
            {deletionWords(related)}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        {deletionConsequences(related, findings).map(({ title, labels }) => (
          <div key={title}>
            <h3 className="text-text-muted">{title}</h3>
            <ul className="max-h-32 overflow-auto">
              {labels.map((label) => (
                <li key={label} className="break-all font-mono text-small">
                  {label}
                </li>
              ))}
            </ul>
          </div>
        ))}
        <TextField
          label="Reason"
          placeholder="Why, for the log"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error !== null && (
          <p role="alert" className="text-error">
            {error.message}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const shortened = (tag: string): string => (tag.length > 60 ? `${tag.slice(0, 60)}\u2026` : tag);
