import { useState, type FormEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { formatCountOf } from '../../../lib/format.ts';
import { batchLink } from '../../history/links.ts';
import type { EditDraft } from '../edit-draft.ts';
import type { SavingEdits } from './use-save-edits.ts';

interface SaveEditsProps {
  readonly draft: EditDraft;
  readonly saving: SavingEdits;
  /** True where the error stands beside its field already. */
  readonly isFieldError: boolean;
  readonly onDiscard: () => void;
}

/** The bar below the fields: how many edits wait, why they are made, and the button that saves them. */
export function SaveEdits({ draft, saving, isFieldError, onDiscard }: SaveEditsProps): ReactNode {
  const [reason, setReason] = useState('');
  if (draft.size === 0) return <SavedHint batch={saving.batch} />;
  const canSave = reason.trim() !== '' && !saving.isSaving;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSave) saving.save(reason);
  };
  return (
    <form
      aria-label="Save edits"
      onSubmit={onSubmit}
      className="space-y-2 border-line border-t bg-surface-raised p-3"
    >
      <TextField
        label="Reason"
        placeholder="Why, for the log"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {saving.error !== null && (
        <p role="alert" className="text-error text-small">
          {isFieldError ? 'Nothing was saved: a field above was refused.' : saving.error.message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onDiscard}>
          Discard
        </Button>
        <Button variant="primary" type="submit" disabled={!canSave}>
          Save {formatCountOf(draft.size, 'change')}
        </Button>
      </div>
    </form>
  );
}

function SavedHint({ batch }: { readonly batch: string | null }): ReactNode {
  return (
    <p role="status" className={batch === null ? 'sr-only' : 'border-line border-t px-3 py-2 text-small'}>
      {batch !== null && (
        <>
          Saved. To undo it, roll back{' '}
          <Link to={batchLink(batch)} className="text-accent hover:underline">
            its batch in the timeline
          </Link>
          .
        </>
      )}
    </p>
  );
}
