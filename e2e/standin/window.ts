import { readFileSync } from 'node:fs';
import type Electron from 'electron';
import { appEvents } from './app-events.ts';
import type { Browser } from './browser.ts';
import type { ChromiumPage } from './chromium-page.ts';
import { StandinContents, strictContents } from './contents.ts';
import { OPTIONS } from './options.ts';
import { ANSWER, ASK, pageScript, parseAsk } from './page-script.ts';
import { applyPermissions } from './session.ts';
import { PreventableEvent, strict, StrictEmitter } from './strict.ts';

const EVENTS = ['close', 'closed', 'ready-to-show', 'page-title-updated', 'resize', 'move', 'focus'] as const;

let browser: Browser | null = null;
const open: StandinWindow[] = [];

/** Called once Chromium runs; only then can windows be made, as in Electron after "ready". */
export function setBrowser(launched: Browser): void {
  browser = launched;
}

/** The one window: a page of Chromium. Its look is not shown, only kept. */
class StandinWindow extends StrictEmitter<(typeof EVENTS)[number]> {
  static readonly getAllWindows = (): StandinWindow[] => open.map(({ asSeen }) => asSeen);

  readonly webContents: StandinContents;
  readonly asSeen: StandinWindow;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly #page: ChromiumPage;
  readonly #ready: Promise<void>;
  #isDestroyed = false;
  #isMaximized = false;
  #isShown: boolean;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS);
    if (browser === null) throw new Error('Cannot create BrowserWindow before app is ready');
    if (open.length > 0) throw new Error('The stand-in for Electron has one window only.');
    this.options = options;
    this.#isShown = options.show ?? true;
    this.#page = browser.page;
    const contents = new StandinContents(browser, options.webPreferences ?? {});
    this.webContents = strictContents(contents);
    this.#ready = prepare(browser, contents, this.webContents, options.webPreferences ?? {});
    this.#page.on('close', () => this.#wasClosed());
    appEvents.emit('web-contents-created', {}, this.webContents);
    this.asSeen = strict('BrowserWindow', this);
    open.push(this);
    // The strict view is what the application gets to hold.
    return this.asSeen;
  }

  async loadURL(url: string): Promise<void> {
    await this.#ready;
    const page = this.#page;
    await this.webContents.load(url);
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
    this.emit('ready-to-show');
  }

  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.#isDestroyed = true;
    void this.#page.close();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  show(): void {
    this.#isShown = true;
  }

  isVisible(): boolean {
    return this.#isShown;
  }

  focus(): void {
    void this.#page.focus().catch(() => undefined);
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.#isShown = true;
  }

  maximize(): void {
    this.#isMaximized = true;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  getNormalBounds(): Electron.Rectangle {
    const { x = 0, y = 0, width = OPTIONS.width, height = OPTIONS.height } = this.options;
    return { x, y, width, height };
  }

  /** The page went: because it was told to, or because the user closed it in Chromium, who cannot be stopped. */
  #wasClosed(): void {
    if (!this.#isDestroyed) this.emit('close', new PreventableEvent());
    this.#isDestroyed = true;
    open.splice(open.indexOf(this), 1);
    this.emit('closed');
    appEvents.emit('window-all-closed');
  }
}

async function prepare(
  { devTools: { browser }, page }: Browser,
  contents: StandinContents,
  seen: StandinContents,
  preferences: Electron.WebPreferences,
): Promise<void> {
  browser.on('Fetch.requestPaused', (held) => {
    contents.decide(held).catch(() => {
      const { requestId } = held;
      // It may be gone by now.
      browser.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => undefined);
    });
  });
  await Promise.all([
    applyPermissions(browser),
    browser.send('Fetch.enable'),
    installPreload(page, contents, seen, preferences),
  ]);
}

async function installPreload(
  page: ChromiumPage,
  contents: StandinContents,
  seen: StandinContents,
  preferences: Electron.WebPreferences,
): Promise<void> {
  // First, as the preload calls it.
  await page.expose(ASK, (text, frame, call) => {
    const answer = async (): Promise<void> => {
      const ask = parseAsk(text);
      await call(ANSWER, ask.id, await contents.answer(seen, frame, ask));
    };
    answer().catch((error: unknown) => process.stderr.write(`The page was not answered: ${String(error)}\n`));
  });
  if (preferences.preload === undefined) return;
  const script = pageScript({
    preload: readFileSync(preferences.preload, 'utf8'),
    contextIsolation: preferences.contextIsolation ?? true,
    nodeIntegration: preferences.nodeIntegration ?? false,
  });
  await page.addScript(script);
}

export const BrowserWindow = strict('BrowserWindow', StandinWindow);
