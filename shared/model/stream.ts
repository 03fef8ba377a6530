import type { ErrorReport } from '../errors.ts';
import type { Discipline } from './terms.ts';
import type { Scope } from './scope.ts';

export interface ExecutionSummary {
  readonly rulesExecuted: number;
  readonly assetsProcessed: number;
  readonly actionsTaken: number;
  readonly skipped: number;
  readonly errors: number;
  readonly created: {
    readonly assets: number;
    readonly cables: number;
    readonly edges: number;
    readonly packages: number;
  };
  readonly updated: { readonly assets: number; readonly cables: number };
  readonly findings: number;
}

/** The messages of a running execution, in order. The last one is COMPLETED, CANCELLED or FAILED. */
export type ExecutionMessage =
  | {
      readonly type: 'STARTED';
      readonly executionId: string;
      readonly correlationId: string;
      readonly totalRules: number;
      readonly totalAssets: number;
      readonly filtersApplied: Scope;
    }
  | {
      readonly type: 'RULE_START';
      readonly ruleId: string;
      readonly ruleName: string;
      readonly discipline: Discipline;
      readonly assetsToProcess: number;
      /** Share of the actions done so far, 0 to 1. */
      readonly progress: number;
    }
  | {
      readonly type: 'ACTION';
      readonly ruleId: string;
      readonly assetId: string;
      readonly assetTag: string;
      readonly action: string;
      readonly result: string;
    }
  | {
      readonly type: 'PROGRESS';
      readonly progress: number;
      readonly rulesCompleted: number;
      readonly rulesTotal: number;
      readonly actionsCompleted: number;
      readonly actionsTotal: number;
      readonly errors: number;
      readonly elapsedMs: number;
    }
  | {
      readonly type: 'RULE_COMPLETE';
      readonly ruleId: string;
      readonly ruleName: string;
      readonly assetsProcessed: number;
      readonly actionsTaken: number;
      readonly skipped: number;
      readonly errors: number;
    }
  | {
      readonly type: 'ERROR';
      readonly ruleId: string;
      readonly assetId: string;
      readonly code: string;
      readonly message: string;
      readonly recoverable: boolean;
    }
  | {
      readonly type: 'COMPLETED';
      readonly executionId: string;
      readonly correlationId: string;
      readonly durationMs: number;
      readonly summary: ExecutionSummary;
    }
  | { readonly type: 'CANCELLED'; readonly actionsPlanned: number }
  | { readonly type: 'FAILED'; readonly error: ErrorReport };
