import { useCallback, useDeferredValue, useState, type ReactNode } from 'react';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useRequest } from '../../../lib/use-request.ts';
import { NO_EDITS, type EditDraft } from '../edit-draft.ts';
import { AssetDetails } from './AssetDetails.tsx';

interface AssetDetailPaneProps {
  /** Id or tag. */
  readonly of: string;
  readonly onClose: () => void;
}

/** The details of the chosen asset. Edits that are not saved stay while another asset is looked at. */
export function AssetDetailPane({ of, onClose }: AssetDetailPaneProps): ReactNode {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, EditDraft>>(new Map());
  const { data, error, refetch } = useRequest('assets.get', { of }, { keepPrevious: true });
  // Drawn in pieces, so that a held key in the table is never kept waiting.
  const detail = useDeferredValue(data);
  const keepDraft = useCallback(
    (id: string, draft: EditDraft) => setDrafts((before) => new Map(before).set(id, draft)),
    [],
  );
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (detail === undefined) return <Skeleton rows={12} />;
  const { id } = detail.asset;
  return (
    <AssetDetails
      key={id}
      detail={detail}
      draft={drafts.get(id) ?? NO_EDITS}
      onDraft={keepDraft}
      onClose={onClose}
    />
  );
}
