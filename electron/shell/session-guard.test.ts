import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { guardSession } from './session-guard.ts';

type Listener = Parameters<Session['webRequest']['onBeforeRequest']>[0];

/** What a session was told. */
function guarded(allowDevTools: boolean) {
  const told = new Map<string, (...args: never[]) => unknown>();
  const keep =
    (name: string) =>
    (handler: (...args: never[]) => unknown): void =>
      void told.set(name, handler);
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    webRequest: { onBeforeRequest: keep('before request') },
    on: (name: string, listener: (...args: never[]) => unknown) => keep(name)(listener),
  };
  guardSession(session as unknown as Session, { allowDevTools });
  return told;
}

function isCancelled(told: ReturnType<typeof guarded>, url: string): boolean {
  let cancelled = false;
  const listener = told.get('before request') as unknown as (
    details: { url: string },
    answer: Parameters<Exclude<Listener, null>>[1],
  ) => void;
  listener({ url }, ({ cancel }) => (cancelled = cancel === true));
  return cancelled;
}

test('no permission is given, no device, no download', () => {
  const told = guarded(false);
  let granted = true;
  const request = told.get('request') as unknown as (
    a: null,
    b: string,
    answer: (is: boolean) => void,
  ) => void;
  request(null, 'media', (is) => (granted = is));
  let isPrevented = false;
  const download = told.get('will-download') as unknown as (event: { preventDefault(): void }) => void;
  download({ preventDefault: () => (isPrevented = true) });
  expect([granted, told.get('check')?.(), told.get('device')?.(), isPrevented]).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('only what the application brings is loaded', () => {
  const told = guarded(false);
  const addresses = ['app://bundle/index.html', 'data:image/png;base64,AA==', 'blob:app://bundle/1'];
  const outside = ['https://example.com/', 'http://127.0.0.1/', 'ws://127.0.0.1/', 'file:///etc/passwd'];
  const others = ['app://other/index.html', 'devtools://devtools/bundled/x.js', 'ftp://example.com/', 'x'];
  expect(addresses.map((address) => isCancelled(told, address))).toEqual([false, false, false]);
  expect([...outside, ...others].filter((address) => !isCancelled(told, address))).toEqual([]);
  expect(isCancelled(guarded(true), 'devtools://devtools/bundled/x.js')).toBe(false);
});
