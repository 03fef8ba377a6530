import type Electron from 'electron';
import { toApp, toWeb } from './addresses.ts';
import type { Browser } from './browser.ts';
import type { ChromiumPage, PageFrame } from './chromium-page.ts';
import { invoke } from './ipc.ts';
import { pressAccelerator } from './menu.ts';
import { HOOK, RECEIVE, type Ask } from './page-script.ts';
import { answerRequest, schemes, session, type HeldRequest } from './session.ts';
import { PreventableEvent, strict, StrictEmitter } from './strict.ts';

const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-finish-load',
  'render-process-gone',
  'unresponsive',
] as const;

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** The page in the window, as `webContents`. */
export class StandinContents extends StrictEmitter<(typeof EVENTS)[number]> {
  readonly id = 1;
  readonly session = session.defaultSession;
  readonly #browser: Browser;
  readonly #page: ChromiumPage;
  readonly #preferences: Electron.WebPreferences;
  #openHandler: OpenHandler | null = null;
  /** An address that the main process itself loads; nobody is asked about it. */
  #ownLoad: string | null = null;

  constructor(browser: Browser, preferences: Electron.WebPreferences) {
    super('webContents', EVENTS);
    const { page } = browser;
    this.#browser = browser;
    this.#page = page;
    this.#preferences = preferences;
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('load', () => this.emit('did-finish-load'));
    browser.onPopup((popup, address) => {
      if (this.#refusesWindow(address)) void popup.close();
    });
  }

  getURL(): string {
    return toApp(this.#page.url, schemes);
  }

  isDestroyed(): boolean {
    return this.#page.isClosed();
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#page.call(RECEIVE, channel, args);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Not in Electron's types, but in Electron: how the page was made. */
  getLastWebPreferences(): Electron.WebPreferences {
    return this.#preferences;
  }

  async load(url: string): Promise<void> {
    this.#ownLoad = toWeb(url, schemes);
    await this.#page.goto(this.#ownLoad);
  }

  reload(): void {
    this.#page.reload().catch((error: unknown) => {
      process.stderr.write(`The page could not be loaded anew: ${String(error)}\n`);
    });
  }

  /** Every request of the browser comes by here. */
  async decide(held: HeldRequest): Promise<void> {
    const { browser } = this.#browser.devTools;
    if (held.resourceType === 'Document' && this.#refusesDocument(held)) {
      // "No content" leaves the page where it is, as a prevented navigation does.
      await browser.send('Fetch.fulfillRequest', { requestId: held.requestId, responseCode: 204 });
    } else await answerRequest(browser, held);
  }

  /** What the page asks through its preload. */
  async answer(self: object, { url, parentId }: PageFrame, ask: Ask): Promise<string> {
    if (ask.kind === 'accelerator') {
      pressAccelerator(ask.keys);
      return '';
    }
    if (ask.kind === 'open') {
      if (!this.#refusesWindow(ask.url)) await this.#openWindow(ask.url);
      return '';
    }
    const senderFrame = {
      url: toApp(url, schemes),
      parent: parentId === null ? null : { frameToken: parentId },
    };
    const args = await Promise.all(ask.args.map((arg) => this.#withPath(arg)));
    return await invoke(ask.channel, { sender: self, senderFrame }, args);
  }

  #refusesDocument({ frameId, request: { url } }: HeldRequest): boolean {
    const isMainFrame = frameId === this.#page.id;
    const isOpened = !isMainFrame && this.#browser.isPage(frameId);
    return isOpened ? this.#refusesWindow(url) : this.#refusesNavigation(url, isMainFrame);
  }

  #refusesNavigation(address: string, isMainFrame: boolean): boolean {
    if (isMainFrame && address === withoutHash(this.#ownLoad)) {
      this.#ownLoad = null;
      return false;
    }
    const event = Object.assign(new PreventableEvent(), { url: toApp(address, schemes), isMainFrame });
    if (isMainFrame) this.emit('will-navigate', event);
    this.emit('will-frame-navigate', event);
    return event.defaultPrevented;
  }

  #refusesWindow(address: string): boolean {
    const details = { url: toApp(address, schemes) } as Electron.HandlerDetails;
    return this.#openHandler?.(details).action === 'deny';
  }

  async #openWindow(url: string): Promise<void> {
    const opened = await this.#browser.open();
    await opened.goto(url).catch(() => undefined);
  }

  /** The path of a file that the page only has a mark for; empty for one that was made by a script. */
  async #withPath(arg: unknown): Promise<unknown> {
    const index = typeof arg === 'string' ? /^standin-file:(\d+)$/.exec(arg)?.[1] : undefined;
    if (index === undefined) return arg;
    const { session } = this.#page;
    try {
      const { result } = await session.send('Runtime.evaluate', { expression: `${HOOK}.files[${index}]` });
      if (result.objectId === undefined) return '';
      return (await session.send('DOM.getFileInfo', { objectId: result.objectId })).path;
    } catch {
      return '';
    }
  }
}

const withoutHash = (address: string | null): string | null => address?.split('#')[0] ?? null;

/** The contents as the application sees them. */
export const strictContents = (contents: StandinContents): StandinContents => strict('webContents', contents);
