import { X } from 'lucide-react';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';
import { disciplineName } from '../../components/DisciplineMark.tsx';
import { formatTime } from '../../lib/format.ts';
import { eventWord } from './event-words.ts';
import { isFiltered, withMember } from './timeline-address.ts';

interface FilterLineProps {
  readonly filter: TimelineFilter;
  readonly onFilter: (filter: TimelineFilter) => void;
  /** What the filter finds, in words. */
  readonly found: string;
}

/** What the list is narrowed by, each to be taken away, and how much that leaves. */
export function FilterLine({ filter, onFilter, found }: FilterLineProps) {
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-1 border-b border-line px-3 py-0.5 text-small">
      <span role="status" className="mr-1 text-text-muted">
        {found}
      </span>
      {filterTexts(filter).map(([member, text]) => (
        <button
          key={member}
          type="button"
          aria-label={`Remove filter: ${text}`}
          onClick={() => onFilter(withMember(filter, member, undefined))}
          className="flex h-6 max-w-72 items-center gap-1 rounded-full border border-line-strong/60 bg-surface-raised px-2 hover:bg-hover"
        >
          <span className="truncate">{text}</span>
          <X size={12} aria-hidden className="shrink-0 text-text-muted" />
        </button>
      ))}
      {isFiltered(filter) && (
        <button type="button" onClick={() => onFilter({})} className="h-6 px-1 text-accent hover:underline">
          Clear filters
        </button>
      )}
    </div>
  );
}

/** Each member of a filter in words. */
export function filterTexts(filter: TimelineFilter): readonly (readonly [keyof TimelineFilter, string])[] {
  const texts: (readonly [keyof TimelineFilter, string])[] = [];
  const { asset, ruleId, discipline, eventTypes, correlationId, userId, rolledBack, text, from, to } = filter;
  if (asset !== undefined) texts.push(['asset', `asset ${asset}`]);
  if (ruleId !== undefined) texts.push(['ruleId', `rule ${ruleId}`]);
  if (discipline !== undefined) texts.push(['discipline', disciplineName(discipline)]);
  if (eventTypes !== undefined) texts.push(['eventTypes', eventTypes.map(eventWord).join(' or ')]);
  if (userId !== undefined) texts.push(['userId', `user ${userId}`]);
  if (rolledBack !== undefined) texts.push(['rolledBack', rolledBack ? 'rolled back' : 'in force']);
  if (correlationId !== undefined) texts.push(['correlationId', 'one batch']);
  if (text !== undefined) texts.push(['text', `"${text}"`]);
  if (from !== undefined) texts.push(['from', `from ${formatTime(from)}`]);
  if (to !== undefined) texts.push(['to', `to ${formatTime(to)}`]);
  return texts;
}
