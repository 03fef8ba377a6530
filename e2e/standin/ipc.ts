import type Electron from 'electron';
import { strict } from './strict.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

const target = {
  handle: (channel: string, handler: Handler): void => {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string): void => {
    handlers.delete(channel);
  },
} satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;

export const ipcMain = strict('ipcMain', target);

/** What a handler sees of who asked. */
export interface Asker {
  readonly sender: object;
  readonly senderFrame: { readonly url: string; readonly parent: object | null };
}

/** Runs the handler of a channel; the answer as one JSON text, which costs the page least to read. */
export async function invoke(channel: string, asker: Asker, args: readonly unknown[]): Promise<string> {
  const handler = handlers.get(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = asker as unknown as Electron.IpcMainInvokeEvent;
    const value: unknown = await handler(event, ...args);
    return JSON.stringify({ value });
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}
