import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/setup/browser.mjs';
import type { Told } from '../standin/remote.ts';
import { ROOT, type DesktopApp, type FullOptions } from './desktop-app.ts';

const REGISTER = pathToFileURL(join(ROOT, 'e2e', 'standin', 'register.mjs')).href;
/** Longest wait for the window, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Starts the built application over the stand-in for Electron, and attaches to its Chromium. */
export async function launchStandin(options: FullOptions): Promise<DesktopApp> {
  const startedAt = Date.now();
  const child = start(options);
  let stderr = '';
  child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const gone = exited.then((status): never => {
    throw new Error(`The application ended with ${status} before it had a window.\n${stderr}`);
  });
  const line = testLine(child);
  try {
    const { page, detach } = await Promise.race([
      line.ready.then((address) => attach(address, options)),
      gone,
    ]);
    return {
      launcher: 'stand-in',
      page,
      startedAt,
      evaluate: (run, arg) => line.evaluate(run.toString(), arg) as never,
      stderr: () => stderr,
      exited,
      quit: async () => {
        await line.evaluate('({ app }) => app.quit()', null).catch(() => undefined);
        return await exited;
      },
      kill: async () => {
        await detach();
        await kill();
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** The program and its arguments. */
export function standinCommand({ built, userData, args }: FullOptions): [string, string[]] {
  const main = join(built, 'main', 'main.js');
  return [process.execPath, ['--import', REGISTER, main, `--user-data-dir=${userData}`, ...args]];
}

function start(options: FullOptions): ChildProcess {
  const { cwd, theme, width, height } = options;
  const browser = findBrowser();
  if (browser === null)
    throw new Error('No Chromium, Chrome or Edge is found. Install one, or name it in SYNAPSE_BROWSER.');
  const [program, args] = standinCommand(options);
  // Node warns on standard error where both are set, and that must stay empty.
  const { NO_COLOR: _plain, FORCE_COLOR: _coloured, ...environment } = process.env;
  return spawn(program, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: {
      ...environment,
      SYNAPSE_BROWSER: browser,
      SYNAPSE_STANDIN_THEME: theme,
      SYNAPSE_STANDIN_SIZE: `${width}x${height}`,
    },
  });
}

interface TestLine {
  /** Where to attach to its Chromium. */
  readonly ready: Promise<string>;
  evaluate(source: string, arg: unknown): Promise<unknown>;
}

/** Asks functions of the stand-in's process, one answer to each. */
function testLine(child: ChildProcess): TestLine {
  const ready = Promise.withResolvers<string>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  child.on('message', (told: Told) => {
    if (told.kind === 'ready') ready.resolve(told.address);
    else if (told.kind === 'answer') waiting.get(told.id)?.resolve(told.value);
    else waiting.get(told.id)?.reject(new Error(told.message));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The application has ended.'));
  });
  let last = 0;
  return {
    ready: ready.promise,
    evaluate: (source, arg) => {
      const answer = Promise.withResolvers<unknown>();
      waiting.set(++last, answer);
      child.send({ id: last, source, arg }, (error) => error !== null && answer.reject(error));
      return answer.promise;
    },
  };
}

async function attach(address: string, { theme, attachAfterMs }: FullOptions): Promise<Attached> {
  await sleep(attachAfterMs);
  const browser = await chromium.connectOverCDP(address, { timeout: PATIENCE_MS });
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('Chromium has no page to attach to.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForURL('https://bundle.app.invalid/**', { timeout: PATIENCE_MS });
  // Attaching replaces what the stand-in emulates.
  await page.emulateMedia({ colorScheme: theme });
  return { page, detach: () => browser.close().catch(() => undefined) };
}

interface Attached {
  readonly page: Page;
  readonly detach: () => Promise<void>;
}
