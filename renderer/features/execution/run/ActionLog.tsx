import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { format } from 'date-fns';
import type { ActionLine } from '../../../../shared/contract/runs.ts';
import { Button } from '../../../components/Button.tsx';
import { ChangeSign } from '../../../components/ChangeSign.tsx';
import { CopyMenu, type CopyMenuItem } from '../../../components/CopyMenu.tsx';
import { OVERSCAN } from '../../../components/overscan.ts';
import { formatCountOf } from '../../../lib/format.ts';
import { logRows, type LogRow } from './log-rows.ts';

const ROW_HEIGHT = 24;
/** So near to the end counts as being there, in pixels. */
const NEAR_END = 2 * ROW_HEIGHT;

/** What the run did, line by line. It follows the newest line until the reader scrolls away. */
export function ActionLog({ lines }: { readonly lines: readonly ActionLine[] }): ReactNode {
  const rows = useMemo(() => logRows(lines), [lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const [chosen, setChosen] = useState<ActionLine | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor: follows ? newestRows : defaultRangeExtractor,
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (follows && element !== null) element.scrollTop = element.scrollHeight;
  });
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <CopyMenu items={copyItems(chosen, lines)}>
        <div
          ref={scroller}
          role="log"
          aria-live="off"
          aria-label="Action log"
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto bg-surface-sunken font-mono text-small"
          onScroll={(event) => {
            const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
            setFollows(scrollHeight - scrollTop - clientHeight <= NEAR_END);
          }}
          onContextMenuCapture={(event) => setChosen(lineUnder(event.target, rows))}
        >
          <div className="relative min-w-max" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start, size }) => (
              <div
                key={index}
                data-row={index}
                className="absolute top-0 left-0 flex items-center gap-3 px-4 whitespace-nowrap"
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                <LogRowView row={rows[index]} />
              </div>
            ))}
          </div>
        </div>
      </CopyMenu>
      {!follows && (
        <Button
          size="small"
          icon={<ArrowDown size={14} aria-hidden />}
          className="absolute right-6 bottom-3 shadow-md"
          onClick={() => setFollows(true)}
        >
          Newest
        </Button>
      )}
    </div>
  );
}

/** As many rows as are in view, from the end: drawn before the list is scrolled there, and not again after it. */
function newestRows({ startIndex, endIndex, overscan, count }: Range): number[] {
  const first = Math.max(0, count - (endIndex - startIndex + 1) - overscan);
  return Array.from({ length: count - first }, (_, offset) => first + offset);
}

function LogRowView({ row }: { readonly row: LogRow | undefined }): ReactNode {
  if (row === undefined) return null;
  if (row.kind === 'gap')
    return <span className="pl-[108px] text-text-muted">{formatCountOf(row.count, 'line')} left out</span>;
  return <LogLine line={row.line} />;
}

const LogLine = memo(function LogLine({ line }: { readonly line: ActionLine }): ReactNode {
  const { at, op, tag, text } = line;
  return (
    <>
      <time dateTime={at} className="w-24 text-text-muted">
        {timeOfDay(at)}
      </time>
      <ChangeSign op={op} word={null} />
      <span className="w-44 truncate font-medium" title={tag}>
        {tag}
      </span>
      <span className={op === 'ERROR' ? 'text-error' : undefined}>{text}</span>
    </>
  );
});

function timeOfDay(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : format(date, 'HH:mm:ss.SSS');
}

function lineUnder(target: EventTarget, rows: readonly LogRow[]): ActionLine | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  const row = rows[Number(element?.dataset['row'] ?? -1)];
  return row?.kind === 'line' ? row.line : null;
}

function copyItems(line: ActionLine | null, lines: readonly ActionLine[]): readonly CopyMenuItem[] {
  const all = { label: 'Copy all lines', text: () => lines.map(lineText).join('\n') };
  return line === null
    ? [all]
    : [{ label: 'Copy tag', text: line.tag }, { label: 'Copy line', text: lineText(line) }, all];
}

const lineText = ({ at, op, tag, text }: ActionLine): string => `${at}  ${op}  ${tag}  ${text}`;
