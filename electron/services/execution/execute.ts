import { SynapseError, toErrorReport } from '../../../shared/errors.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { ExecutionMessage, ExecutionSummary } from '../../../shared/model/stream.ts';
import { newId } from '../../kernel/ids.ts';
import { createFinder } from '../../store/asset-query.ts';
import { loadProject } from '../../store/plant.ts';
import type { WritingProject } from '../project.ts';
import { expectIdle, runBatch, type ShouldCancel } from '../run-batch.ts';
import { executionDrafts, type SubjectTypes } from './execution-drafts.ts';
import { planProject } from './plan.ts';
import { createProgress } from './progress.ts';
import { expectCurrent } from './staleness.ts';

export interface ExecuteRequest {
  /** What to plan; not used where a plan is given. */
  readonly scope: Scope;
  readonly takes?: readonly string[];
  /** A plan that was looked at: exactly this is applied, or PLAN_STALE. */
  readonly plan?: Plan;
  readonly reason: string | null;
  readonly shouldCancel?: ShouldCancel;
  readonly onMessage?: (message: ExecutionMessage) => void;
}

export interface ExecuteResult {
  readonly executionId: string;
  readonly correlationId: string;
  readonly planHash: string;
  readonly durationMs: number;
  readonly summary: ExecutionSummary;
}

/**
 * Applies a plan as one batch: the one given, or one made now. All of it is applied, or nothing.
 * @throws SynapseError PLAN_STALE, INVALID_PLAN, EXECUTION_IN_PROGRESS, CANCELLED, and as `planProject`
 */
export function executePlan(project: WritingProject, request: ExecuteRequest): ExecuteResult {
  expectIdle(project);
  const { onMessage = () => {}, shouldCancel, reason } = request;
  const executionId = newId();
  const started = performance.now();
  let planned = 0;
  let result: ExecuteResult;
  try {
    const plan = currentPlan(project, request);
    planned = plan.operations.length;
    const progress = createProgress(plan, onMessage, () => performance.now());
    const { correlationId } = runBatch(
      project,
      {
        kind: 'EXECUTION',
        reason,
        planHash: plan.planHash,
        details: { executionId, scope: plan.scope, takes: plan.takes },
      },
      (batch) => {
        onMessage(startedMessage(executionId, batch.correlationId, plan));
        return executionDrafts(plan, progress, subjectTypes(project, plan));
      },
      {
        summary: () => progress.summary() as unknown as JsonObject,
        ...(shouldCancel === undefined ? {} : { shouldCancel }),
      },
    );
    const durationMs = Math.round(performance.now() - started);
    const summary = progress.summary();
    result = { executionId, correlationId, planHash: plan.planHash, durationMs, summary };
  } catch (error) {
    onMessage(endMessage(error, planned));
    throw error;
  }
  const { planHash: _planHash, ...completed } = result;
  onMessage({ type: 'COMPLETED', ...completed });
  return result;
}

function currentPlan(project: WritingProject, { plan, scope, takes, shouldCancel }: ExecuteRequest): Plan {
  if (plan === undefined) return planProject(project, { scope, takes: takes ?? [], shouldCancel });
  expectCurrent(project, plan, loadProject(project.database).id, shouldCancel);
  return plan;
}

function subjectTypes({ database }: WritingProject, { operations }: Plan): SubjectTypes {
  const changed = operations.filter(({ aggregateType }) => aggregateType === 'CABLE');
  const cables = new Set(changed.map(({ aggregateId }) => aggregateId));
  const finder = createFinder(database);
  return (id) => (cables.has(id) || finder.byId('CABLE', id) !== null ? 'CABLE' : 'ASSET');
}

function startedMessage(
  executionId: string,
  correlationId: string,
  { rules, operations, scope }: Plan,
): ExecutionMessage {
  const totalAssets = new Set(operations.map(({ because }) => because.source.id)).size;
  return {
    type: 'STARTED',
    executionId,
    correlationId,
    totalRules: rules.length,
    totalAssets,
    filtersApplied: scope,
  };
}

function endMessage(error: unknown, actionsPlanned: number): ExecutionMessage {
  if (error instanceof SynapseError && error.code === 'CANCELLED')
    return { type: 'CANCELLED', actionsPlanned };
  return { type: 'FAILED', error: toErrorReport(error) };
}
