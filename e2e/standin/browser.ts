import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChromiumPage } from './chromium-page.ts';
import { DevTools } from './devtools.ts';
import { OPTIONS } from './options.ts';
import { chromiumSwitches } from './switches.ts';

/** The Chromium behind the stand-in, with the one page that plays the window. */
export interface Browser extends Omit<Pages, 'first'> {
  readonly devTools: DevTools;
  readonly page: ChromiumPage;
  readonly isDark: boolean;
  /** Resolves once Chromium has ended. */
  close(): Promise<void>;
}

const PROFILE = join(OPTIONS.userData, 'chromium');
const PORT_FILE = join(PROFILE, 'DevToolsActivePort');

let launched: Promise<Browser> | null = null;
const isStarting = Promise.withResolvers<void>();

/** Starts Chromium once. */
export function launchBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

/** Ends Chromium where it was started. */
export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
}

/** Where a test attaches to the same Chromium. */
export async function debuggingAddress(): Promise<string> {
  await isStarting.promise;
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
  isStarting.resolve();
  const devTools = startChromium();
  const { first, ...pages } = followPages(devTools);
  const started = Promise.all([
    first,
    devTools.browser.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ]);
  // Where Chromium never spoke, this process ends as soon as its complaint is read.
  const [page] = await started.catch((error: Error) => (devTools.wasHeard ? Promise.reject(error) : forever));
  if (!OPTIONS.headed) await emulateScreen(page);
  return {
    ...pages,
    devTools,
    page,
    isDark: OPTIONS.headed ? await prefersDark(page) : OPTIONS.theme === 'dark',
    close: async () => {
      await devTools.browser.send('Browser.close').catch(() => undefined);
      await devTools.gone;
    },
  };
}

const forever = new Promise<never>(() => undefined);

function startChromium(): DevTools {
  const chromium = spawn(OPTIONS.executable, chromiumSwitches(OPTIONS, PROFILE), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A Ctrl+C is for the application, which then closes Chromium.
    detached: process.platform !== 'win32',
  });
  const [, , complaints, toChromium, fromChromium] = chromium.stdio;
  const devTools = new DevTools(toChromium as Writable, fromChromium as Readable);
  let said = '';
  complaints?.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-COMPLAINT)));
  const fail = (why: string): never => {
    process.stderr.write(`${OPTIONS.executable} cannot be started: ${why}\n`);
    process.exit(1);
  };
  chromium.on('error', ({ message }) => fail(message));
  chromium.on('close', (status) => !devTools.wasHeard && fail(`it ended with ${status}.\n${said}`));
  return devTools;
}

/** How much of what Chromium complained of is kept, in characters. */
const COMPLAINT = 4_000;

/** What the page would otherwise learn from a screen. */
async function emulateScreen({ session }: ChromiumPage): Promise<void> {
  const { width, height, theme } = OPTIONS;
  await Promise.all([
    session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      screenWidth: width,
      screenHeight: height,
      deviceScaleFactor: 1,
      mobile: false,
    }),
    session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: theme ?? 'light' }],
    }),
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
  ]);
}

const prefersDark = (page: ChromiumPage): Promise<boolean> =>
  page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");

/** The pages of Chromium, whoever opened them. */
interface Pages {
  /** The page that opens with Chromium. */
  readonly first: Promise<ChromiumPage>;
  /** Another page, in a window of its own. */
  open(): Promise<ChromiumPage>;
  /** Whether this is the main frame of a page. */
  isPage(frameId: string): boolean;
  /** Told of each page that another one opened, and its address. */
  onPopup(listener: (popup: ChromiumPage, address: string) => void): void;
}

function followPages(devTools: DevTools): Pages {
  const { browser, gone } = devTools;
  const pages = new Map<string, PromiseWithResolvers<ChromiumPage>>();
  const first = Promise.withResolvers<ChromiumPage>();
  let onPopup: (popup: ChromiumPage, address: string) => void = () => undefined;
  const waitFor = (id: string): PromiseWithResolvers<ChromiumPage> => {
    const page = pages.get(id) ?? Promise.withResolvers<ChromiumPage>();
    pages.set(id, page);
    return page;
  };
  const close = (id: string): void => {
    void pages.get(id)?.promise.then((page) => page.wasClosed());
    pages.delete(id);
  };
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo: { targetId, type, url, openerId } }) => {
    if (type !== 'page') return;
    const page = new ChromiumPage(devTools, targetId, sessionId);
    waitFor(targetId).resolve(page);
    first.resolve(page);
    if (openerId !== undefined) onPopup(page, url === '' ? 'about:blank' : url);
  });
  browser.on('Target.targetDestroyed', ({ targetId }) => close(targetId));
  void gone.then(() => [...pages.keys()].forEach(close));
  const started = Promise.all([
    browser.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] }),
    browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }),
  ]);
  started.catch(first.reject);
  return {
    first: first.promise,
    open: async () => {
      const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
      return await waitFor(targetId).promise;
    },
    isPage: (frameId) => pages.has(frameId),
    onPopup: (listener) => void (onPopup = listener),
  };
}
