import {
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import { Button } from '../../components/Button.tsx';
import { CopyMenu } from '../../components/CopyMenu.tsx';
import { rowCopies } from './row-copies.ts';
import { errorReportOf } from '../../lib/error-report.ts';
import { BatchRowView } from './BatchRowView.tsx';
import { BlankRowView, EventRowView } from './EventRowView.tsx';
import { RuleRowView } from './RuleRowView.tsx';
import { TallList, type TallListHandle } from './TallList.tsx';
import { rowId, type TimelineRow } from './timeline-rows.ts';
import type { TimelineSource } from './timeline-source.ts';

interface TimelineListProps {
  readonly source: TimelineSource;
  readonly ariaLabel: string;
  readonly isFiltered: boolean;
  readonly activeId: string | null;
  readonly onActive: (row: TimelineRow) => void;
  readonly onToggle: (key: string, isOpen: boolean) => void;
  /** Shows the details of the row that the keyboard is on. */
  readonly onOpenDetail: (row: TimelineRow) => void;
  readonly onCloseDetail: () => void;
  readonly onTop: (isAtTop: boolean) => void;
  readonly onRollback: ((batch: BatchLine) => void) | null;
  readonly batchOf: (correlationId: string) => BatchLine | null;
  readonly ref?: Ref<TallListHandle>;
}

/** The rows of the timeline and what keys and clicks do on them. */
export function TimelineList(props: TimelineListProps) {
  const { source, activeId, onActive, onToggle, onOpenDetail, onCloseDetail, onTop } = props;
  const { rows } = source;
  const list = useRef<TallListHandle>(null);
  const [copied, setCopied] = useState<TimelineRow | null>(null);
  useImperativeHandle(props.ref, () => ({
    scrollTo: (index) => list.current?.scrollTo(index),
    toTop: () => list.current?.toTop(),
    focus: () => list.current?.focus(),
  }));
  const active = activeId === null ? null : rows.find(activeId);
  const activate = (index: number): void => {
    const row = rows.at(index);
    if (row !== null && row.kind !== 'wait') onActive(row);
  };
  const goTo = (index: number): void => {
    activate(index);
    list.current?.scrollTo(index);
  };

  const onKey = ({ key }: KeyboardEvent): boolean => {
    if (key === 'Escape') return onCloseDetail(), true;
    const row = active === null ? null : rows.at(active);
    if (row === null || active === null) return false;
    const canOpen = row.kind === 'batch' || row.kind === 'rule';
    if (key === 'Enter' && !canOpen) return onOpenDetail(row), true;
    if (canOpen && !row.isOpen && (key === 'Enter' || key === 'ArrowRight' || key === 'l'))
      return onToggle(rowId(row), true), true;
    if (canOpen && row.isOpen && (key === 'Enter' || key === 'ArrowLeft' || key === 'h'))
      return onToggle(rowId(row), false), true;
    if (key === 'ArrowRight' || key === 'l') return goTo(Math.min(rows.count - 1, active + 1)), true;
    if (key === ' ') return onOpenDetail(row), true;
    if (key !== 'ArrowLeft' && key !== 'h') return false;
    const parent = parentOf(source, active);
    if (parent !== null) goTo(parent);
    return true;
  };
  const rowKey = useCallback(
    (index: number) => {
      const row = rows.at(index);
      return row === null ? `row ${index}` : rowId(row);
    },
    [rows],
  );
  const onContextMenu = ({ target }: MouseEvent): void => setCopied(rows.at(rowOf(target) ?? active ?? -1));
  return (
    <CopyMenu items={copied === null ? [] : rowCopies(copied)}>
      <div className="min-h-0 flex-1" onContextMenuCapture={onContextMenu}>
        <TallList
          ref={list}
          count={rows.count}
          ariaLabel={props.ariaLabel}
          active={active}
          onActive={activate}
          onClick={(index) => {
            const row = rows.at(index);
            if (row !== null && row.kind !== 'wait') onOpenDetail(row);
          }}
          onKey={onKey}
          onRange={source.onRange}
          onTop={onTop}
          rowKey={rowKey}
          rowProps={(index) => treeProps(rows.at(index))}
          renderRow={(index) => renderRow(rows.at(index), props)}
        />
      </div>
    </CopyMenu>
  );
}

/** The number of the row that an element belongs to. */
function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
  return row === null || row === undefined ? null : Number(row);
}

/** The row that another one stands under. */
function parentOf({ rows }: TimelineSource, index: number): number | null {
  const level = levelOf(rows.at(index));
  for (let above = index - 1; above >= 0; above -= 1) {
    const row = rows.at(above);
    if (row !== null && levelOf(row) < level) return above;
    if (level <= 1) return null;
  }
  return null;
}

function levelOf(row: TimelineRow | null): number {
  if (row === null || row.kind === 'batch' || row.kind === 'blank') return 1;
  return row.kind === 'rule' ? 2 : row.depth + 1;
}

function treeProps(row: TimelineRow | null) {
  const level = { 'aria-level': levelOf(row) };
  return row?.kind === 'batch' || row?.kind === 'rule' ? { ...level, 'aria-expanded': row.isOpen } : level;
}

function renderRow(row: TimelineRow | null, props: TimelineListProps) {
  switch (row?.kind) {
    case 'batch': {
      const { batch, isOpen } = row;
      return (
        <BatchRowView
          batch={batch}
          isOpen={isOpen}
          counterpart={batch.counterpart === null ? null : props.batchOf(batch.counterpart)}
          isFiltered={props.isFiltered}
          onToggle={props.onToggle}
          onRollback={props.onRollback}
        />
      );
    }
    case 'rule':
      return (
        <RuleRowView
          rule={row.rule}
          isOpen={row.isOpen}
          onToggle={() => props.onToggle(rowId(row), !row.isOpen)}
        />
      );
    case 'event': {
      const status = props.batchOf(row.event.correlationId)?.status;
      const isOutOfForce = status === undefined ? row.event.isRolledBack : status === 'ROLLED_BACK';
      return <EventRowView event={row.event} depth={row.depth} isOutOfForce={isOutOfForce} />;
    }
    case 'blank':
      return <BlankRowView position={row.position} />;
    case 'wait':
      return <WaitRow row={row} onRetry={() => props.source.retryRow(row.of)} />;
    case undefined:
      return null;
  }
}

interface WaitRowProps {
  readonly row: Extract<TimelineRow, { kind: 'wait' }>;
  readonly onRetry: () => void;
}

function WaitRow({ row, onRetry }: WaitRowProps) {
  if (row.error === null) return <p className="appear-late pt-1 pl-12 text-text-muted">Reading...</p>;
  return (
    <div role="alert" className="flex h-full items-center gap-2 pl-12">
      <span className="min-w-0 truncate text-error">{errorReportOf(row.error).message}</span>
      <Button size="small" variant="ghost" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
