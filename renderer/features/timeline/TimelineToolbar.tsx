import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { INPUT_STYLE } from '../../components/TextField.tsx';
import { RangePicker } from './RangePicker.tsx';
import type { TimelineMode } from './timeline-address.ts';
import type { TimelineView } from './use-timeline-address.ts';

interface TimelineToolbarProps {
  readonly view: TimelineView;
  /** From the search field down into the list. */
  readonly onLeaveSearch: () => void;
}

const TYPING_MS = 300;

/** What is searched for, and whether batches or single events are shown. */
export function TimelineToolbar({ view, onLeaveSearch }: TimelineToolbarProps) {
  const { filter, setMember } = view;
  const [text, setText] = useState(filter.text ?? '');
  const told = useRef(filter.text ?? '');
  useEffect(() => {
    // Changed from outside: by a link, or by clearing all filters.
    if ((filter.text ?? '') !== told.current) {
      told.current = filter.text ?? '';
      setText(told.current);
    }
  }, [filter.text]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      setMember('text', text === '' ? undefined : text);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, setMember]);
  return (
    <div className="@container flex min-w-0 shrink-0 items-center gap-2 px-3 py-2">
      <div className="relative min-w-24 max-w-72 flex-[4]">
        <Search size={14} aria-hidden className="absolute top-1.5 left-2 text-text-muted" />
        <input
          type="search"
          data-filter
          aria-label="Search events"
          placeholder="Search events  /"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape' || key === 'ArrowDown') onLeaveSearch();
          }}
          className={classNames(INPUT_STYLE, 'pl-7')}
        />
      </div>
      <ModeSwitch mode={view.mode} onMode={view.setMode} />
      <span className="flex-1" />
      <RangePicker filter={filter} onFilter={view.setFilter} />
    </div>
  );
}

const MODES: readonly (readonly [TimelineMode, string])[] = [
  ['batches', 'Batches'],
  ['events', 'Events'],
];

interface ModeSwitchProps {
  readonly mode: TimelineMode;
  readonly onMode: (mode: TimelineMode) => void;
}

function ModeSwitch({ mode, onMode }: ModeSwitchProps) {
  return (
    <div role="radiogroup" aria-label="Show" className="flex rounded-md border border-line-strong/60">
      {MODES.map(([each, word]) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={mode === each}
          onClick={() => onMode(each)}
          className="h-[26px] px-2.5 first:rounded-l-[5px] last:rounded-r-[5px] hover:bg-hover aria-checked:bg-selected aria-checked:font-medium"
        >
          {word}
        </button>
      ))}
    </div>
  );
}
