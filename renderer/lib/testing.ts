import type {
  Push,
  RequestArgs,
  RequestName,
  RequestResult,
  SynapseBridge,
} from '../../shared/contract/contract.ts';
import type { AppState, ProjectStatus } from '../../shared/contract/project.ts';
import type { RunState } from '../../shared/contract/runs.ts';
import { SynapseError, toErrorReport } from '../../shared/errors.ts';

type Answers = {
  readonly [N in RequestName]?: (args: RequestArgs<N>) => RequestResult<N> | Promise<RequestResult<N>>;
};

/** A bridge for tests: answers what it is given, refuses all else, and pushes what it is told to. */
export interface FakeBridge extends SynapseBridge {
  push(push: Push): void;
  listening(): number;
  /** Every request so far, with its arguments. */
  readonly asked: readonly (readonly [RequestName, unknown])[];
}

export function fakeBridge(answers: Answers): FakeBridge {
  const listeners = new Set<(json: string) => void>();
  const asked: [RequestName, unknown][] = [];
  return {
    asked,
    request: async (name, args) => {
      asked.push([name, args]);
      try {
        const answer = answers[name];
        if (answer === undefined) throw new SynapseError('INTERNAL', `${name} is not answered here.`);
        return { ok: true, value: await answer(args) };
      } catch (error) {
        return { ok: false, error: toErrorReport(error) };
      }
    },
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drop: () => Promise.resolve({ ok: true, value: { fileId: 'dropped', name: 'x.csv', folder: '/' } }),
    push: (push) => {
      for (const listener of listeners) listener(JSON.stringify(push));
    },
    listening: () => listeners.size,
  };
}

/** Puts the bridge where the window has it. */
export function giveBridge(bridge: SynapseBridge): void {
  Object.defineProperty(window, 'synapse', { value: bridge, configurable: true });
}

export function takeBridge(): void {
  Reflect.deleteProperty(window, 'synapse');
}

export const aProject = (changed: Partial<ProjectStatus> = {}): ProjectStatus => ({
  fileId: '11111111-1111-4111-8111-111111111111',
  name: 'cooling.synapse',
  folder: '/projects',
  mode: 'WRITABLE',
  readOnlyReason: null,
  project: { id: 'p', name: 'Cooling station', country: 'DE', client: null, settings: {} },
  counts: { assets: 10, cables: 0, edges: 0, packages: 0, rules: 4, findings: 0, events: 20, batches: 2 },
  head: { position: 20, hash: '9f3a7c1e'.repeat(8) },
  verified: null,
  ...changed,
});

export const anApp = (changed: Partial<AppState> = {}): AppState => ({
  version: '0.1.0',
  platform: 'linux',
  userId: 'olaf',
  project: null,
  recent: [],
  run: null,
  problem: null,
  ...changed,
});

export const aRun = (changed: Partial<RunState> = {}): RunState => ({
  runId: 'run-1',
  kind: 'EXECUTION',
  status: 'RUNNING',
  phase: 'Applying changes',
  startedAt: '2026-11-21T09:14:00.000Z',
  elapsedMs: 100,
  done: 1,
  total: 10,
  errors: 0,
  rules: null,
  tail: [],
  correlationId: null,
  outcome: null,
  error: null,
  ...changed,
});
