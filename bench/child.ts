import { fork } from 'node:child_process';
import { join } from 'node:path';

const ENTRY = join(import.meta.dirname, 'child-entry.ts');

/**
 * Runs a task in a process of its own, so that neither memory nor compiled code of what was measured before
 * counts in. The task is a module of this folder that exports `task(args)`.
 * @throws Error where the process ends without a result
 */
export async function inChild<Result>(module: string, args: unknown): Promise<Result> {
  const child = fork(ENTRY, [module], { execArgv: ['--expose-gc'], serialization: 'advanced' });
  return new Promise<Result>((resolve, reject) => {
    let result: { readonly value: Result } | undefined;
    child.on('message', (message) => {
      result = message as { readonly value: Result };
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0 && result !== undefined) resolve(result.value);
      else reject(new Error(`${module} ended with ${signal ?? `status ${code}`} and gave no result.`));
    });
    child.send({ args });
  });
}
