import type { BatchLine } from '../../../shared/contract/timelines.ts';
import type { Batch, ChangeCounts } from '../../../shared/model/batch.ts';
import type { BatchKind } from '../../../shared/model/terms.ts';
import { formatCount } from '../../lib/format.ts';

const KINDS: Readonly<Record<BatchKind, string>> = {
  IMPORT: 'Import',
  EXECUTION: 'Execution',
  ROLLBACK: 'Rollback',
  EDIT: 'Edit by hand',
  RULES: 'Rules',
  SETTINGS: 'Settings',
};

/** A batch's kind in words. */
export const batchKindWord = (kind: BatchKind): string => KINDS[kind];

/** All that a batch created, changed and deleted, whatever kind of entity it was. */
export function totalChanges({ assets, cables, edges, packages, rules }: Batch['counts']): ChangeCounts {
  const kinds = [assets, cables, edges, packages, rules];
  const sum = (of: keyof ChangeCounts): number => kinds.reduce((total, counts) => total + counts[of], 0);
  return { created: sum('created'), updated: sum('updated'), deleted: sum('deleted') };
}

export interface BatchState {
  readonly word: string;
  readonly tone: 'quiet' | 'plain' | 'warning' | 'error' | 'running';
}

/** How a batch stands now. `counterpart` is its rollback, where it is known. */
export function batchState(
  { status, kind, canRollback }: Pick<BatchLine, 'status' | 'kind' | 'canRollback'>,
  counterpart: Pick<BatchLine, 'startedPosition'> | null,
): BatchState {
  switch (status) {
    case 'RUNNING':
      return { word: 'running', tone: 'running' };
    case 'CANCELLED':
      return { word: 'cancelled', tone: 'quiet' };
    case 'FAILED':
      return { word: 'failed', tone: 'error' };
    case 'INTERRUPTED':
      return { word: 'interrupted', tone: 'warning' };
    case 'ROLLED_BACK':
      return {
        word:
          counterpart === null
            ? 'rolled back'
            : `rolled back by #${formatCount(counterpart.startedPosition)}`,
        tone: 'quiet',
      };
    case 'COMPLETED':
      return {
        word: canRollback || kind === 'ROLLBACK' || kind === 'SETTINGS' ? 'in force' : 'no changes',
        tone: 'plain',
      };
  }
}

/** What one would call a batch: its reason, or its kind. */
export const batchName = ({ reason, kind }: Pick<Batch, 'reason' | 'kind'>): string =>
  reason === null || reason === '' ? batchKindWord(kind) : `"${reason}"`;
