import { useState } from 'react';
import type { IMPORT_ROW_KINDS, ImportPreview } from '../../../shared/contract/imports.ts';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { formatCountOf } from '../../lib/format.ts';
import { PreviewRows } from './PreviewRows.tsx';

export type RowKind = (typeof IMPORT_ROW_KINDS)[number];

const NOTHING: Readonly<Record<RowKind, string>> = {
  CREATE: 'No new tags',
  UPDATE: 'No tag changes',
  UNCHANGED: 'No row is as the project has it already',
  ERROR: 'No row has an error',
};

/** The rows by what importing them does. */
export function PreviewTabs({ preview }: { readonly preview: ImportPreview }) {
  const [chosen, setChosen] = useState<RowKind | null>(null);
  const { counts, previewId } = preview;
  if (counts === null) {
    return <EmptyState title="No preview yet" hint="Say above which column is the tag and which the type." />;
  }
  const totals = [
    ['CREATE', counts.created],
    ['UPDATE', counts.updated],
    ['UNCHANGED', counts.unchanged],
    ['ERROR', counts.failed],
  ] as const;
  const first = totals.find(([, total]) => total > 0)?.[0] ?? 'CREATE';
  return (
    <section aria-label="Preview" className="flex min-h-52 flex-1 flex-col">
      <p aria-live="polite" className="sr-only">
        {formatCountOf(counts.created, 'asset')} created, {counts.updated} changed, {counts.unchanged}{' '}
        unchanged, {formatCountOf(counts.failed, 'row')} with errors
      </p>
      <Tabs
        label="Rows by what importing them does"
        value={chosen ?? first}
        onChange={(value) => setChosen(totals.find(([kind]) => kind === value)?.[0] ?? null)}
        tabs={totals.map(([kind, total]) => ({
          value: kind,
          label: (
            <ChangeSign
              op={kind}
              count={total}
              className={total === 0 ? 'text-text-muted!' : ''}
              {...(kind === 'ERROR' ? { word: total === 1 ? 'error, left out' : 'errors, left out' } : {})}
            />
          ),
          content:
            total === 0 ? (
              <EmptyState title={NOTHING[kind]} />
            ) : (
              <PreviewRows key={`${previewId} ${kind}`} previewId={previewId} kind={kind} total={total} />
            ),
        }))}
      />
    </section>
  );
}
