import type { BatchKind } from './terms.ts';

/** A later change that rests on what a rollback would take back. */
export interface RollbackConflict {
  readonly correlationId: string;
  readonly kind: BatchKind;
  readonly userId: string;
  readonly timestamp: string;
  readonly tag: string;
  readonly field: string;
  readonly reason: string;
}

export type RestoredCounts = {
  readonly deleted: number;
  readonly restored: number;
  readonly recreated: number;
};

export type RollbackSummary = Readonly<Record<'assets' | 'cables' | 'edges' | 'packages', RestoredCounts>>;

export interface RollbackResult {
  /** The rollback's own batch; null in a preview. */
  readonly correlationId: string | null;
  readonly originalCorrelationId: string;
  /** Originals rolled back along with it, newest first. */
  readonly cascaded: readonly string[];
  readonly eventsRolledBack: number;
  readonly summary: RollbackSummary;
  readonly conflicts: readonly RollbackConflict[];
}
