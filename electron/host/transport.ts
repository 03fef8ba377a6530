import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './protocol.ts';

/** The way to a thread and back. Worker threads are one; a process of its own could be another. */
export interface Transport {
  post(message: ToThread): void;
  onMessage(listener: (message: FromThread) => void): void;
  /** Once, when nothing more will come. `error` is what ended it, null where it ended by itself. */
  onEnd(listener: (error: Error | null) => void): void;
  /** Ends it in the middle of whatever it does: only where it does not end when told to. */
  terminate(): void;
}

export type OpenTransport = (data: ThreadData) => Transport;

/** Planning a large plant takes memory, in megabytes. */
const MOST_MEMORY_MB = 8_192;

/** Threads that wait ready: loading its code takes a thread longer than opening a project. */
export interface Spares {
  readonly count: number;
  /** They are started once this is fulfilled: what comes before needs the processor. */
  readonly after: Promise<unknown>;
}

/** Threads that run the module at `url`. */
export function workerTransport(url: URL, spares: Spares | null = null): OpenTransport {
  const waiting = new Set<Worker>();
  const start = (): Worker =>
    new Worker(url, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
  const refill = (): void => {
    while (waiting.size < (spares?.count ?? 0)) {
      const spare = start();
      spare.unref();
      waiting.add(spare);
      const forget = (): void => void waiting.delete(spare);
      spare.once('exit', forget).once('error', forget);
    }
  };
  void spares?.after.then(refill);
  return (data) => {
    const [spare] = waiting;
    if (spare !== undefined) waiting.delete(spare);
    spare?.ref();
    setTimeout(refill, AGAIN_MS).unref();
    return transportOf(spare ?? start(), data);
  };
}

/** Spares that were taken are replaced once what took them had time to open a project. */
const AGAIN_MS = 5_000;

function transportOf(worker: Worker, data: ThreadData): Transport {
  let failure: Error | null = null;
  worker.on('error', (error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  worker.postMessage(data);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.once('exit', () => listener(failure)),
    terminate: () => void worker.terminate(),
  };
}
