import { memo } from 'react';
import type { WorkflowEvent } from '../../../shared/model/events.ts';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { DisciplineMark } from '../../components/DisciplineMark.tsx';
import { Time } from '../../components/Time.tsx';
import { classNames } from '../../lib/class-names.ts';
import { formatCount } from '../../lib/format.ts';
import { changeKindOf, eventSummary, eventWord, tagOf } from './event-words.ts';

interface EventRowViewProps {
  readonly event: WorkflowEvent;
  /** 0 in a list of its own, where it also tells when, who and by which rule. */
  readonly depth: number;
  readonly isOutOfForce: boolean;
}

/** One event: its place in the log, what it did to what, and what it says. */
export const EventRowView = memo(function EventRowView({ event, depth, isOutOfForce }: EventRowViewProps) {
  const kind = changeKindOf(event.eventType);
  const tag = tagOf(event);
  return (
    <div
      className={classNames(
        'flex h-full items-center gap-2 pr-2',
        depth === 0 ? 'pl-3' : depth === 1 ? 'pl-8' : 'pl-14',
      )}
    >
      <span className="w-20 shrink-0 text-right font-mono text-small text-text-muted">
        #{formatCount(event.position)}
      </span>
      {depth === 0 && (
        <Time
          at={event.timestamp}
          className="hidden w-30 shrink-0 whitespace-nowrap text-text-muted @2xl:block"
        />
      )}
      <span className="w-3 shrink-0">{kind !== null && <ChangeSign op={kind} word={null} />}</span>
      <span className={classNames('w-32 shrink-0 truncate', isOutOfForce && 'line-through opacity-70')}>
        {eventWord(event.eventType)}
      </span>
      <span className="w-36 shrink-0 truncate font-mono" title={tag ?? undefined}>
        {tag}
      </span>
      <span className="min-w-0 flex-1 truncate text-text-muted" title={eventSummary(event)}>
        {eventSummary(event)}
      </span>
      {isOutOfForce && <span className="shrink-0 text-small text-text-muted">rolled back</span>}
      {depth === 0 && (
        <span className="hidden w-40 shrink-0 truncate text-small text-text-muted @4xl:block">
          {event.ruleId ?? event.userId}
        </span>
      )}
      <DisciplineMark discipline={event.discipline} />
    </div>
  );
});

/** Where an event stands that is still being asked for. */
export function BlankRowView({ position }: { readonly position: number }) {
  return (
    <div className="flex h-full items-center gap-2 pl-3">
      <span className="w-20 shrink-0 text-right font-mono text-small text-text-muted">
        #{formatCount(position)}
      </span>
      <span aria-hidden className="appear-late h-2 w-1/3 rounded bg-hover" />
    </div>
  );
}
