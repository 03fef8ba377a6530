import { Worker } from 'node:worker_threads';

const OLDEST_NODE = 24;

/**
 * Entry of the `synapse` command. The command itself runs in a worker thread: this thread stays free to hear
 * Ctrl+C while the other one is deep in a transaction, and tells it so through a shared flag.
 */
function main(): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    refuse(
      'INTERNAL',
      `Synapse needs Node ${OLDEST_NODE} or later; this is ${process.versions.node}. Run it with \`npm run synapse\`, which brings its own.`,
    );
    return;
  }
  if (!hasFolder()) {
    refuse('FILE_NOT_READABLE', 'The folder that this was started in is gone. Change to another one.');
    return;
  }
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { argv: process.argv.slice(2), cancelFlag },
  });
  const interrupt = (): void => {
    if (Atomics.add(cancelFlag, 0, 1) > 0) process.exit(130);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  worker.on('error', (error) => {
    refuse('INTERNAL', `Something went wrong inside Synapse: ${error.stack ?? error.message}`);
  });
  worker.on('exit', (status) => {
    process.exitCode ??= status;
    process.removeAllListeners('SIGINT');
    process.removeAllListeners('SIGTERM');
  });
}

/** Ends with 1 where no command could run. Like a command: a document under `--json`, otherwise a sentence. */
function refuse(code: string, message: string): void {
  process.exitCode = 1;
  if (!process.argv.includes('--json')) process.stderr.write(`${code}: ${message}\n`);
  else process.stdout.write(`${JSON.stringify({ error: { code, message, context: {} } })}\n`);
}

/** No thread can be started in a folder that was deleted. */
function hasFolder(): boolean {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

main();
