import { useCallback, useMemo, useRef, useState } from 'react';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { SplitView } from '../../components/SplitView.tsx';
import { useApp } from '../../lib/app-store.ts';
import { formatCount, formatCountOf } from '../../lib/format.ts';

import { RollbackConfirmModal } from '../rollback/RollbackConfirmModal.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FilterLine } from './FilterLine.tsx';
import { LiveTail } from './LiveTail.tsx';
import type { TallListHandle } from './TallList.tsx';
import { TimelineBody } from './TimelineBody.tsx';
import { TimelineDetail } from './TimelineDetail.tsx';
import { TimelineFacets } from './TimelineFacets.tsx';
import { TimelineList } from './TimelineList.tsx';
import { TimelineRange } from './TimelineRange.tsx';
import { TimelineToolbar } from './TimelineToolbar.tsx';
import { isFiltered } from './timeline-address.ts';
import { rowId, type TimelineRow } from './timeline-rows.ts';
import { useBatchSource } from './use-batch-source.ts';
import { useEventSource } from './use-event-source.ts';
import { useOpenRows } from './use-open-rows.ts';
import { useShownHead } from './use-shown-head.ts';
import { useTimelineAddress } from './use-timeline-address.ts';
import { VerifyButton } from './VerifyButton.tsx';

/** All that ever happened in the project, by batch, rule and event, and the way to take a batch back. */
export function WorkflowTimeline() {
  const view = useTimelineAddress();
  const { filter, mode, filterKey, setFilter } = view;
  const [isAtTop, setAtTop] = useState(true);
  const head = useShownHead(isAtTop);
  const [open, toggle] = useOpenRows(filter.correlationId);
  const batches = useBatchSource(filter, head.position, open, mode === 'batches');
  const events = useEventSource(filter, head.position, mode === 'events');
  const source = mode === 'batches' ? batches : events;
  const [active, setActive] = useState<TimelineRow | null>(null);
  const [hasDetail, setDetail] = useState(false);
  const [rollbackOf, setRollbackOf] = useState<string | null>(null);
  const list = useRef<TallListHandle>(null);
  const readOnlyReason = useApp((app) =>
    app.project?.mode === 'READ_ONLY'
      ? (app.project.readOnlyReason ?? 'The project can only be read.')
      : null,
  );

  const batchesById = useMemo(
    () => new Map(batches.batches.map((batch) => [batch.correlationId, batch])),
    [batches.batches],
  );
  const batchOf = useCallback((id: string) => batchesById.get(id) ?? null, [batchesById]);
  const onRollback = useMemo(
    () => (readOnlyReason === null ? ({ correlationId }: BatchLine) => setRollbackOf(correlationId) : null),
    [readOnlyReason],
  );
  const openDetail = (row: TimelineRow): void => {
    setActive(row);
    setDetail(true);
  };
  const catchUp = (): void => {
    list.current?.toTop();
    head.catchUp();
  };
  const closeDetail = (): void => {
    setDetail(false);
    list.current?.focus();
  };
  return (
    <>
      <div className="@container shrink-0">
        <ScreenHeader
          title="Timeline"
          actions={
            <>
              <LiveTail head={head} onCatchUp={catchUp} />
              <VerifyButton />
              <ExportMenu filter={filter} />
            </>
          }
        />
      </div>
      <SplitView
        id="timeline"
        facets={<TimelineFacets view={view} isWaiting={source.isLoading} />}
        list={
          <section aria-label="Log" className="flex min-h-0 min-w-0 flex-1 flex-col">
            <div className="@container flex shrink-0 items-center gap-2 px-3 py-2">
              <TimelineToolbar view={view} onLeaveSearch={() => list.current?.focus()} />
            </div>
            <TimelineRange filter={filter} onFilter={setFilter} isWaiting={source.isLoading} />
            <FilterLine
              filter={filter}
              onFilter={setFilter}
              found={mode === 'batches' ? foundBatches(batches.totalBatches) : foundEvents(events.total)}
            />
            <TimelineBody source={source} isFiltered={isFiltered(filter)} onClear={() => setFilter({})}>
              <TimelineList
                key={`${mode} ${filterKey}`}
                ref={list}
                source={source}
                ariaLabel={mode === 'batches' ? 'Batches' : 'Events'}
                isFiltered={isFiltered(filter)}
                activeId={active === null ? null : rowId(active)}
                onActive={setActive}
                onToggle={toggle}
                onOpenDetail={openDetail}
                onCloseDetail={() => setDetail(false)}
                onTop={setAtTop}
                onRollback={onRollback}
                batchOf={batchOf}
              />
            </TimelineBody>
          </section>
        }
        detail={
          hasDetail && active !== null ? (
            <TimelineDetail
              row={currentRow(source.rows, active)}
              onClose={closeDetail}
              onRollback={onRollback}
              readOnlyReason={readOnlyReason}
            />
          ) : null
        }
        onDetailClose={closeDetail}
      />
      {rollbackOf !== null && (
        <RollbackConfirmModal
          key={rollbackOf}
          correlationId={rollbackOf}
          open
          onOpenChange={(isOpen) => {
            if (!isOpen) setRollbackOf(null);
          }}
        />
      )}
    </>
  );
}

/** The row as the list holds it now: a batch may have been rolled back, an event have been loaded. */
function currentRow(
  rows: { find: (id: string) => number | null; at: (index: number) => TimelineRow | null },
  row: TimelineRow,
): TimelineRow {
  const index = rows.find(rowId(row));
  return (index === null ? null : rows.at(index)) ?? row;
}

const foundBatches = (total: number | null): string =>
  total === null ? '' : formatCountOf(total, 'batch', 'batches');
const foundEvents = (total: number | null): string =>
  total === null ? '' : `${formatCount(total)} ${total === 1 ? 'event' : 'events'}`;
