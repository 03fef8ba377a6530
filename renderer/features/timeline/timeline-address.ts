import { EVENT_TYPES, type EventType } from '../../../shared/model/events.ts';
import { DISCIPLINES } from '../../../shared/model/terms.ts';
import type { TimelineFilter } from '../../../shared/model/timeline.ts';

/** What the timeline shows: batches with what they hold, or every event one by one. */
export type TimelineMode = 'batches' | 'events';

export interface TimelineAddress {
  readonly filter: TimelineFilter;
  readonly mode: TimelineMode;
}

/** Reads the search part of the address. What is not understood is left out, so that an old link still opens. */
export function readTimelineAddress(params: URLSearchParams): TimelineAddress {
  const discipline = DISCIPLINES.find((known) => known === params.get('discipline')?.toUpperCase());
  const eventTypes = params.getAll('type').filter(isEventType);
  const rolledBack = params.get('rolledBack');
  const filter: TimelineFilter = {
    ...stated('asset', params.get('asset')),
    ...stated('ruleId', params.get('rule')),
    ...(discipline === undefined ? {} : { discipline }),
    ...(eventTypes.length === 0 ? {} : { eventTypes }),
    ...stated('correlationId', params.get('batch') ?? params.get('correlationId')),
    ...stated('from', instant(params.get('from'))),
    ...stated('to', instant(params.get('to'))),
    ...stated('userId', params.get('user')),
    ...stated('text', params.get('text')),
    ...(rolledBack === 'yes' || rolledBack === 'no' ? { rolledBack: rolledBack === 'yes' } : {}),
  };
  return { filter, mode: params.get('view') === 'events' ? 'events' : 'batches' };
}

/** Writes the search part of the address; the reverse of reading it. */
export function writeTimelineAddress({ filter, mode }: TimelineAddress): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') params.append(name, value);
  };
  put('asset', filter.asset);
  put('rule', filter.ruleId);
  put('discipline', filter.discipline);
  for (const type of filter.eventTypes ?? []) put('type', type);
  put('batch', filter.correlationId);
  put('from', filter.from);
  put('to', filter.to);
  put('user', filter.userId);
  put('text', filter.text);
  put('rolledBack', filter.rolledBack === undefined ? undefined : filter.rolledBack ? 'yes' : 'no');
  put('view', mode === 'events' ? 'events' : undefined);
  return params;
}

/** The path of the timeline that shows what a filter finds. */
export function timelinePath(filter: TimelineFilter, mode: TimelineMode = 'batches'): string {
  const search = writeTimelineAddress({ filter, mode }).toString();
  return search === '' ? '/rules/timeline' : `/rules/timeline?${search}`;
}

/** The filter with one member given, or (undefined) left out. */
export function withMember<K extends keyof TimelineFilter>(
  filter: TimelineFilter,
  member: K,
  value: TimelineFilter[K] | undefined,
): TimelineFilter {
  const { [member]: _, ...rest } = filter;
  return value === undefined || value === '' ? rest : { ...rest, [member]: value };
}

export const isFiltered = (filter: TimelineFilter): boolean => Object.keys(filter).length > 0;

/** True where a filter finds a run of positions without gaps: nothing is asked for but a range of time. */
export const isContiguous = (filter: TimelineFilter): boolean =>
  Object.keys(filter).every((member) => member === 'from' || member === 'to');

const isEventType = (text: string): text is EventType => EVENT_TYPES.some((type) => type === text);

function stated<K extends string>(name: K, value: string | null): { [N in K]?: string } {
  return value === null || value === '' ? {} : ({ [name]: value } as { [N in K]: string });
}

/** An ISO 8601 date, or an instant with its offset. */
function instant(text: string | null): string | null {
  if (text === null || Number.isNaN(Date.parse(text))) return null;
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? text : null;
}
