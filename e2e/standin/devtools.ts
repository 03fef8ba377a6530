import type { Readable, Writable } from 'node:stream';
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js';

type Commands = ProtocolMapping.Commands;
type Events = ProtocolMapping.Events;
type Listener = (params: unknown) => void;

interface Incoming {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * Chromium's DevTools protocol over the two pipes of `--remote-debugging-pipe`, which no other program reaches:
 * JSON texts, each ended by a zero byte. https://chromedevtools.github.io/devtools-protocol/
 */
export class DevTools {
  /** The browser itself. */
  readonly browser: DevToolsSession = new DevToolsSession(this, undefined);
  /** Resolves once Chromium is gone. */
  readonly gone: Promise<void>;
  readonly #toChromium: Writable;
  readonly #sessions = new Map<string | undefined, DevToolsSession>([[undefined, this.browser]]);
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  #wasHeard = false;

  constructor(toChromium: Writable, fromChromium: Readable) {
    this.#toChromium = toChromium;
    // What is written to a Chromium that just went is answered by its end.
    toChromium.on('error', () => undefined);
    let pieces: Buffer[] = [];
    fromChromium.on('data', (chunk: Buffer) => {
      this.#wasHeard = true;
      let start = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        pieces.push(chunk.subarray(start, end));
        // Chromium wrote it, in the version that was started.
        this.#receive(JSON.parse(Buffer.concat(pieces).toString()) as Incoming);
        pieces = [];
        start = end + 1;
      }
      pieces.push(chunk.subarray(start));
    });
    this.gone = new Promise((resolve) => fromChromium.on('close', resolve));
    void this.gone.then(() => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium has ended.'));
      this.#waiting.clear();
    });
  }

  /** Whether Chromium has said anything yet. */
  get wasHeard(): boolean {
    return this.#wasHeard;
  }

  /** What is attached under this id. */
  session(id: string): DevToolsSession {
    const session = this.#sessions.get(id) ?? new DevToolsSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /** For sessions. */
  send(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    const id = (this.#lastId += 1);
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    this.#toChromium.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer.promise;
  }

  #receive({ id, sessionId, method, params, result, error }: Incoming): void {
    if (id === undefined) {
      if (method !== undefined) this.#sessions.get(sessionId)?.receive(method, params);
      return;
    }
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) answer?.resolve(result);
    else answer?.reject(new Error(error.message));
  }
}

/** A line to one of what Chromium runs. */
export class DevToolsSession {
  readonly #devTools: DevTools;
  readonly #id: string | undefined;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(devTools: DevTools, id: string | undefined) {
    this.#devTools = devTools;
    this.#id = id;
  }

  /** @throws Error where Chromium refuses, or is gone */
  send<M extends keyof Commands>(
    method: M,
    ...[params]: Commands[M]['paramsType']
  ): Promise<Commands[M]['returnType']> {
    return this.#devTools.send(method, params, this.#id) as Promise<Commands[M]['returnType']>;
  }

  on<E extends keyof Events>(event: E, listener: (...params: Events[E]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener as unknown as Listener]);
  }

  /** For the line that it is on. */
  receive(event: string, params: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(params);
  }
}
