import { useCallback, useState } from 'react';
import type { ImportRowLine } from '../../../shared/contract/imports.ts';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Tag } from '../../components/Tag.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { classNames } from '../../lib/class-names.ts';
import { fieldLabel, formatCount, formatFieldValue } from '../../lib/format.ts';
import type { RowKind } from './PreviewTabs.tsx';
import { useImportRows } from './use-import-rows.ts';

interface PreviewRowsProps {
  readonly previewId: string;
  readonly kind: RowKind;
  readonly total: number;
}

const ROW = 30;
const GRID = 'grid grid-cols-[64px_minmax(120px,200px)_minmax(100px,180px)_1fr] items-center gap-3 px-4';

/** The rows of one kind; only those in view are read. */
export function PreviewRows({ previewId, kind, total }: PreviewRowsProps) {
  const [range, setRange] = useState({ first: 0, last: 40 });
  const [active, setActive] = useState<number | null>(null);
  const show = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const { rowAt, error, retry } = useImportRows(previewId, kind, range);
  if (error !== null) return <ErrorState error={error} onRetry={retry} />;
  return (
    <VirtualList
      count={total}
      rowHeight={ROW}
      ariaLabel={`Rows: ${LABELS[kind]}`}
      activeIndex={active}
      onActiveChange={setActive}
      onVisibleRange={show}
      hasCells
      header={<Head kind={kind} />}
      renderRow={(index, { isActive }) => <PreviewRow row={rowAt(index)} kind={kind} isActive={isActive} />}
    />
  );
}

const LABELS: Readonly<Record<RowKind, string>> = {
  CREATE: 'created',
  UPDATE: 'changed',
  UNCHANGED: 'unchanged',
  ERROR: 'errors',
};
const LAST: Readonly<Record<RowKind, string>> = {
  CREATE: 'Description',
  UPDATE: 'Change',
  UNCHANGED: 'Description',
  ERROR: 'What is wrong',
};

function Head({ kind }: { readonly kind: RowKind }) {
  return (
    <div role="row" className={classNames(GRID, 'label-caps h-7 border-b border-line')}>
      <span role="columnheader" className="text-right">
        Row
      </span>
      <span role="columnheader">Tag</span>
      <span role="columnheader">{kind === 'ERROR' ? 'Column' : 'Type'}</span>
      <span role="columnheader">{LAST[kind]}</span>
    </div>
  );
}

interface PreviewRowProps {
  readonly row: ImportRowLine | undefined;
  readonly kind: RowKind;
  readonly isActive: boolean;
}

function PreviewRow({ row, kind, isActive }: PreviewRowProps) {
  return (
    <div
      role="presentation"
      className={classNames(
        GRID,
        'h-full border-b border-line/60',
        isActive ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <span role="gridcell" className="text-right text-text-muted">
        {row === undefined || row.row === 0 ? '' : formatCount(row.row)}
      </span>
      <span role="gridcell" className="truncate">
        {row?.tag ? <Tag>{row.tag}</Tag> : ''}
      </span>
      <span role="gridcell" className="truncate text-text-muted">
        {(kind === 'ERROR' ? row?.column : row?.type) ?? ''}
      </span>
      <span
        role="gridcell"
        className="truncate select-text"
        title={row === undefined ? undefined : saidBy(row, kind)}
      >
        {row === undefined ? '' : kind === 'UPDATE' ? <Changes row={row} /> : saidBy(row, kind)}
      </span>
    </div>
  );
}

function Changes({ row }: { readonly row: ImportRowLine }) {
  return row.diff.map(({ field, old, new: now }, index) => (
    <span key={field}>
      {index > 0 && <span className="text-text-muted">, </span>}
      <span className="text-text-muted">{fieldLabel(field)}</span>{' '}
      <span className="font-mono text-small">
        <span className="text-remove">{formatFieldValue(field, old)}</span>
        <span className="text-text-muted"> → </span>
        <span className="text-add">{formatFieldValue(field, now)}</span>
      </span>
    </span>
  ));
}

function saidBy(row: ImportRowLine, kind: RowKind): string {
  if (kind === 'ERROR') return row.message ?? '';
  if (kind !== 'UPDATE') return row.description ?? '';
  return row.diff
    .map(
      ({ field, old, new: now }) =>
        `${fieldLabel(field)}: ${formatFieldValue(field, old)} → ${formatFieldValue(field, now)}`,
    )
    .join('\n');
}
