import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { OPTIONS } from './options.ts';

/** The Chromium behind the stand-in, with the one page that plays the window. */
export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly isDark: boolean;
}

const PROFILE = join(OPTIONS.userData, 'chromium');
const PORT_FILE = join(PROFILE, 'DevToolsActivePort');

let launched: Promise<Browser> | null = null;

/** Starts Chromium once. */
export function launchBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

/** Where a test attaches to the same Chromium. */
export async function debuggingAddress(): Promise<string> {
  for (;;) {
    const port = portWritten();
    if (port !== null) return `http://127.0.0.1:${port}`;
    await sleep(10);
  }
}

/** The port that Chromium chose; null while the file is missing or half written. */
function portWritten(): string | null {
  const text = existsSync(PORT_FILE) ? readFileSync(PORT_FILE, 'utf8') : '';
  return /^(\d+)\n/.exec(text)?.[1] ?? null;
}

async function launch(): Promise<Browser> {
  rmSync(PORT_FILE, { force: true });
  const theme = OPTIONS.theme ?? (OPTIONS.headed ? null : 'light');
  const context = await chromium.launchPersistentContext(PROFILE, {
    ...(OPTIONS.executable === null ? {} : { executablePath: OPTIONS.executable }),
    headless: !OPTIONS.headed,
    // Chromium refuses its own sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    colorScheme: theme,
    viewport: OPTIONS.headed ? null : { width: OPTIONS.width, height: OPTIONS.height },
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...testArgs(), '--no-first-run', '--disable-sync', ...windowArgs(), ...startArgs()],
    ...(OPTIONS.headed ? { ignoreDefaultArgs: ['--enable-automation'] } : {}),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, isDark: theme === null ? await prefersDark(page) : theme === 'dark' };
}

const prefersDark = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");

/** A door for the test that started this process; without a test it stays shut. */
const testArgs = (): string[] => (process.send === undefined ? [] : ['--remote-debugging-port=0']);

/** Without a screen, looking for a graphics processor only costs time. */
const startArgs = (): string[] => (OPTIONS.headed ? [] : ['--disable-gpu']);

/** A window without tabs and address bar. */
const windowArgs = (): string[] =>
  OPTIONS.headed ? ['--app=data:text/html,', `--window-size=${OPTIONS.width},${OPTIONS.height}`] : [];
