import { z } from 'zod';
import type { ErrorReport } from '../errors.ts';
import type { Operation } from '../model/plan.ts';
import type { ExecutionSummary } from '../model/stream.ts';
import type { ImportCounts } from '../model/import.ts';
import type { RollbackResult } from '../model/rollback.ts';
import type { VerifyReport } from '../model/verify.ts';

/** What the writer thread does that takes a while. One at a time. */
export type RunKind = 'IMPORT' | 'PLAN' | 'EXECUTION' | 'ROLLBACK' | 'RULES' | 'VERIFY' | 'EXPORT';

/** A line of the action log: what one operation did. */
export interface ActionLine {
  /** Index of the action in its run: 0, 1, 2 ... Lines between two that arrived were left out. */
  readonly index: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly op: Operation['op'] | 'ERROR';
  readonly aggregateType: string;
  readonly tag: string;
  readonly ruleId: string | null;
  /** One line in words, such as "created by mech.pump-motor from P-118". */
  readonly text: string;
}

/** How a run stands. The last one (COMPLETED, CANCELLED, FAILED) always arrives. */
export interface RunState {
  readonly runId: string;
  readonly kind: RunKind;
  readonly status: 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  /** What it does now, in words: "Reading rows", "Applying changes". */
  readonly phase: string;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  readonly errors: number;
  /** Execution only. */
  readonly rules: { readonly completed: number; readonly total: number } | null;
  /** The newest lines, oldest first; at most `MOST_TAIL_LINES` since the push before. */
  readonly tail: readonly ActionLine[];
  readonly correlationId: string | null;
  /** What it came to; null until COMPLETED. */
  readonly outcome: RunOutcome | null;
  /** Why it failed; null otherwise. */
  readonly error: ErrorReport | null;
}

export const MOST_TAIL_LINES = 40;

export type RunOutcome =
  | { readonly kind: 'IMPORT'; readonly correlationId: string; readonly counts: ImportCounts }
  | { readonly kind: 'PLAN'; readonly planId: string }
  | {
      readonly kind: 'EXECUTION';
      readonly correlationId: string;
      readonly durationMs: number;
      readonly summary: ExecutionSummary;
    }
  | { readonly kind: 'ROLLBACK'; readonly result: RollbackResult }
  | {
      readonly kind: 'RULES';
      readonly correlationId: string;
      readonly added: number;
      readonly changed: number;
      readonly unchanged: number;
      readonly retired: number;
    }
  | { readonly kind: 'VERIFY'; readonly report: VerifyReport }
  | { readonly kind: 'EXPORT'; readonly name: string; readonly events: number; readonly headHash: string };

/** True once nothing more will come. */
export const isEnded = ({ status }: Pick<RunState, 'status'>): boolean =>
  status !== 'RUNNING' && status !== 'CANCELLING';

/** The answer to a request that starts a run: its pushes carry this id. */
export interface StartedRun {
  readonly runId: string;
}

export const runIdSchema = z.strictObject({ runId: z.uuid() });
