import type { BatchLine, BatchRuleLine } from '../../../shared/contract/timelines.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';

/** One row of the timeline. */
export type TimelineRow =
  | { readonly kind: 'batch'; readonly batch: BatchLine; readonly isOpen: boolean }
  | {
      readonly kind: 'rule';
      readonly batch: BatchLine;
      readonly rule: BatchRuleLine;
      readonly isOpen: boolean;
    }
  | { readonly kind: 'event'; readonly event: WorkflowEvent; readonly depth: number }
  /** An event of which nothing is known yet but where it stands. */
  | { readonly kind: 'blank'; readonly position: number }
  /** What is still being asked for, or could not be. */
  | { readonly kind: 'wait'; readonly of: string; readonly error: Error | null; readonly depth: number };

/** Rows by number. Nothing is made for rows that nobody looks at: a batch may hold a million events. */
export interface TimelineRows {
  readonly count: number;
  readonly at: (index: number) => TimelineRow | null;
  /** Where the row of an id stands now, or null where it is not there. */
  readonly find: (id: string) => number | null;
}

/** Events as far as they are loaded, newest first. */
export interface LoadedEvents {
  readonly events: readonly WorkflowEvent[];
  readonly hasMore: boolean;
  /** Of all that there are; null while it is not known. */
  readonly total: number | null;
  readonly error: Error | null;
}

export interface TimelineContents {
  readonly batches: readonly BatchLine[];
  readonly hasMoreBatches: boolean;
  readonly batchError: Error | null;
  /** Keys of what is expanded. */
  readonly open: ReadonlySet<string>;
  /** Null while they are asked for. */
  readonly rulesOf: (batch: BatchLine) => readonly BatchRuleLine[] | Error | null;
  readonly eventsOf: (key: string) => LoadedEvents;
}

/** The key of the list of batches itself, where more of it is to come. */
export const MORE_BATCHES = 'batches';
export const batchKey = ({ correlationId }: Pick<BatchLine, 'correlationId'>): string => correlationId;
export const ruleKey = (
  batch: Pick<BatchLine, 'correlationId'>,
  rule: Pick<BatchRuleLine, 'ruleId'>,
): string => `${batch.correlationId} ${rule.ruleId ?? ''}`;

/** Stands for a row while rows come and go before it. */
export function rowId(row: TimelineRow): string {
  switch (row.kind) {
    case 'batch':
      return batchKey(row.batch);
    case 'rule':
      return ruleKey(row.batch, row.rule);
    case 'event':
      return eventId(row.event.position);
    case 'blank':
      return eventId(row.position);
    case 'wait':
      return `wait ${row.of}`;
  }
}

/** Only an execution is told by rules; what a person or a file did has none. */
export const isByRules = ({ kind }: Pick<BatchLine, 'kind'>): boolean => kind === 'EXECUTION';

/** The rows of the batches with what is expanded under them. */
export function batchRows(contents: TimelineContents): TimelineRows {
  const segments = new SegmentList();
  for (const batch of contents.batches) addBatch(contents, batch, segments);
  if (contents.hasMoreBatches || contents.batchError !== null)
    segments.row({ kind: 'wait', of: MORE_BATCHES, error: contents.batchError, depth: 0 });
  return segments;
}

/** The rows of events that are loaded one page after the other. */
export function loadedRows(key: string, loaded: LoadedEvents): TimelineRows {
  const segments = new SegmentList();
  segments.events(key, loaded, 0);
  return segments;
}

/** The rows of a run of positions without gaps, downwards from the newest: each has its place before it is loaded. */
export function contiguousRows(
  newest: number,
  count: number,
  eventAt: (position: number) => WorkflowEvent | null,
): TimelineRows {
  return {
    count,
    at: (index) => {
      if (index < 0 || index >= count) return null;
      const event = eventAt(newest - index);
      return event === null
        ? { kind: 'blank', position: newest - index }
        : { kind: 'event', event, depth: 0 };
    },
    find: (id) => {
      const position = positionOf(id);
      const index = position === null ? -1 : newest - position;
      return index >= 0 && index < count ? index : null;
    },
  };
}

function addBatch(contents: TimelineContents, batch: BatchLine, segments: SegmentList): void {
  const isOpen = contents.open.has(batchKey(batch));
  segments.row({ kind: 'batch', batch, isOpen });
  if (!isOpen) return;
  if (!isByRules(batch)) return segments.events(batchKey(batch), contents.eventsOf(batchKey(batch)), 1);
  const rules = contents.rulesOf(batch);
  if (rules === null || rules instanceof Error)
    return segments.row({ kind: 'wait', of: batchKey(batch), error: rules, depth: 1 });
  for (const rule of rules) {
    const key = ruleKey(batch, rule);
    const isRuleOpen = contents.open.has(key);
    segments.row({ kind: 'rule', batch, rule, isOpen: isRuleOpen });
    if (isRuleOpen) segments.events(key, contents.eventsOf(key), 2);
  }
}

/** A stretch of rows: one row, or events of one kind. */
type Segment =
  | { readonly start: number; readonly row: TimelineRow }
  | { readonly start: number; readonly events: readonly WorkflowEvent[]; readonly depth: number };

class SegmentList implements TimelineRows {
  readonly #segments: Segment[] = [];
  count = 0;

  row(row: TimelineRow): void {
    this.#segments.push({ start: this.count, row });
    this.count += 1;
  }

  events(key: string, { events, hasMore, error }: Omit<LoadedEvents, 'total'>, depth: number): void {
    if (events.length > 0) this.#segments.push({ start: this.count, events, depth });
    this.count += events.length;
    if (hasMore || error !== null) this.row({ kind: 'wait', of: key, error, depth });
  }

  readonly at = (index: number): TimelineRow | null => {
    if (index < 0 || index >= this.count) return null;
    const segment = this.#segments[lastAtOrBefore(this.#segments, (each) => each.start <= index)];
    if (segment === undefined) return null;
    if ('row' in segment) return segment.row;
    const event = segment.events[index - segment.start];
    return event === undefined ? null : { kind: 'event', event, depth: segment.depth };
  };

  readonly find = (id: string): number | null => {
    const position = positionOf(id);
    for (const segment of this.#segments) {
      const offset =
        'row' in segment ? offsetOfRow(segment.row, id) : offsetOfEvent(segment.events, position);
      if (offset !== null) return segment.start + offset;
    }
    return null;
  };
}

const offsetOfRow = (row: TimelineRow, id: string): number | null => (rowId(row) === id ? 0 : null);

function offsetOfEvent(events: readonly WorkflowEvent[], position: number | null): number | null {
  if (position === null) return null;
  const offset = lastAtOrBefore(events, (event) => event.position >= position);
  return events[offset]?.position === position ? offset : null;
}

const eventId = (position: number): string => `#${position}`;
const positionOf = (id: string): number | null => (id.startsWith('#') ? Number(id.slice(1)) : null);

/** Index of the last member that a test, true for the first ones only, is true for. */
function lastAtOrBefore<T>(list: readonly T[], test: (member: T) => boolean): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const member = list[middle];
    if (member !== undefined && test(member)) low = middle;
    else high = middle - 1;
  }
  return low;
}
