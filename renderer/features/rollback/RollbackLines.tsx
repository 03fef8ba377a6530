import { useState } from 'react';
import { MOST_ROLLBACK_LINES, type RollbackLine } from '../../../shared/contract/rollbacks.ts';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { Tag } from '../../components/Tag.tsx';
import { VirtualList } from '../../components/VirtualList.tsx';
import { fieldLabel, formatCount, formatFieldValue } from '../../lib/format.ts';
import { lineKind } from './impact.ts';

interface RollbackLinesProps {
  readonly lines: readonly RollbackLine[];
  readonly total: number;
}

/** Every entity that the rollback changes, with its fields. */
export function RollbackLines({ lines, total }: RollbackLinesProps) {
  const [active, setActive] = useState<number | null>(null);
  return (
    <div className="flex flex-col">
      <div className="flex h-56 flex-col rounded-md border border-line">
        <VirtualList
          count={lines.length}
          rowHeight={30}
          ariaLabel="Changes of the rollback"
          activeIndex={active}
          onActiveChange={setActive}
          renderRow={(index) => {
            const line = lines[index];
            return line === undefined ? null : <Line line={line} isActive={index === active} />;
          }}
        />
      </div>
      {total > lines.length && (
        <p className="pt-1 text-small text-text-muted">
          The first {formatCount(Math.min(lines.length, MOST_ROLLBACK_LINES))} of {formatCount(total)} are
          listed.
        </p>
      )}
    </div>
  );
}

function Line({ line, isActive }: { readonly line: RollbackLine; readonly isActive: boolean }) {
  const text = diffText(line);
  return (
    <div className={`flex h-full items-center gap-2 px-2 ${isActive ? 'bg-selected' : ''}`}>
      <span className="w-20 shrink-0 text-small">
        <ChangeSign op={line.op} />
      </span>
      <span className="w-16 shrink-0 truncate text-small text-text-muted">{lineKind(line)}</span>
      <Tag className="w-40 shrink-0 truncate">{line.tag}</Tag>
      <span className="min-w-0 flex-1 truncate text-small text-text-muted" title={text}>
        {text}
      </span>
    </div>
  );
}

/** The fields of a line as old and new; of what goes or comes back its values. */
export function diffText({ op, diff }: Pick<RollbackLine, 'op' | 'diff'>): string {
  return diff
    .map(({ field, old, new: now }) => {
      const name = fieldLabel(field);
      if (op === 'UPDATE')
        return `${name} ${formatFieldValue(field, old)} \u2192 ${formatFieldValue(field, now)}`;
      return `${name} ${formatFieldValue(field, now ?? old)}`;
    })
    .join(', ');
}
