import { useCallback, useMemo, useRef, useState } from 'react';
import type { BatchLine } from '../../../shared/contract/timelines.ts';
import { ExportMenu } from '../../components/ExportMenu.tsx';
import { ScreenHeader } from '../../components/ScreenHeader.tsx';
import { SplitView } from '../../components/SplitView.tsx';
import { useReadOnlyReason } from '../../lib/app-store.ts';
import { formatCountOf } from '../../lib/format.ts';
import { projectStem } from '../../lib/project-actions.ts';
import { RollbackConfirmModal } from '../rollback/RollbackConfirmModal.tsx';
import { FilterLine } from './FilterLine.tsx';
import { LiveTail } from './LiveTail.tsx';
import type { TallListHandle } from './TallList.tsx';
import { isFiltered } from './timeline-address.ts';
import { TimelineBody } from './TimelineBody.tsx';
import { TimelineDetail } from './TimelineDetail.tsx';
import { TimelineFacets } from './TimelineFacets.tsx';
import { TimelineList } from './TimelineList.tsx';
import { TimelineRange } from './TimelineRange.tsx';
import { TimelineToolbar } from './TimelineToolbar.tsx';
import { useBatchSource } from './use-batch-source.ts';
import { useEventSource } from './use-event-source.ts';
import { useOpenRows } from './use-open-rows.ts';
import { useSelection } from './use-selection.ts';
import { useShownHead } from './use-shown-head.ts';
import { useTimelineAddress } from './use-timeline-address.ts';
import { VerifyButton } from './VerifyButton.tsx';

/** All that ever happened in the project, by batch, rule and event, and the way to take a batch back. */
export function WorkflowTimeline() {
  const view = useTimelineAddress();
  const { filter, mode, filterKey, setFilter } = view;
  const viewKey = `${mode} ${filterKey}`;
  const list = useRef<TallListHandle>(null);
  const [isAtTop, setAtTop] = useState(true);
  const head = useShownHead(isAtTop, viewKey);
  const [open, toggle] = useOpenRows(filter.correlationId);
  const batches = useBatchSource(filter, head.position, open, mode === 'batches');
  const events = useEventSource(filter, head.position, mode === 'events');
  const source = mode === 'batches' ? batches : events;
  const selection = useSelection(source.rows);
  const batchOf = useBatchLookup(batches.batches);
  const [rollbackOf, setRollbackOf] = useState<string | null>(null);
  const readOnlyReason = useReadOnlyReason();
  const onRollback = useMemo(
    () => (readOnlyReason === null ? ({ correlationId }: BatchLine) => setRollbackOf(correlationId) : null),
    [readOnlyReason],
  );
  const catchUp = (): void => {
    list.current?.toTop();
    head.catchUp();
  };
  const closeDetail = (): void => {
    selection.closeDetail();
    list.current?.focus();
  };
  const clear = (): void => setFilter({});
  const found =
    mode === 'batches' ? foundText(batches.totalBatches, 'batch') : foundText(events.total, 'event');
  return (
    <>
      <div className="@container shrink-0">
        <ScreenHeader
          title="Timeline"
          actions={
            <>
              <LiveTail head={head} onCatchUp={catchUp} />
              <VerifyButton />
              <ExportMenu
                label={isFiltered(filter) ? 'Export matching' : 'Export'}
                stem={`${projectStem()} timeline`}
                filter={filter}
              />
            </>
          }
        />
      </div>
      <SplitView
        id="timeline"
        facets={<TimelineFacets view={view} isWaiting={source.isLoading} />}
        list={
          <section aria-label="Log" className="flex min-h-0 min-w-0 flex-1 flex-col">
            <TimelineToolbar view={view} onLeaveSearch={() => list.current?.focus()} />
            <TimelineRange filter={filter} onFilter={setFilter} isWaiting={source.isLoading} />
            <FilterLine filter={filter} onFilter={setFilter} found={found} />
            <TimelineBody source={source} isFiltered={isFiltered(filter)} onClear={clear}>
              <TimelineList
                key={viewKey}
                ref={list}
                source={source}
                ariaLabel={mode === 'batches' ? 'Batches' : 'Events'}
                isFiltered={isFiltered(filter)}
                activeId={selection.activeId}
                onActive={selection.activate}
                onToggle={toggle}
                onOpenDetail={selection.openDetail}
                onCloseDetail={selection.closeDetail}
                onTop={setAtTop}
                onRollback={onRollback}
                batchOf={batchOf}
              />
            </TimelineBody>
          </section>
        }
        detail={
          selection.detail === null ? null : (
            <TimelineDetail
              row={selection.detail}
              onClose={closeDetail}
              onRollback={onRollback}
              readOnlyReason={readOnlyReason}
            />
          )
        }
        onDetailClose={closeDetail}
      />
      {rollbackOf !== null && (
        <RollbackConfirmModal
          key={rollbackOf}
          correlationId={rollbackOf}
          open
          onOpenChange={() => {
            setRollbackOf(null);
            // What the reader did is no surprise: it may move the list.
            head.catchUp();
          }}
        />
      )}
    </>
  );
}

function useBatchLookup(batches: readonly BatchLine[]): (correlationId: string) => BatchLine | null {
  const byId = useMemo(() => new Map(batches.map((batch) => [batch.correlationId, batch])), [batches]);
  return useCallback((id) => byId.get(id) ?? null, [byId]);
}

const foundText = (total: number | null, what: 'batch' | 'event'): string =>
  total === null ? '' : formatCountOf(total, what, what === 'batch' ? 'batches' : 'events');
