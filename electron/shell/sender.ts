import { isEntry } from './bundle-address.ts';

/** What of an IPC event tells who sent it; Electron's event has this shape. */
export interface Sent {
  readonly sender: object;
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/**
 * True where a message comes from the page that the application loaded into its own window: not from a frame in
 * it, not from a page that took its place, not from other contents.
 */
export function isOwnPage({ sender, senderFrame }: Sent, contents: object | null): boolean {
  if (contents === null || sender !== contents || senderFrame === null) return false;
  return senderFrame.parent === null && isEntry(senderFrame.url);
}
