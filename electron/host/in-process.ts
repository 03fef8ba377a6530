import { MessageChannel } from 'node:worker_threads';
import type { FromThread } from './protocol.ts';
import { serve } from './serve.ts';
import type { OpenTransport } from './transport.ts';

/** The work of the threads done in this one: for tests, and where no thread can be started. Runs then block. */
export const inProcessTransport: OpenTransport = (data) => {
  const { port1: near, port2: far } = new MessageChannel();
  void serve(far, data);
  return {
    post: (message) => near.postMessage(message),
    onMessage: (listener) => void near.on('message', (message: FromThread) => listener(message)),
    onEnd: (listener) => void near.once('close', () => listener(null)),
    terminate: () => near.close(),
  };
};
