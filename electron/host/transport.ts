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

/** Threads that run the module at `url`. */
export function workerTransport(url: URL): OpenTransport {
  return (data) => {
    const worker = new Worker(url, {
      workerData: data,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    let failure: Error | null = null;
    worker.on('error', (error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on('message', listener),
      onEnd: (listener) => void worker.once('exit', () => listener(failure)),
      terminate: () => void worker.terminate(),
    };
  };
}
