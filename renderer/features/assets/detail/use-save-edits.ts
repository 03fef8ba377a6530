import { useState } from 'react';
import type { Asset } from '../../../../shared/model/entities.ts';
import { request, type RequestError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/use-request.ts';
import { editRequest, type EditDraft } from '../edit-draft.ts';

export interface SavingEdits {
  readonly save: (reason: string) => void;
  readonly isSaving: boolean;
  readonly error: RequestError | null;
  /** The batch of the last edit that was saved here, to find it in the timeline; null where there is none. */
  readonly batch: string | null;
}

/** Saves the edits of an asset as one batch. */
export function useSaveEdits({ id, tag }: Asset, draft: EditDraft, onSaved: () => void): SavingEdits {
  const edit = useCommand('assets.edit');
  const [batch, setBatch] = useState<string | null>(null);
  const save = (reason: string): void => {
    setBatch(null);
    edit.mutate(editRequest(tag, draft, reason), {
      onSuccess: () => {
        onSaved();
        newestBatchOf(id).then(setBatch, () => setBatch(null));
      },
    });
  };
  return { save, isSaving: edit.isPending, error: edit.error, batch };
}

/** The batch that changed an entity last. */
export async function newestBatchOf(id: string): Promise<string | null> {
  const { versions } = await request('history.of', { of: id });
  return (
    versions.reduce<(typeof versions)[number] | null>(
      (newest, each) => (newest === null || each.number > newest.number ? each : newest),
      null,
    )?.correlationId ?? null
  );
}
