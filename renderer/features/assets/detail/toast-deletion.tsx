import { toast } from 'sonner';
import type { Asset } from '../../../../shared/model/entities.ts';
import { batchLink } from '../../history/links.ts';
import { newestBatchOf } from './use-save-edits.ts';

/** Says that an asset is gone, with the way to its batch, where it can be rolled back. */
export function toastDeletion({ id, tag }: Asset): void {
  const name = tag.length > 60 ? `${tag.slice(0, 60)}\u2026` : tag;
  newestBatchOf(id).then(
    (batch) =>
      toast(`${name} deleted`, {
        action:
          batch === null
            ? undefined
            : {
                label: 'Show in the timeline',
                onClick: () => window.location.assign(`#${batchLink(batch)}`),
              },
      }),
    () => toast(`${name} deleted`),
  );
}
