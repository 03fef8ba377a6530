import type { RunKind, RunState } from '../../shared/contract/runs.ts';

const WORDS: Readonly<Record<RunKind, string>> = {
  IMPORT: 'Import',
  PLAN: 'Dry run',
  EXECUTION: 'Execution',
  ROLLBACK: 'Rollback',
  RULES: 'Loading rules',
  VERIFY: 'Verification',
  EXPORT: 'Export',
};

/** The screen that shows a run, or null where only the status bar does. */
const PLACES: Readonly<Record<RunKind, string | null>> = {
  IMPORT: '/import',
  PLAN: '/rules/execution',
  EXECUTION: '/rules/execution',
  ROLLBACK: '/rules/timeline',
  RULES: null,
  VERIFY: null,
  EXPORT: null,
};

export const runWord = (kind: RunKind): string => WORDS[kind];
export const runPlace = (kind: RunKind): string | null => PLACES[kind];

/** Share of the work that is done in whole percent, or null while the total is not known. */
export function runPercent({ done, total }: Pick<RunState, 'done' | 'total'>): number | null {
  return total === null || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
}
