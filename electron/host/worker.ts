import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadData } from './protocol.ts';
import { serve } from './serve.ts';

/** Entry of both threads of an open project. */
if (parentPort !== null) await serve(parentPort, workerData as ThreadData);
