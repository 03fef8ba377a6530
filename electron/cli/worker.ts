import { workerData } from 'node:worker_threads';
import { runCommand } from './run-command.ts';

/** What `main.ts` hands over. The flag is above zero once the user has pressed Ctrl+C. */
const { argv, cancelFlag } = workerData as { argv: string[]; cancelFlag: Int32Array<SharedArrayBuffer> };

process.exitCode = await runCommand(argv, { shouldCancel: () => Atomics.load(cancelFlag, 0) > 0 });
