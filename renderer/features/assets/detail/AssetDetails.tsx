import { History, Trash2, X } from 'lucide-react';
import { memo, useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { AssetDetail } from '../../../../shared/contract/assets.ts';
import { DisciplineMark } from '../../../components/DisciplineMark.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Tag } from '../../../components/Tag.tsx';
import { useReadOnlyReason } from '../../../lib/app-store.ts';
import { NARROW, useMediaQuery } from '../../../lib/use-media-query.ts';
import { RelatedEntities } from '../../history/RelatedEntities.tsx';
import { historyLink } from '../../history/links.ts';
import { fieldOfError, NO_EDITS, withoutEdit, type EditDraft } from '../edit-draft.ts';
import { fieldRows, newPropertyRow, type FieldRow } from '../field-rows.ts';
import { AddProperty } from './AddProperty.tsx';
import { DeleteAssetDialog } from './DeleteAssetDialog.tsx';
import { FieldLine } from './FieldLine.tsx';
import { FindingList } from './FindingList.tsx';
import { SaveEdits } from './SaveEdits.tsx';
import { Section } from './Section.tsx';
import { useSaveEdits } from './use-save-edits.ts';

interface AssetDetailsProps {
  readonly detail: AssetDetail;
  readonly draft: EditDraft;
  /** Keeps the draft of the asset of this id. */
  readonly onDraft: (id: string, draft: EditDraft) => void;
  readonly onClose: () => void;
}

/** An asset with all that is known about it; fields are edited in place and saved together, with a reason. */
export const AssetDetails = memo(function AssetDetails(props: AssetDetailsProps): ReactNode {
  const { detail, draft, onClose } = props;
  const onDraft = (next: EditDraft): void => props.onDraft(detail.asset.id, next);
  const { fields, properties } = useMemo(() => fieldRows(detail), [detail]);
  const refusal = useWriteRefusal();
  const saving = useSaveEdits(detail.asset, draft, () => onDraft(NO_EDITS));
  const wrong = saving.error === null ? null : fieldOfError(draft, saving.error.context);
  const line = (row: FieldRow): ReactNode => (
    <FieldLine
      key={row.path}
      row={row}
      draft={draft}
      onDraft={refusal === null ? onDraft : null}
      error={wrong === row.name ? (saving.error?.message ?? null) : null}
    />
  );
  const added = addedRows(draft, properties);
  return (
    <section aria-label={`Details of ${detail.asset.tag}`} className="flex h-full min-h-0 flex-col">
      <DetailHeader detail={detail} canDelete={refusal === null} onClose={onClose} />
      <div className="min-h-0 flex-1 overflow-auto pb-3">
        {refusal !== null && (
          <p className="border-line border-b px-3 py-2 text-small text-text-muted">{refusal}</p>
        )}
        <Section title="Fields">{fields.map(line)}</Section>
        <Section title="Properties" count={properties.length}>
          {[...properties, ...added].map(line)}
          {refusal === null && (
            <AddProperty taken={[...properties, ...added]} draft={draft} onDraft={onDraft} />
          )}
        </Section>
        <FindingList findings={detail.findings} />
        <Section title="Related" count={detail.related.length}>
          <RelatedEntities related={detail.related} />
        </Section>
      </div>
      <SaveEdits
        draft={draft}
        saving={saving}
        isFieldError={wrong !== null}
        onDiscard={() => onDraft([...draft.keys()].reduce(withoutEdit, draft))}
      />
    </section>
  );
});

function DetailHeader({
  detail,
  canDelete,
  onClose,
}: {
  readonly detail: AssetDetail;
  readonly canDelete: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { asset, version } = detail;
  const [isDeleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  // A drawer has a cross of its own.
  const isInDrawer = useMediaQuery(NARROW);
  const madeBy = 'ruleId' in asset.origin ? `rule ${asset.origin.ruleId}` : asset.origin.userId;
  return (
    <header className="border-line border-b px-3 py-2">
      <div className="flex items-start gap-1">
        <h2 className="line-clamp-3 min-w-0 flex-1 break-all pt-0.5 font-semibold text-[14px]">
          <Tag>{asset.tag}</Tag>
        </h2>
        <IconButton
          label="History"
          icon={<History size={16} />}
          onClick={() => void navigate(historyLink(asset.id))}
        />
        {canDelete && (
          <IconButton label="Delete asset" icon={<Trash2 size={16} />} onClick={() => setDeleting(true)} />
        )}
        {!isInDrawer && <IconButton label="Close details" icon={<X size={16} />} onClick={onClose} />}
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-text-muted">
        <span className="flex items-center gap-1.5 text-text">
          <DisciplineMark discipline={asset.discipline} />
          {asset.type}
        </span>
        {asset.area !== null && <span>area {asset.area}</span>}
        <span>made by {madeBy}</span>
        <Link to={historyLink(asset.id)} className="text-accent hover:underline">
          v{version}
        </Link>
      </p>
      <DeleteAssetDialog detail={detail} open={isDeleting} onOpenChange={setDeleting} onDeleted={onClose} />
    </header>
  );
}

/** Why nothing can be edited, in words; null where it can. */
function useWriteRefusal(): string | null {
  const why = useReadOnlyReason();
  return why === null ? null : `The project is read-only, so nothing can be edited: ${why}`;
}

/** Properties that the draft adds. */
function addedRows(draft: EditDraft, present: readonly FieldRow[]): readonly FieldRow[] {
  const there = new Set(present.map(({ name }) => name));
  return [...draft.keys()]
    .filter((name) => name.startsWith('properties.') && !there.has(name))
    .map((name) => newPropertyRow(name.slice('properties.'.length)));
}
