import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '../lib/class-names.ts';
import { formatCount } from '../lib/format.ts';
import { Button } from './Button.tsx';
import { Checkbox } from './Checkbox.tsx';
import { Popover } from './Popover.tsx';
import { INPUT_STYLE } from './TextField.tsx';

export interface MultiSelectOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

interface MultiSelectProps {
  readonly label: string;
  readonly options: readonly MultiSelectOption[];
  /** Nothing chosen stands for all. */
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly disabled?: boolean;
}

/** So many are drawn at most; the search finds the others. */
const MOST_SHOWN = 200;

/** A choice of several, with their counts and a search. */
export function MultiSelect({ label, options, value, onChange, disabled = false }: MultiSelectProps) {
  return (
    <Popover
      label={label}
      className="w-72"
      trigger={
        <Button disabled={disabled}>
          <span className="text-text-muted">{label}</span>{' '}
          <span className="max-w-48 truncate">{spoken(options, value)}</span>
          <ChevronDown size={14} aria-hidden className="text-text-muted" />
        </Button>
      }
    >
      <Choices label={label} options={options} value={value} onChange={onChange} />
    </Popover>
  );
}

function Choices({ label, options, value, onChange }: Omit<MultiSelectProps, 'disabled'>) {
  const [search, setSearch] = useState('');
  const found = options.filter((option) => matches(option, search));
  const toggle = (each: string): void =>
    onChange(value.includes(each) ? value.filter((other) => other !== each) : [...value, each]);
  return (
    <div className="flex flex-col gap-1">
      <input
        aria-label={`Search ${label}`}
        placeholder="Search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className={classNames(INPUT_STYLE, 'shrink-0')}
      />
      <ul className="max-h-72 overflow-y-auto" aria-label={label}>
        {found.slice(0, MOST_SHOWN).map((option) => (
          <li key={option.value} className="flex items-center rounded-md px-1 hover:bg-hover">
            <Checkbox
              className="min-w-0 flex-1"
              checked={value.includes(option.value)}
              onCheckedChange={() => toggle(option.value)}
              label={<span className="block truncate">{option.label}</span>}
            />
            <span className="pl-2 text-small text-text-muted">{formatCount(option.count)}</span>
          </li>
        ))}
      </ul>
      <div className="flex items-center justify-between">
        <span aria-live="polite" className="text-small text-text-muted">
          {found.length > MOST_SHOWN
            ? `${formatCount(found.length - MOST_SHOWN)} more, search for them`
            : found.length === 0
              ? 'None found'
              : ''}
        </span>
        <Button variant="ghost" size="small" disabled={value.length === 0} onClick={() => onChange([])}>
          Clear
        </Button>
      </div>
    </div>
  );
}

const matches = ({ label, value }: MultiSelectOption, search: string): boolean =>
  `${label} ${value}`.toLowerCase().includes(search.trim().toLowerCase());

function spoken(options: readonly MultiSelectOption[], value: readonly string[]): string {
  if (value.length === 0) return 'all';
  const names = value.map((each) => options.find((option) => option.value === each)?.label ?? each);
  return names.length <= 3 ? names.join(', ') : `${formatCount(names.length)} chosen`;
}
