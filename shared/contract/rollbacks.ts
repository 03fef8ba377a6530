import { z } from 'zod';
import type { EntityType } from '../model/entities.ts';
import type { OperationKind } from '../model/events.ts';
import type { FieldChange } from '../model/changes.ts';
import type { RollbackResult } from '../model/rollback.ts';
import type { BatchLine } from './timelines.ts';

export const rollbackPreviewSchema = z.strictObject({ correlationId: z.string(), cascade: z.boolean() });
export const startRollbackSchema = z.strictObject({
  correlationId: z.string(),
  cascade: z.boolean(),
  reason: z.string().trim().min(1).max(2_000),
});

/** One entity that the rollback changes. */
export interface RollbackLine {
  readonly op: OperationKind;
  readonly aggregateType: EntityType;
  readonly tag: string;
  readonly diff: readonly FieldChange[];
}

export interface RollbackPreview {
  readonly batch: BatchLine;
  readonly result: RollbackResult;
  /** Batches that the cascade takes back too, newest first; of a preview without cascade those it would. */
  readonly cascaded: readonly BatchLine[];
  /** The first of them, at most `MOST_ROLLBACK_LINES`. */
  readonly lines: readonly RollbackLine[];
  readonly totalLines: number;
}

export const MOST_ROLLBACK_LINES = 1_000;
