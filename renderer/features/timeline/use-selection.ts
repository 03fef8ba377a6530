import { useState } from 'react';
import type { TimelineRow, TimelineRows } from './timeline-rows.ts';
import { rowId } from './timeline-rows.ts';

export interface Selection {
  /** The row that keys act on. */
  readonly activeId: string | null;
  /** The row whose details are shown. */
  readonly detail: TimelineRow | null;
  readonly activate: (row: TimelineRow) => void;
  readonly openDetail: (row: TimelineRow) => void;
  readonly closeDetail: () => void;
}

/** Which row is chosen, and whether its details show. They stay when a filter takes the row away. */
export function useSelection(rows: TimelineRows): Selection {
  const [active, setActive] = useState<TimelineRow | null>(null);
  const [hasDetail, setDetail] = useState(false);
  const activeId = active === null ? null : rowId(active);
  return {
    activeId,
    detail: hasDetail && active !== null ? currentRow(rows, active) : null,
    activate: setActive,
    openDetail: (row) => {
      setActive(row);
      setDetail(true);
    },
    closeDetail: () => setDetail(false),
  };
}

/** The row as the list holds it now: a batch may have been rolled back, an event have been loaded. */
function currentRow(rows: TimelineRows, row: TimelineRow): TimelineRow {
  const index = rows.find(rowId(row));
  return (index === null ? null : rows.at(index)) ?? row;
}
