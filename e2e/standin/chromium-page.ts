import type { DevTools, DevToolsSession } from './devtools.ts';
import { StrictEmitter } from './strict.ts';

/** A frame of a page; the page itself is the one without a parent. */
export interface PageFrame {
  readonly url: string;
  readonly parentId: string | null;
}

/** What a function that the page may call does: it gets a text, the frame that called, and a way to call back there. */
export type Exposed = (text: string, frame: PageFrame, call: CallInPage) => void;

/** Calls a function of the page, given as its source. What a page that goes just then does not hear is lost. */
export type CallInPage = (source: string, ...args: readonly unknown[]) => Promise<void>;

/** A page of Chromium. */
export class ChromiumPage extends StrictEmitter<'load' | 'crash' | 'close'> {
  /** Of the page, and of its main frame. */
  readonly id: string;
  readonly session: DevToolsSession;
  readonly #browser: DevToolsSession;
  readonly #frames = new Map<string, PageFrame>();
  /** The frames of the worlds that scripts run in. */
  readonly #worlds = new Map<number, string>();
  readonly #exposed = new Map<string, Exposed>();
  #mainWorld: number | null = null;
  #isClosed = false;

  constructor(devTools: DevTools, id: string, sessionId: string) {
    super('page', ['load', 'crash', 'close']);
    this.id = id;
    this.#frames.set(id, { url: 'about:blank', parentId: null });
    this.#browser = devTools.browser;
    this.session = devTools.session(sessionId);
    this.#followFrames();
    this.#followWorlds();
    this.session.on('Page.loadEventFired', () => this.emit('load'));
    this.session.on('Inspector.targetCrashed', () => this.emit('crash'));
    // Nobody is asked: a page that wants to go may, all else is answered no.
    this.session.on('Page.javascriptDialogOpening', ({ type }) => {
      void this.#quietly(
        this.session.send('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' }),
      );
    });
    this.session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frame = this.#frames.get(this.#worlds.get(executionContextId) ?? '');
      if (frame === undefined) return;
      this.#exposed.get(name)?.(payload, frame, (...call) => this.#callIn(executionContextId, ...call));
    });
    for (const method of ['Page.enable', 'Runtime.enable', 'Inspector.enable'] as const)
      void this.#quietly(this.session.send(method));
  }

  get url(): string {
    return this.#frames.get(this.id)?.url ?? '';
  }

  isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves once the page is loaded. */
  async goto(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.once('load', resolve));
    const { errorText } = await this.session.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${errorText} at ${url}`);
    await loaded;
  }

  async reload(): Promise<void> {
    await this.session.send('Page.reload', {});
  }

  async focus(): Promise<void> {
    await this.session.send('Page.bringToFront');
  }

  async close(): Promise<void> {
    await this.#quietly(this.#browser.send('Target.closeTarget', { targetId: this.id }));
  }

  /** The value of an expression in the page, a promise's once it is kept; JSON only. */
  async evaluate<T>(expression: string, userGesture = false): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails === undefined) return result.value as T;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  /** Calls a function of the document that is shown. */
  readonly call: CallInPage = async (...call) => {
    if (this.#mainWorld !== null) await this.#callIn(this.#mainWorld, ...call);
  };

  /** Makes a function that takes a text, under this name in every document of the page. */
  async expose(name: string, exposed: Exposed): Promise<void> {
    this.#exposed.set(name, exposed);
    await this.session.send('Runtime.addBinding', { name });
  }

  /** A script that runs in each new document before the document's own. */
  async addScript(source: string): Promise<void> {
    await this.session.send('Page.addScriptToEvaluateOnNewDocument', { source });
  }

  /** For the browser: Chromium has closed the page. */
  wasClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
  }

  async #callIn(world: number, source: string, ...args: readonly unknown[]): Promise<void> {
    const called = this.session.send('Runtime.callFunctionOn', {
      functionDeclaration: source,
      executionContextId: world,
      arguments: args.map((value) => ({ value })),
    });
    await this.#quietly(called);
  }

  /** What a page that is gone does not answer is not missed. */
  async #quietly(answer: Promise<unknown>): Promise<void> {
    await answer.catch(() => undefined);
  }

  #followFrames(): void {
    const { session } = this;
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.#frames.set(frameId, { url: 'about:blank', parentId: parentFrameId });
    });
    session.on('Page.frameNavigated', ({ frame: { id, url, urlFragment = '', parentId = null } }) => {
      this.#frames.set(id, { url: `${url}${urlFragment}`, parentId });
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.#frames.set(frameId, { url, parentId: this.#frames.get(frameId)?.parentId ?? null });
    });
    session.on('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId));
  }

  #followWorlds(): void {
    const { session } = this;
    session.on('Runtime.executionContextCreated', ({ context: { id, auxData } }) => {
      const { frameId, isDefault } = auxData as { frameId: string; isDefault: boolean };
      this.#worlds.set(id, frameId);
      if (isDefault && frameId === this.id) this.#mainWorld = id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
  }
}
