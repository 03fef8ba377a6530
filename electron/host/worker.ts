import { parentPort } from 'node:worker_threads';
import type { ThreadData } from './protocol.ts';
import { serve } from './serve.ts';

/** Entry of all threads of an open project. What it is for comes as the first message. */
parentPort?.once('message', (data: ThreadData) => {
  // Nobody listens until the project is open; that must not end the thread.
  parentPort?.ref();
  if (parentPort !== null) void serve(parentPort, data);
});
