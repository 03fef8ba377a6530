import { EventEmitter } from 'node:events';
import type { HandlerDetails, WebContents, WindowOpenHandlerResponse } from 'electron';
import { expect, test } from 'vitest';
import { guardContents } from './contents-guard.ts';

type OpenHandler = (details: Partial<HandlerDetails>) => WindowOpenHandlerResponse;

function guarded() {
  const events = new EventEmitter();
  let openHandler: OpenHandler | null = null;
  const contents = Object.assign(events, {
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  });
  guardContents(contents as unknown as WebContents);
  const isPrevented = (name: string, details: object): boolean => {
    let prevented = false;
    events.emit(name, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { isPrevented, opens: (url: string) => openHandler?.({ url }) };
}

const ENTRY = 'app://bundle/index.html';
const OTHERS = ['https://example.com/', 'app://bundle/assets/x.html', 'file:///etc/passwd', 'javascript:1'];

test('the page goes nowhere but to itself', () => {
  const { isPrevented } = guarded();
  expect(isPrevented('will-navigate', { url: `${ENTRY}#/assets` })).toBe(false);
  expect(OTHERS.filter((url) => !isPrevented('will-navigate', { url }))).toEqual([]);
  expect(isPrevented('will-redirect', { url: ENTRY })).toBe(true);
});

test('no frame in the page goes anywhere', () => {
  const { isPrevented } = guarded();
  expect(isPrevented('will-frame-navigate', { url: ENTRY, isMainFrame: true })).toBe(false);
  expect(isPrevented('will-frame-navigate', { url: ENTRY, isMainFrame: false })).toBe(true);
});

test('no window opens, and no foreign page is taken in', () => {
  const { isPrevented, opens } = guarded();
  expect([ENTRY, ...OTHERS].map(opens)).toEqual([ENTRY, ...OTHERS].map(() => ({ action: 'deny' })));
  expect(isPrevented('will-attach-webview', {})).toBe(true);
});
