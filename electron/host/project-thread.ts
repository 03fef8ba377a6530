import type { Answer } from '../../shared/contract/contract.ts';
import type { RunState } from '../../shared/contract/runs.ts';
import { SynapseError, type ErrorReport } from '../../shared/errors.ts';
import type { CallName, RunRequest } from './calls.ts';
import type { FromThread, ThreadData } from './protocol.ts';
import type { OpenTransport, Transport } from './transport.ts';

/** A thread that has a project open, as the main thread sees it. */
export interface ProjectThread {
  readonly data: ThreadData;
  call(name: CallName, args: unknown): Promise<unknown>;
  run(runId: string, startedAt: string, request: RunRequest): void;
  /** Tells the run that goes on to stop, or (false) takes that back. */
  setCancelled(cancelled: boolean): void;
  /** Ends when the thread has closed the project and is gone. */
  close(): Promise<void>;
}

export interface ThreadListeners {
  onRun(run: RunState): void;
  /** It ended without being told to. */
  onDeath(error: SynapseError, role: ThreadData['role']): void;
}

/** How long a thread may take to close before it is ended, in milliseconds. */
const CLOSE_TIMEOUT_MS = 20_000;

/** @throws SynapseError as opening the project does */
export function startThread(
  openTransport: OpenTransport,
  given: Omit<ThreadData, 'cancelFlag'>,
  listeners: ThreadListeners,
): Promise<ProjectThread> {
  const data: ThreadData = { ...given, cancelFlag: new Int32Array(new SharedArrayBuffer(4)) };
  const transport = openTransport(data);
  const pending = new PendingCalls();
  const ended = Promise.withResolvers<void>();
  let isOpen = false;
  const thread: ProjectThread = {
    data,
    call: (name, args) => pending.add((id) => transport.post({ type: 'call', id, name, args })),
    run: (runId, startedAt, request) => transport.post({ type: 'run', runId, startedAt, request }),
    setCancelled: (cancelled) => void Atomics.store(data.cancelFlag, 0, cancelled ? 1 : 0),
    close: () => {
      isOpen = false;
      return closing(transport, ended.promise);
    },
  };
  return new Promise((resolve, reject) => {
    transport.onMessage((message) => {
      if (message.type === 'opened') {
        isOpen = true;
        resolve(thread);
      } else if (message.type === 'refused') reject(errorOf(message.error));
      else if (message.type === 'answer') pending.settle(message);
      else if (message.type === 'run') listeners.onRun(message.run);
    });
    transport.onEnd((error) => {
      ended.resolve();
      const death = diedOf(error);
      pending.rejectAll(death);
      reject(death);
      if (isOpen) listeners.onDeath(death, data.role);
    });
  });
}

async function closing(transport: Transport, ended: Promise<void>): Promise<void> {
  transport.post({ type: 'close' });
  const timeout = setTimeout(() => transport.terminate(), CLOSE_TIMEOUT_MS);
  await ended;
  clearTimeout(timeout);
}

/** Calls that were not answered yet. */
class PendingCalls {
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>();
  #nextId = 1;
  /** Why nothing is answered any more. */
  #end: SynapseError | null = null;

  add(post: (id: number) => void): Promise<unknown> {
    if (this.#end !== null) return Promise.reject(this.#end);
    const id = this.#nextId;
    this.#nextId += 1;
    const call = Promise.withResolvers<unknown>();
    this.#calls.set(id, call);
    post(id);
    return call.promise;
  }

  settle({ id, answer }: Extract<FromThread, { type: 'answer' }>): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    settle(call, answer);
  }

  rejectAll(error: SynapseError): void {
    this.#end = error;
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }
}

function settle(call: PromiseWithResolvers<unknown> | undefined, answer: Answer<unknown>): void {
  if (answer.ok) call?.resolve(answer.value);
  else call?.reject(errorOf(answer.error));
}

const errorOf = ({ code, message, context }: ErrorReport): SynapseError =>
  new SynapseError(code, message, context);

function diedOf(error: Error | null): SynapseError {
  const detail = error === null ? '' : ` (${error.message})`;
  return new SynapseError(
    'INTERNAL',
    `The part of Synapse that works with the project stopped unexpectedly${detail}. What it was doing was not applied.`,
    {},
    error ?? undefined,
  );
}
