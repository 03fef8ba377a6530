import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, type DesktopApp, type FullOptions, type LaunchOptions } from './desktop-app.ts';
import { electronArgs, launchElectron } from './launch-electron.ts';
import { launchStandin, standinCommand } from './launch-standin.ts';

/** Starts the built application: in Electron where its binary is, otherwise over the stand-in. */
export async function launch(options: LaunchOptions = {}): Promise<DesktopApp> {
  const full = withDefaults(options);
  const binary = electronBinary();
  const started = await (binary === null ? launchStandin(full) : launchElectron(full, binary));
  if (options.userData !== undefined) return started;
  return {
    ...started,
    kill: async () => {
      await started.kill();
      rmSync(full.userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Starts the application where it runs already, with the same settings; resolves with its exit status. */
export function startAgain(options: LaunchOptions & { readonly userData: string }): Promise<number | null> {
  const full = withDefaults(options);
  const binary = electronBinary();
  const [program, args] = binary === null ? standinCommand(full) : [binary, electronArgs(full)];
  const child = spawn(program, args, { cwd: full.cwd, stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', resolve));
}

const withDefaults = (options: LaunchOptions): FullOptions => ({
  built: process.env['SYNAPSE_BUILT'] ?? join(ROOT, 'out'),
  userData: options.userData ?? mkdtempSync(join(tmpdir(), 'synapse-app-')),
  args: [],
  cwd: ROOT,
  theme: 'light',
  width: 1280,
  height: 800,
  attachAfterMs: 0,
  ...options,
});

/** Electron's program where it is installed; asking for it must not download it. */
export function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}
