import type { Push } from '../../../shared/contract/contract.ts';
import type { PlannedRuleCounts, PlanOverview, ScopeCounts } from '../../../shared/contract/plans.ts';
import type { ProjectStatus } from '../../../shared/contract/project.ts';
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
    basePosition: 1,
    baseHash: '',
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

export interface ProjectOptions {
  readonly mode?: ProjectStatus['mode'];
  readonly readOnlyReason?: string | null;
  readonly rules?: number;
  readonly assets?: number;
}

export const project = ({
  mode = 'WRITABLE',
  readOnlyReason = null,
  rules = 44,
  assets = 128,
}: ProjectOptions = {}): ProjectStatus => ({
  fileId: 'file-1',
  name: 'plant.synapse',
  folder: '/tmp',
  mode,
  readOnlyReason,
  project: { id: 'p', name: 'Plant', country: null, client: null, settings: {} },
  counts: { assets, cables: 0, edges: 0, packages: 0, rules, findings: 0, events: 1, batches: 1 },
  head: { position: 1, hash: 'h' },
  verified: null,
});

export const scopeCounts = (rules: number, assets: number): ScopeCounts => ({
  rules,
  assets,
  choices: { disciplines: [], actionTypes: [], assetTypes: [], areas: [], ruleIds: [] },
});

export interface FakeMain {
  /** What a request was asked with, each time. */
  argsOf(name: string): readonly unknown[];
  push(push: Push): void;
}

/** Puts a fake main process behind the window. */
export function fakeMain(answers: Readonly<Record<string, (args: unknown) => unknown>>): FakeMain {
  const asked: { readonly name: string; readonly args: unknown }[] = [];
  const listeners = new Set<(json: string) => void>();
  const request = async (name: string, args: unknown): Promise<unknown> => {
    asked.push({ name, args });
    return { ok: true, value: answers[name]?.(args) ?? null };
  };
  const onPush = (listener: (json: string) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  Object.assign(window, { synapse: { request, onPush } });
  return {
    argsOf: (name) => asked.filter((each) => each.name === name).map(({ args }) => args),
    push: (push) => {
      for (const listener of listeners) listener(JSON.stringify(push));
    },
  };
}
