import type Electron from 'electron';
import type { Frame, Page, Route } from 'playwright-core';
import { toApp, toWeb } from './addresses.ts';
import { invoke } from './ipc.ts';
import { pressAccelerator } from './menu.ts';
import { HOOK, type Ask } from './page-script.ts';
import { answerRequest, schemes, session } from './session.ts';
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
  readonly #page: Page;
  readonly #preferences: Electron.WebPreferences;
  #openHandler: OpenHandler | null = null;
  /** An address that the main process itself loads; nobody is asked about it. */
  #ownLoad: string | null = null;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(page: Page, preferences: Electron.WebPreferences) {
    super('webContents', EVENTS);
    this.#page = page;
    this.#preferences = preferences;
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    page.on('load', () => this.emit('did-finish-load'));
    page.on('popup', (popup) => void this.#judgePopup(popup));
  }

  getURL(): string {
    return toApp(this.#page.url(), schemes);
  }

  isDestroyed(): boolean {
    return this.#page.isClosed();
  }

  send(channel: string, ...args: unknown[]): void {
    const call = `${HOOK}.receive(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    // In order; what a page that is just being replaced does not hear is lost, as in Electron.
    this.#sending = this.#sending.then(() => this.#page.evaluate(call).catch(() => undefined));
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
    await this.#page.goto(this.#ownLoad, { waitUntil: 'load' });
  }

  /** Playwright gives up a page whose process ended, so that one only Electron loads anew. */
  reload(): void {
    this.#page.reload().catch((error: unknown) => {
      process.stderr.write(`The page could not be loaded anew: ${String(error)}\n`);
    });
  }

  /** Every request of the browser comes by here. */
  async route(route: Route): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return await answerRequest(route);
    const frame = request.frame();
    const isOpened = frame.page() !== this.#page;
    if (isOpened ? this.#refusesWindow(request.url()) : this.#refusesNavigation(frame, request.url())) {
      // "No content" leaves the page where it is, as a prevented navigation does.
      return await route.fulfill({ status: 204, body: '' });
    }
    await answerRequest(route);
  }

  /** What the page asks through its preload. */
  async answer(self: object, frame: Frame, ask: Ask): Promise<string> {
    if (ask.kind === 'accelerator') {
      pressAccelerator(ask.keys);
      return '';
    }
    if (ask.kind === 'open') {
      if (!this.#refusesWindow(ask.url)) await this.#openWindow(ask.url);
      return '';
    }
    const senderFrame = { url: toApp(frame.url(), schemes), parent: frame.parentFrame() };
    const args = await Promise.all(ask.args.map((arg) => this.#withPath(arg)));
    return await invoke(ask.channel, { sender: self, senderFrame }, args);
  }

  #refusesNavigation(frame: Frame, address: string): boolean {
    const isMainFrame = frame === this.#page.mainFrame();
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
    const opened = await this.#page.context().newPage();
    await opened.goto(url).catch(() => undefined);
  }

  async #judgePopup(popup: Page): Promise<void> {
    if (this.#refusesWindow(popup.url())) await popup.close();
  }

  /** The path of a file that the page only has a mark for; empty for one that was made by a script. */
  async #withPath(arg: unknown): Promise<unknown> {
    const index = typeof arg === 'string' ? /^standin-file:(\d+)$/.exec(arg)?.[1] : undefined;
    if (index === undefined) return arg;
    const devTools = await this.#page.context().newCDPSession(this.#page);
    try {
      const { result } = await devTools.send('Runtime.evaluate', { expression: `${HOOK}.files[${index}]` });
      if (result.objectId === undefined) return '';
      return (await devTools.send('DOM.getFileInfo', { objectId: result.objectId })).path;
    } catch {
      return '';
    } finally {
      await devTools.detach().catch(() => undefined);
    }
  }
}

const withoutHash = (address: string | null): string | null => address?.split('#')[0] ?? null;

/** The contents as the application sees them. */
export const strictContents = (contents: StandinContents): StandinContents => strict('webContents', contents);
