import { z } from 'zod';
import type { WorkflowEvent } from './events.ts';
import { eventTypeSchema } from './events.ts';
import { aggregateTypeSchema, disciplineSchema } from './terms.ts';

const instant = z.iso.datetime({ offset: true }).or(z.iso.date());

/** What of the log is asked for; members combine with AND. */
export const timelineFilterSchema = z.strictObject({
  /** Tag of an asset: its events and those of every cable, edge, package and finding that ever touched it. */
  asset: z.string().min(1).optional(),
  ruleId: z.string().min(1).optional(),
  discipline: disciplineSchema.optional(),
  eventTypes: z.array(eventTypeSchema).min(1).optional(),
  aggregateType: aggregateTypeSchema.optional(),
  correlationId: z.string().min(1).optional(),
  /** First instant, inclusive; a date alone is its start (UTC). */
  from: instant.optional(),
  /** Last instant, inclusive; a date alone is its end (UTC). */
  to: instant.optional(),
  userId: z.string().min(1).optional(),
  /** Anywhere in what an event records, ASCII letters without case. */
  text: z.string().min(1).optional(),
  rolledBack: z.boolean().optional(),
});
export type TimelineFilter = Readonly<z.infer<typeof timelineFilterSchema>>;

export const MOST_TIMELINE_EVENTS = 10_000;

export const timelineRequestSchema = timelineFilterSchema.extend({
  facets: z.boolean().optional(),
  limit: z.int().min(1).max(MOST_TIMELINE_EVENTS).default(50),
  /** Only events before this position: the next page. */
  before: z.int().min(1).optional(),
});
export type TimelineRequest = Readonly<z.infer<typeof timelineRequestSchema>>;

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export const FACETS = ['ruleId', 'discipline', 'eventType', 'aggregateType', 'userId', 'rolledBack'] as const;
export type Facet = (typeof FACETS)[number];
export type Facets = Readonly<Record<Facet, readonly FacetCount[]>>;

export interface TimelinePage {
  /** Newest first. */
  readonly events: readonly WorkflowEvent[];
  /** Give this as `before` for the next page; null at the end. */
  readonly nextBefore: number | null;
  readonly total: number;
  readonly facets?: Facets;
}
