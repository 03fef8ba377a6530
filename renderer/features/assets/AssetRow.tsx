import { memo, type ReactNode } from 'react';
import type { AssetLine } from '../../../shared/contract/assets.ts';
import { DisciplineMark } from '../../components/DisciplineMark.tsx';
import { ASSET_COLUMNS, type AssetColumn } from './asset-columns.ts';

interface AssetRowProps {
  readonly index: number;
  /** In px from the top of the rows. */
  readonly top: number;
  /** Undefined while it is not read. */
  readonly row: AssetLine | undefined;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
}

const BASE =
  'absolute left-0 grid h-row w-full cursor-default items-center border-b border-line/50 grid-cols-(--asset-columns)';

/** A row of the table, or its place while it is read. Drawn again only where what it shows changes. */
export const AssetRow = memo(
  function AssetRow({ index, top, row, isCursor, isSelected }: AssetRowProps): ReactNode {
    return (
      <div
        role="row"
        id={`asset-row-${index}`}
        data-row={index}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        aria-busy={row === undefined}
        style={{ top }}
        className={`${BASE} ${rowLook(isCursor, isSelected)}`}
      >
        {ASSET_COLUMNS.map((column) => (
          <div key={column.id} role="gridcell" className="min-w-0 truncate px-2">
            {row === undefined ? <Placeholder column={column} /> : <Cell column={column} row={row} />}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.row === after.row &&
    before.top === after.top &&
    before.isCursor === after.isCursor &&
    before.isSelected === after.isSelected,
);

function rowLook(isCursor: boolean, isSelected: boolean): string {
  const ground = isSelected ? 'bg-selected' : 'hover:bg-hover';
  return isCursor ? `${ground} shadow-[inset_2px_0_0_var(--accent)]` : ground;
}

function Placeholder({ column }: { readonly column: AssetColumn }): ReactNode {
  const width = column.id === 'tag' || column.id === 'type' || column.id === 'description' ? 'w-2/3' : 'w-8';
  return <span className={`block h-2 rounded-sm bg-line/60 ${width}`} />;
}

function Cell({ column, row }: { readonly column: AssetColumn; readonly row: AssetLine }): ReactNode {
  const value = row[column.id];
  if (column.id === 'discipline') return <DisciplineMark discipline={row.discipline} />;
  if (value === null) return null;
  if (column.id === 'tag' || column.id === 'parentTag')
    return (
      <bdi className={`font-mono text-small ${column.id === 'tag' ? '' : 'text-text-muted'}`}>{value}</bdi>
    );
  if (column.id === 'madeBy') return <bdi className="text-text-muted text-small">{value}</bdi>;
  return <bdi>{value}</bdi>;
}
