import type { BatchKind, BatchStatus } from './terms.ts';

/** What a batch changed, by kind of entity. */
export type ChangeCounts = {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
};

export type BatchCounts = {
  readonly events: number;
  readonly assets: ChangeCounts;
  readonly cables: ChangeCounts;
  readonly edges: ChangeCounts;
  readonly packages: ChangeCounts;
  readonly rules: ChangeCounts;
  readonly findings: { readonly raised: number; readonly resolved: number };
};

export interface Batch {
  readonly correlationId: string;
  readonly kind: BatchKind;
  readonly status: BatchStatus;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly userId: string;
  readonly reason: string | null;
  readonly planHash: string | null;
  readonly counts: BatchCounts;
  /** In force, and it changed something. */
  readonly canRollback: boolean;
}
