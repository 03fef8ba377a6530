import { _electron as electron } from 'playwright-core';
import { ROOT, type DesktopApp, type FullOptions } from './desktop-app.ts';

/** Starts the built application in Electron itself. */
export async function launchElectron(options: FullOptions, executablePath: string): Promise<DesktopApp> {
  const startedAt = Date.now();
  const application = await electron.launch({
    executablePath,
    args: electronArgs(options),
    cwd: options.cwd,
    colorScheme: options.theme,
  });
  const child = application.process();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let stderr = '';
  child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const page = await application.firstWindow();
  await page.waitForLoadState('load');
  return {
    launcher: 'electron',
    page,
    startedAt,
    // The types of the two launchers' functions differ only in how they name their own type parameters.
    evaluate: (run, arg) => application.evaluate(run as never, arg as never) as never,
    stderr: () => stderr,
    exited,
    quit: async () => {
      await application.evaluate(({ app }) => app.quit()).catch(() => undefined);
      return await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

export const electronArgs = ({ userData, args }: FullOptions): string[] => [
  ROOT,
  `--user-data-dir=${userData}`,
  ...sandboxArgs(),
  ...args,
];

/** Chromium refuses its own sandbox to root. */
const sandboxArgs = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
