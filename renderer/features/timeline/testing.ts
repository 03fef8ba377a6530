import type { Push, RequestName } from '../../../shared/contract/contract.ts';
import type { ProjectStatus } from '../../../shared/contract/project.ts';
import type { BatchLine, BatchRuleLine } from '../../../shared/contract/timelines.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import type { WorkflowEvent } from '../../../shared/model/events.ts';

/** An event for tests: the creation of a motor by a rule. */
export const event = (position: number, more: Partial<WorkflowEvent> = {}): WorkflowEvent => ({
  position,
  id: `event-${position}`,
  eventType: 'ASSET_CREATED',
  aggregateType: 'ASSET',
  aggregateId: `asset-${position}`,
  ruleId: 'mech.pump-motor',
  discipline: 'ELECTRICAL',
  payload: {
    before: null,
    after: { id: `asset-${position}`, type: 'MOTOR', properties: { power_kw: 75 } },
    diff: [],
    context: {},
  },
  metadata: { tag: `P-${position}-M` },
  correlationId: 'batch-1',
  causationId: null,
  sequenceNum: position,
  userId: 'olaf',
  timestamp: '2026-11-21T09:14:03.120Z',
  prevHash: 'a',
  hash: 'b',
  isRolledBack: false,
  ...more,
});

const NO_CHANGES = { created: 0, updated: 0, deleted: 0 };

/** A batch for tests: an execution in force that made two assets. */
export const batch = (number: number, more: Partial<BatchLine> = {}): BatchLine => ({
  correlationId: `batch-${number}`,
  kind: 'EXECUTION',
  status: 'COMPLETED',
  startedAt: '2026-11-21T09:14:00.000Z',
  finishedAt: '2026-11-21T09:14:04.000Z',
  userId: 'olaf',
  reason: `reason ${number}`,
  planHash: null,
  counts: {
    events: 10,
    assets: { created: 2, updated: 1, deleted: 0 },
    cables: NO_CHANGES,
    edges: NO_CHANGES,
    packages: NO_CHANGES,
    rules: NO_CHANGES,
    findings: { raised: 0, resolved: 0 },
  },
  canRollback: true,
  startedPosition: number * 10,
  lastPosition: number * 10 + 9,
  matching: 10,
  counterpart: null,
  ...more,
});

export const rule = (ruleId: string | null, more: Partial<BatchRuleLine> = {}): BatchRuleLine => ({
  ruleId,
  ruleName: ruleId === null ? null : 'Create motor for pumps',
  events: 2,
  byType: { ASSET_CREATED: 2 },
  ...more,
});

/** A project for tests whose log ends at a position. */
export const projectAt = (position: number, more: Partial<ProjectStatus> = {}): ProjectStatus => ({
  fileId: '00000000-0000-4000-8000-000000000000',
  name: 'plant.synapse',
  folder: '/tmp',
  mode: 'WRITABLE',
  readOnlyReason: null,
  project: { id: 'p', name: 'Plant', country: null, client: null, settings: {} },
  counts: {
    assets: 0,
    cables: 0,
    edges: 0,
    packages: 0,
    rules: 0,
    findings: 0,
    events: position,
    batches: 1,
  },
  head: { position, hash: 'h' },
  verified: null,
  ...more,
});

export interface FakeBridge {
  readonly asked: { readonly name: string; readonly args: unknown }[];
  readonly push: (push: Push) => void;
}

/** Throw this from an answer, and the request is refused. */
export class Refusal extends Error {
  readonly report: ErrorReport;
  constructor(code: ErrorReport['code'], message: string) {
    super(message);
    this.report = { code, message, context: {} };
  }
}

type Answers = Partial<Record<RequestName, (args: Record<string, unknown>) => unknown>>;

/** Puts a fake main process behind the window. */
export function fakeBridge(answers: Answers): FakeBridge {
  const asked: { name: string; args: unknown }[] = [];
  const listeners = new Set<(json: string) => void>();
  const request = async (name: RequestName, args: Record<string, unknown>): Promise<unknown> => {
    asked.push({ name, args });
    try {
      return { ok: true, value: answers[name]?.(args) ?? null };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.report };
      throw error;
    }
  };
  const onPush = (listener: (json: string) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  Object.assign(window, { synapse: { request, onPush } });
  return {
    asked,
    push: (push) => {
      for (const listener of listeners) listener(JSON.stringify(push));
    },
  };
}

/** jsdom lays nothing out: gives every element this height, and what else the screens ask of a browser. */
export function giveLayout(height: number): void {
  for (const name of ['clientHeight', 'offsetHeight', 'clientWidth', 'offsetWidth'])
    Object.defineProperty(HTMLElement.prototype, name, { value: height, configurable: true });
  const matchMedia = () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} });
  class ResizeObserver {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  HTMLElement.prototype.scrollTo = () => {};
  Object.assign(window, { matchMedia, ResizeObserver });
}
