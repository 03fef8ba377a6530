import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../desktop-app.ts';

const PROJECT = pathToFileURL(join(ROOT, 'electron', 'services', 'project.ts')).href;

/** Has another process hold a project for writing, in the name of a user; gives how to end it. */
export async function holdProject(path: string, userId: string): Promise<() => void> {
  const script = `const { openForWriting } = await import(${JSON.stringify(PROJECT)});
    await openForWriting(${JSON.stringify(path)}, ${JSON.stringify(userId)});
    process.stdout.write('held');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`${path} is not held: the process that should hold it has ended.`);
    }),
  ]);
  return () => void child.kill('SIGKILL');
}
