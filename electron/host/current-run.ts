import { isEnded, type RunState, type StartedRun } from '../../shared/contract/runs.ts';
import { SynapseError, toErrorReport } from '../../shared/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { RunRequest } from './calls.ts';
import type { ProjectThread } from './project-thread.ts';
import { newRun } from './run-pusher.ts';

/** A run that goes on. */
export interface GoingRun {
  readonly runId: string;
  readonly request: RunRequest;
  readonly thread: ProjectThread;
  /** Resolves when it has ended, whatever came of it. */
  readonly ended: Promise<void>;
}

export interface CurrentRunListeners {
  onState(run: RunState): void;
  onEnd(run: RunState, going: GoingRun): void;
}

/** The one run of an application: it goes on, or it was the last one. */
export class CurrentRun {
  readonly #listeners: CurrentRunListeners;
  #state: RunState | null = null;
  #going: (GoingRun & { readonly end: () => void; isCancelled: boolean }) | null = null;

  constructor(listeners: CurrentRunListeners) {
    this.#listeners = listeners;
  }

  get state(): RunState | null {
    return this.#state;
  }

  get going(): GoingRun | null {
    return this.#going;
  }

  /** @throws SynapseError EXECUTION_IN_PROGRESS while a run goes on (on this thread, where one is given) */
  expectIdle(thread: ProjectThread | null = null): void {
    const going = this.#going;
    if (going === null || (thread !== null && going.thread !== thread)) return;
    throw new SynapseError(
      'EXECUTION_IN_PROGRESS',
      'Another run is going on in this project. Wait until it ends.',
      { runId: going.runId },
    );
  }

  begin(request: RunRequest, thread: ProjectThread): StartedRun {
    const runId = newId();
    const startedAt = new Date().toISOString();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    thread.setCancelled(false);
    this.#going = { runId, request, thread, ended, end, isCancelled: false };
    this.#tell(newRun(runId, request.kind, startedAt));
    thread.run(runId, startedAt, request);
    return { runId };
  }

  cancel(runId: string): void {
    if (this.#going?.runId !== runId || this.#state === null) return;
    this.#going.isCancelled = true;
    this.#going.thread.setCancelled(true);
    this.#tell({ ...this.#state, tail: [] });
  }

  /** What a thread tells of its run. */
  report(run: RunState): void {
    const going = this.#going;
    if (going?.runId !== run.runId) return;
    if (isEnded(run)) this.#going = null;
    this.#tell(run, going.isCancelled);
    if (!isEnded(run)) return;
    going.end();
    this.#listeners.onEnd(run, going);
  }

  /** The run cannot go on. */
  fail(error: SynapseError): void {
    if (this.#state === null) return;
    const phase = 'Failed; nothing was applied';
    this.report({ ...this.#state, status: 'FAILED', phase, tail: [], error: toErrorReport(error) });
  }

  #tell(run: RunState, isCancelled = this.#going?.isCancelled === true): void {
    this.#state = isCancelled && !isEnded(run) ? { ...run, status: 'CANCELLING' } : run;
    this.#listeners.onState(this.#state);
  }
}
