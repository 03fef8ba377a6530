import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** What a program said and how it ended. */
export interface Run {
  readonly ok: boolean;
  readonly seconds: number;
  /** stdout and stderr in the order in which they came. */
  readonly output: string;
  readonly stdout: string;
}

/**
 * Runs a JavaScript or TypeScript program with the Node that runs this one, in the project's folder.
 * Never throws: a program that cannot be started is a failed run.
 */
export function runProgram(
  root: string,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const started = performance.now();
  const chunks: Buffer[] = [];
  const said: Buffer[] = [];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...environment },
    });
    const end = (ok: boolean, last: string): void =>
      resolve({
        ok,
        seconds: (performance.now() - started) / 1000,
        output: Buffer.concat(chunks).toString('utf8') + last,
        stdout: Buffer.concat(said).toString('utf8'),
      });
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      said.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => end(false, `${program} cannot be started: ${error.message}\n`));
    child.on('close', (code, signal) =>
      end(code === 0, signal === null ? '' : `${program} ended by ${signal}\n`),
    );
  });
}
