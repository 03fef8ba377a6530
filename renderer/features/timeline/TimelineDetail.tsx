import { useEffect, useRef } from 'react';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { BatchDetail } from './BatchDetail.tsx';
import { EventDetail } from './EventDetail.tsx';
import { RuleDetail } from './RuleDetail.tsx';
import type { TimelineRow } from './timeline-rows.ts';

interface TimelineDetailProps {
  readonly row: TimelineRow;
  readonly onClose: () => void;
  readonly onRollback: ((batch: BatchLine) => void) | null;
  readonly readOnlyReason: string | null;
}

/** The details of the row that is chosen. Esc closes them. */
export function TimelineDetail({ row, onClose, onRollback, readOnlyReason }: TimelineDetailProps) {
  const pane = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = pane.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close.current();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div ref={pane} className="flex min-h-0 flex-1 flex-col">
      {row.kind === 'batch' && (
        <BatchDetail
          batch={row.batch}
          onClose={onClose}
          onRollback={onRollback === null ? null : () => onRollback(row.batch)}
          readOnlyReason={readOnlyReason}
        />
      )}
      {row.kind === 'rule' && <RuleDetail batch={row.batch} rule={row.rule} onClose={onClose} />}
      {row.kind === 'event' && <EventDetail event={row.event} onClose={onClose} />}
      {row.kind === 'blank' && <Skeleton rows={8} />}
    </div>
  );
}
