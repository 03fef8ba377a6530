import { Worker } from 'node:worker_threads';

const OLDEST_NODE = 24;

/**
 * Entry of the `synapse` command. The command itself runs in a worker thread: this thread stays free to hear
 * Ctrl+C while the other one is deep in a transaction, and tells it so through a shared flag.
 */
function main(): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    process.stderr.write(
      `Synapse needs Node ${OLDEST_NODE} or later; this is ${process.versions.node}. Run it with \`npm run synapse\`, which brings its own.\n`,
    );
    process.exitCode = 1;
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
    process.stderr.write(`Something went wrong inside Synapse: ${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  });
  worker.on('exit', (status) => {
    process.exitCode ??= status;
    process.removeAllListeners('SIGINT');
    process.removeAllListeners('SIGTERM');
  });
}

main();
