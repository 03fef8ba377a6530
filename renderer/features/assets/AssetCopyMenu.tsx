import { useState, type MouseEvent, type ReactNode } from 'react';
import type { AssetLine } from '../../../shared/contract/assets.ts';
import { CopyMenu, type CopyMenuItem } from '../../components/CopyMenu.tsx';
import { rowText } from './asset-columns.ts';
import { rowOfElement } from './row-of-element.ts';

interface AssetCopyMenuProps {
  readonly rowAt: (index: number) => AssetLine | undefined;
  /** The row that the menu key acts on. */
  readonly cursor: number;
  readonly children: ReactNode;
}

/** One menu for the whole table: a right click copies the tag, the row or a link of the row under the pointer. */
export function AssetCopyMenu({ rowAt, cursor, children }: AssetCopyMenuProps): ReactNode {
  const [row, setRow] = useState<AssetLine | undefined>(undefined);
  const onContextMenu = (event: MouseEvent): void => setRow(rowAt(rowOfElement(event.target) ?? cursor));
  return (
    <CopyMenu items={row === undefined ? [] : copyItems(row)}>
      <div className="h-full min-h-0" onContextMenuCapture={onContextMenu}>
        {children}
      </div>
    </CopyMenu>
  );
}

function copyItems(row: AssetLine): readonly CopyMenuItem[] {
  return [
    { label: 'Copy tag', text: row.tag },
    { label: 'Copy row', text: rowText(row) },
    { label: 'Copy link', text: `#/assets?asset=${encodeURIComponent(row.id)}` },
  ];
}
