import type { PlannedRuleCounts, PlanOverview } from '../../../shared/contract/plans.ts';
import type { ActionLine, RunState } from '../../../shared/contract/runs.ts';
import type { Operation } from '../../../shared/model/plan.ts';

/** Builders for tests: each gives something usual, of which a test states what it is about. */
export const plannedRule = (ruleId: string, more: Partial<PlannedRuleCounts> = {}): PlannedRuleCounts => ({
  ruleId,
  ruleName: `Name of ${ruleId}`,
  discipline: 'MECHANICAL',
  actionType: 'create_child',
  considered: 10,
  applied: 5,
  creates: 0,
  updates: 0,
  deletes: 0,
  findings: 0,
  skips: 0,
  conflicts: 0,
  errors: 0,
  ...more,
});

/** The summary is that of the rules. */
export function planOverview(
  rules: readonly PlannedRuleCounts[],
  more: Partial<PlanOverview> = {},
): PlanOverview {
  const sum = (
    name: 'creates' | 'updates' | 'deletes' | 'findings' | 'skips' | 'conflicts' | 'errors',
  ): number => rules.reduce((total, rule) => total + rule[name], 0);
  return {
    format: 'synapse-plan/1',
    projectId: 'p',
    planHash: '7c1e1399fbb04511',
    basePosition: 1,
    scope: {},
    takes: [],
    draft: false,
    summary: {
      creates: sum('creates'),
      updates: sum('updates'),
      deletes: sum('deletes'),
      findingsRaised: sum('findings'),
      findingsResolved: 0,
      skips: sum('skips'),
      conflicts: sum('conflicts'),
      errors: sum('errors'),
    },
    notes: [],
    planId: PLAN_ID,
    madeAt: new Date().toISOString(),
    rules,
    isCurrent: true,
    ...more,
  };
}

export const PLAN_ID = '11111111-1111-4111-8111-111111111111';
export const RUN_ID = '22222222-2222-4222-8222-222222222222';

/** The creation of a motor from a pump. */
export const motorCreation = (pump: string, more: Partial<Operation> = {}): Operation => ({
  op: 'CREATE',
  aggregateType: 'ASSET',
  aggregateId: `id-${pump}-M`,
  tag: `${pump}-M`,
  ruleId: 'mech.pump-motor',
  discipline: 'MECHANICAL',
  before: null,
  after: { tag: `${pump}-M`, type: 'MOTOR', area: '100', properties: { power_kw: 75 } },
  diff: [],
  because: {
    ruleId: 'mech.pump-motor',
    ruleName: 'Create motor for pumps',
    ruleHash: 'hash',
    values: { 'props.shaft_power_kw': 55, 'props.driver': 'ELECTRIC', 'props.duty': null, 'asset.tag': pump },
    source: { id: `id-${pump}`, tag: pump },
    chain: [{ tag: pump, file: 'equipment.csv', row: 14 }],
  },
  cause: null,
  ...more,
});

export const executionRun = (more: Partial<RunState> = {}): RunState => ({
  runId: RUN_ID,
  kind: 'EXECUTION',
  status: 'RUNNING',
  phase: 'Applying changes',
  startedAt: '2026-11-21T09:14:00.000Z',
  elapsedMs: 1_000,
  done: 0,
  total: 13_100,
  errors: 0,
  rules: { completed: 3, total: 44 },
  tail: [],
  correlationId: 'batch-1',
  outcome: null,
  error: null,
  ...more,
});

export const actionLine = (index: number, more: Partial<ActionLine> = {}): ActionLine => ({
  index,
  at: '2026-11-21T09:14:03.120Z',
  op: 'CREATE',
  aggregateType: 'ASSET',
  tag: `P-${index}-M`,
  ruleId: 'mech.pump-motor',
  text: `created by mech.pump-motor from P-${index}`,
  ...more,
});
