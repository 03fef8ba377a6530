import { z } from 'zod';
import type { Batch } from '../model/batch.ts';
import type { WorkflowEvent } from '../model/events.ts';
import { timelineFilterSchema } from '../model/timeline.ts';

export const filterSchema = z.strictObject({ filter: timelineFilterSchema });

export const batchPageSchema = z.strictObject({
  filter: timelineFilterSchema,
  /** Only batches that started before this position: the next page. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(500).default(50),
});

/** A batch with how many of its events the filter finds. */
export interface BatchLine extends Batch {
  readonly startedPosition: number;
  readonly lastPosition: number;
  readonly matching: number;
  /** Of a rollback: the batch it took back. Of one that was rolled back: the rollback. */
  readonly counterpart: string | null;
}

export interface BatchPage {
  /** Newest first. */
  readonly batches: readonly BatchLine[];
  /** Give this as `before`; null at the end. */
  readonly nextBefore: number | null;
  /** How many batches hold an event that the filter finds. */
  readonly total: number;
}

export const batchRulesSchema = z.strictObject({ correlationId: z.string(), filter: timelineFilterSchema });

/** What one rule (null: no rule) did in a batch, by kind of event. */
export interface BatchRuleLine {
  readonly ruleId: string | null;
  readonly ruleName: string | null;
  readonly events: number;
  readonly byType: Readonly<Record<string, number>>;
}

export const histogramSchema = z.strictObject({
  filter: timelineFilterSchema,
  buckets: z.int().min(1).max(400),
});

export interface Histogram {
  /** UTC instants of the first bucket's start and the last one's end; null where the log is empty. */
  readonly from: string | null;
  readonly to: string | null;
  /** Events by bucket, all of the same length in time. */
  readonly counts: readonly number[];
}

/** A page of events with the names of their rules. */
export interface EventPage {
  readonly events: readonly WorkflowEvent[];
  readonly nextBefore: number | null;
  readonly total: number;
}
