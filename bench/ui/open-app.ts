import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppWindow } from '../../e2e/app/app-window.ts';
import type { LaunchOptions } from '../../e2e/app/desktop-app.ts';
import { launch } from '../../e2e/app/launch.ts';
import { findBrowser } from '../../scripts/setup/browser.mjs';

/** The application with its folder, to be closed after use. */
export interface Opened {
  readonly window: AppWindow;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Starts the application without a project. */
export async function openApp(options: LaunchOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-bench-ui-'));
  const app = await launch({ ...options, userData: join(folder, 'settings') });
  const window = await AppWindow.of(app, folder);
  return {
    window,
    folder,
    close: async () => {
      await app.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SURELY_PAINTED_MS = 4_000;

/** Milliseconds from the start of the process to the first paint. */
export async function firstPaintMs(): Promise<number> {
  const { window, close } = await openApp({ attachAfterMs: SURELY_PAINTED_MS });
  try {
    return await window.firstPaintMs();
  } finally {
    await close();
  }
}

/** Milliseconds from the start of a process to the first paint of a page with one word, without any of the application. */
export async function emptyPageMs(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-empty-page-'));
  const env = { ...process.env, SYNAPSE_BROWSER: findBrowser() ?? '' };
  try {
    const startedAt = Date.now();
    const { stdout } = await runProgram(process.execPath, [EMPTY_PAGE, `--user-data-dir=${folder}`], { env });
    return Number(stdout) - startedAt;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const runProgram = promisify(execFile);
const EMPTY_PAGE = fileURLToPath(new URL('./empty-page.ts', import.meta.url));

/** Asks for the project as a click on it does, and resolves once rows with their tags are drawn. */
const OPEN = (fileId: string): string => `(async () => {
  const started = performance.now();
  const answer = await window.synapse.request('project.open', { fileId: ${JSON.stringify(fileId)} });
  if (!answer.ok) throw new Error(answer.error.message);
  const isShown = () => document.querySelector('#asset-row-0 bdi') !== null;
  while (!isShown()) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - started;
})()`;

/** Opens a project, and gives the milliseconds until its table of assets can be used. */
export async function openProjectMs({ window }: Opened, path: string): Promise<number> {
  await window.answerFileDialogs(path);
  const file = await window.value('file.choose', { purpose: 'project' });
  return await window.page.evaluate<number>(OPEN(file?.fileId ?? ''));
}
