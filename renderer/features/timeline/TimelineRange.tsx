import { useMemo } from 'react';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { useRequest } from '../../lib/use-request.ts';
import { TimelineHistogram } from './TimelineHistogram.tsx';

interface TimelineRangeProps {
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
  /** True: the list comes first, the histogram after it. */
  readonly isWaiting: boolean;
}

const BUCKETS = 120;

/** The range of time: a histogram of the whole log to choose it from. */
export function TimelineRange({ filter, onFilter, isWaiting }: TimelineRangeProps) {
  const { from, to, ...rest } = filter;
  const restKey = JSON.stringify(rest);
  const wholeTime = useMemo(() => JSON.parse(restKey) as TimelineFilter, [restKey]);
  const histogram = useRequest(
    'timeline.histogram',
    { filter: wholeTime, buckets: BUCKETS },
    { keepPrevious: true, enabled: !isWaiting },
  );
  return (
    <div className="h-12 shrink-0 border-b border-line px-3 pb-2">
      {histogram.data === undefined ? (
        <div className="h-10 rounded-[3px] bg-surface-sunken" />
      ) : (
        <TimelineHistogram
          histogram={histogram.data}
          from={from}
          to={to}
          onRange={(range) => onFilter({ ...rest, ...range })}
        />
      )}
    </div>
  );
}
