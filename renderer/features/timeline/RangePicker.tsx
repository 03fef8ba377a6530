import { CalendarRange, ChevronDown } from 'lucide-react';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { Button } from '../../components/Button.tsx';
import { Popover } from '../../components/Popover.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatTime } from '../../lib/format.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';
import { withMember } from './timeline-address.ts';

interface RangePickerProps {
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
}

/** The first and the last instant to type. */
export function RangePicker({ filter, onFilter }: RangePickerProps) {
  const { from, to } = filter;
  const told = rangeText(from, to);
  return (
    <Popover
      label="Range of time"
      align="end"
      className="w-56"
      trigger={
        <Button aria-label={`Range of time: ${told}`} icon={<CalendarRange size={14} aria-hidden />}>
          <span className="hidden max-w-64 truncate @xl:inline">{told}</span>
          <ChevronDown size={14} aria-hidden className="text-text-muted" />
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        <TextField
          label="From"
          type="datetime-local"
          value={toLocalInput(from, 'from')}
          onChange={({ target }) =>
            onFilter(withMember(filter, 'from', fromLocalInput(target.value, 'from')))
          }
        />
        <TextField
          label="To"
          type="datetime-local"
          value={toLocalInput(to, 'to')}
          onChange={({ target }) => onFilter(withMember(filter, 'to', fromLocalInput(target.value, 'to')))}
        />
        <Button
          variant="ghost"
          size="small"
          disabled={from === undefined && to === undefined}
          onClick={() => onFilter(withMember(withMember(filter, 'from', undefined), 'to', undefined))}
        >
          Whole log
        </Button>
      </div>
    </Popover>
  );
}

function rangeText(from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) return 'Whole log';
  if (to === undefined) return `from ${formatTime(from ?? '')}`;
  return from === undefined ? `to ${formatTime(to)}` : `${formatTime(from)} to ${formatTime(to)}`;
}
