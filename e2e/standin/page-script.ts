import { z } from 'zod';

/** What the page's side of the stand-in is told. */
export interface PageScriptOptions {
  /** Text of the built preload script. */
  readonly preload: string;
  readonly contextIsolation: boolean;
  readonly nodeIntegration: boolean;
}

/** Names, in the page, of the binding that asks the main process, and of what the main process calls. */
export const ASK = '__standinAsk';
export const HOOK = '__standin';

const id = z.number();

/** What the page asks of the main process, as JSON. */
const askSchema = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('invoke'), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ id, kind: z.literal('accelerator'), keys: z.string() }),
  z.object({ id, kind: z.literal('open'), url: z.string() }),
]);
export type Ask = z.infer<typeof askSchema>;

/** @throws Error where the text is no question */
export const parseAsk = (text: string): Ask => askSchema.parse(JSON.parse(text));

/** Sources of functions of the page: for the answer to what it asked, and for what the main process sends. */
export const ANSWER = `(id, text) => ${HOOK}.answer(id, text)`;
export const RECEIVE = `(channel, args) => ${HOOK}.receive(channel, args)`;

/** The text that runs in each new document before the page's own scripts: the preload and what it may require. */
export function pageScript({ preload, ...isolation }: PageScriptOptions): string {
  const body = `function (require, module, exports) {\n${preload}\n}`;
  return `(${installPage.toString()})(${JSON.stringify({ ...isolation, ASK, HOOK })}, ${body});`;
}

interface Installed extends Omit<PageScriptOptions, 'preload'> {
  readonly ASK: string;
  readonly HOOK: string;
}

type Question = Ask extends infer One ? (One extends Ask ? Omit<One, 'id'> : never) : never;
type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (name: string) => unknown, module: object, exports: object) => void;

/** Runs in the page: refers to nothing outside itself. */
function installPage({ contextIsolation, nodeIntegration, ASK, HOOK }: Installed, preload: Preload): void {
  const page = globalThis as unknown as Record<string, unknown> & {
    readonly top: unknown;
    readonly addEventListener: (name: string, listener: (event: never) => void) => void;
    readonly location: { readonly href: string };
    open: (url?: string | URL) => null;
  };
  // As in Electron, frames inside the page get no preload.
  if (page.top !== page) return;
  const door = page[ASK] as (text: string) => void;
  const questions = new Map<number, (answer: string) => void>();
  let lastQuestion = 0;
  const ask = (what: Question): Promise<string> =>
    new Promise((resolve) => {
      questions.set((lastQuestion += 1), resolve);
      door(JSON.stringify({ id: lastQuestion, ...what }));
    });
  const listeners = new Map<string, Set<Listener>>();
  const files: unknown[] = [];

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const answer = JSON.parse(await ask({ kind: 'invoke', channel, args })) as
        | { value?: unknown }
        | { error: string };
      if ('error' in answer) throw new Error(`Error invoking remote method '${channel}': ${answer.error}`);
      return answer.value;
    },
    on: (channel: string, listener: Listener): void => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    off: (channel: string, listener: Listener): void => {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: object): void => {
      if (!contextIsolation) {
        throw new Error('contextBridge API can only be used when contextIsolation is enabled');
      }
      Object.defineProperty(page, name, { value: Object.freeze(api), enumerable: true });
    },
  };
  const webUtils = {
    // The path is known to the browser only: a mark that the main side replaces by it.
    getPathForFile: (file: unknown): string => `standin-file:${files.push(file) - 1}`,
  };
  Object.defineProperty(page, HOOK, {
    value: {
      files,
      answer: (id: number, text: string): void => {
        questions.get(id)?.(text);
        questions.delete(id);
      },
      receive: (channel: string, args: unknown[]): void => {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
      },
    },
  });

  const modules: Record<string, unknown> = { electron: { ipcRenderer, contextBridge, webUtils } };
  const require = (name: string): unknown => {
    if (name in modules) return modules[name];
    throw new Error(`module not found: ${name}`);
  };
  if (nodeIntegration) Object.assign(page, { require, process: { versions: {} } });
  preload(require, { exports: {} }, {});

  // Chromium would open a window before it can be refused; so none is opened here, and the main side is asked.
  const open = (url: string): null => {
    void ask({ kind: 'open', url: new URL(url, page.location.href).href });
    return null;
  };
  page.open = (url = 'about:blank') => open(String(url));
  interface Click {
    readonly defaultPrevented: boolean;
    readonly target: { closest?(selector: string): { readonly href: string } | null };
    preventDefault(): void;
  }
  page.addEventListener('click', (event: Click) => {
    const link = event.target.closest?.('a[href][target]:not([target="_self"])') ?? null;
    if (link === null || event.defaultPrevented) return;
    event.preventDefault();
    open(link.href);
  });

  interface Keys {
    readonly defaultPrevented: boolean;
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly shiftKey: boolean;
    readonly altKey: boolean;
  }
  // The native menu hears keys that the page leaves alone.
  page.addEventListener('keydown', (event: Keys) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
    const parts = [event.altKey ? 'Alt' : '', event.shiftKey ? 'Shift' : '', event.key.toUpperCase()];
    void ask({ kind: 'accelerator', keys: ['CmdOrCtrl', ...parts].filter((part) => part !== '').join('+') });
  });
}
