import type Electron from 'electron';
import type { BrowserContext, Route } from 'playwright-core';
import { toApp } from './addresses.ts';
import { strict, StrictEmitter } from './strict.ts';

type RequestListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];
type Permission = Parameters<BrowserContext['grantPermissions']>[0][number];

/** Schemes that the application declared as its own. */
export const schemes = new Set<string>();
const protocols = new Map<string, ProtocolHandler>();
let beforeRequest: RequestListener | null = null;
let answersRequests = false;
let answersChecks = false;

const protocolTarget = {
  registerSchemesAsPrivileged: (customs: Electron.CustomScheme[]): void => {
    for (const { scheme } of customs) schemes.add(scheme);
  },
  handle: (scheme: string, handler: ProtocolHandler): void => {
    if (!schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered before "ready".`);
    protocols.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

export const protocol = strict('protocol', protocolTarget);

const webRequestTarget = {
  onBeforeRequest: (listener: RequestListener): void => {
    beforeRequest = listener;
  },
};

class StandinSession extends StrictEmitter<'will-download'> {
  readonly protocol = protocol;
  readonly webRequest = strict('session.webRequest', webRequestTarget);

  constructor() {
    super('session', ['will-download']);
  }

  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    answersRequests = refusesRequest(handler);
  }

  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    answersChecks = handler !== null && !handler(null, 'geolocation', '', DETAILS);
  }

  setDevicePermissionHandler(_handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    // No device is ever offered here.
  }
}

const DETAILS = {
  isMainFrame: true,
} satisfies Partial<Electron.PermissionCheckHandlerHandlerDetails> as never;

/** True where the handler says no. */
function refusesRequest(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): boolean {
  let granted = handler === null;
  handler?.(null as never, 'geolocation', (given) => (granted = given), DETAILS);
  return !granted;
}

const defaultSession = strict('session', new StandinSession());
export const session = strict('session', { defaultSession });

const PERMISSIONS: readonly Permission[] = ['geolocation', 'notifications', 'clipboard-read', 'midi'];

/** As in Electron, all that nothing refuses is granted. */
export async function applyPermissions(context: BrowserContext): Promise<void> {
  await context.grantPermissions(answersRequests && answersChecks ? [] : [...PERMISSIONS]);
}

/** Answers a request of Chromium as the application would have it: cancelled, by its protocol, or let through. */
export async function answerRequest(route: Route): Promise<void> {
  const request = route.request();
  const url = toApp(request.url(), schemes);
  if (await isCancelled(url, request.method())) return await route.abort('blockedbyclient');
  const handler = protocols.get(url.slice(0, url.indexOf(':')));
  if (handler === undefined) return await route.continue();
  const answer = await handler(new Request(url, { method: request.method() }));
  await route.fulfill({
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()),
  });
}

function isCancelled(url: string, method: string): Promise<boolean> {
  const listener = beforeRequest;
  if (listener === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const details = { url, method } satisfies Partial<Electron.OnBeforeRequestListenerDetails>;
    listener(details as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel === true));
  });
}
