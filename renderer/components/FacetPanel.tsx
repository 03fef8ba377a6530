import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FacetCount } from '../../shared/model/timeline.ts';
import { classNames } from '../lib/class-names.ts';
import { formatCount } from '../lib/format.ts';

interface FacetPanelProps {
  readonly title: string;
  /** Most frequent first. */
  readonly options: readonly FacetCount[];
  readonly selected: readonly string[];
  readonly onToggle: (value: string) => void;
  /** How a value is shown; the empty text means "none". */
  readonly format?: (value: string) => ReactNode;
}

const FEW = 8;
const MANY = 200;

/** The values of one field with their counts, to choose from. */
export function FacetPanel({ title, options, selected, onToggle, format }: FacetPanelProps) {
  const [isOpen, setOpen] = useState(true);
  const [isLong, setLong] = useState(false);
  const shown = shownOptions(options, selected, isLong ? MANY : FEW);
  const hidden = options.length - Math.min(options.length, isLong ? MANY : FEW);
  return (
    <section className="border-b border-line py-1">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="label-caps flex h-control w-full items-center gap-1 px-2 hover:text-text"
      >
        {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
        {title}
        {selected.length > 0 && <span className="ml-auto normal-case">{selected.length} chosen</span>}
      </button>
      {isOpen && (
        <ul aria-label={title}>
          {shown.map((option) => (
            <li key={option.value}>
              <FacetRow
                option={option}
                isChosen={selected.includes(option.value)}
                onToggle={onToggle}
                shown={format?.(option.value) ?? (option.value === '' ? 'none' : option.value)}
              />
            </li>
          ))}
          {options.length > FEW && (
            <li>
              <button
                type="button"
                onClick={() => setLong(!isLong)}
                className="h-control w-full px-2 text-left text-small text-accent hover:underline"
              >
                {isLong ? 'Show fewer' : `${formatCount(hidden)} more`}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

interface FacetRowProps {
  readonly option: FacetCount;
  readonly shown: ReactNode;
  readonly isChosen: boolean;
  readonly onToggle: (value: string) => void;
}

function FacetRow({ option, shown, isChosen, onToggle }: FacetRowProps) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isChosen}
      onClick={() => onToggle(option.value)}
      className={classNames(
        'flex h-control w-full items-center gap-2 px-2 text-left hover:bg-hover',
        isChosen && 'bg-selected font-medium',
      )}
    >
      <span aria-hidden className={classNames('w-3 text-accent', !isChosen && 'opacity-0')}>
        ✓
      </span>
      <span className="min-w-0 flex-1 truncate">{shown}</span>
      <span className="text-small font-normal text-text-muted">{formatCount(option.count)}</span>
    </button>
  );
}

/** The first few, and behind them those that are chosen, also where the filter left none of them. */
function shownOptions(
  options: readonly FacetCount[],
  selected: readonly string[],
  most: number,
): readonly FacetCount[] {
  const first = options.slice(0, most);
  const names = new Set(first.map(({ value }) => value));
  const further = selected
    .filter((value) => !names.has(value))
    .map((value) => options.find((option) => option.value === value) ?? { value, count: 0 });
  return [...first, ...further];
}
