import type Electron from 'electron';
import type { Protocol } from 'devtools-protocol';
import { toApp } from './addresses.ts';
import type { DevToolsSession } from './devtools.ts';
import { strict, StrictEmitter } from './strict.ts';

type RequestListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];

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

const PERMISSIONS: Protocol.Browser.PermissionType[] = [
  'geolocation',
  'notifications',
  'clipboardReadWrite',
  'midi',
];

/** As in Electron, all that nothing refuses is granted. */
export async function applyPermissions(browser: DevToolsSession): Promise<void> {
  // What is not granted is refused.
  await browser.send('Browser.grantPermissions', {
    permissions: answersRequests && answersChecks ? [] : PERMISSIONS,
  });
}

/** A request that Chromium holds until it is told what to do. */
export type HeldRequest = Protocol.Fetch.RequestPausedEvent;

/** Answers a request of Chromium as the application would have it: cancelled, by its protocol, or let through. */
export async function answerRequest(
  browser: DevToolsSession,
  { requestId, request }: HeldRequest,
): Promise<void> {
  const { method } = request;
  const url = toApp(request.url, schemes);
  if (await isCancelled(url, method)) {
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    return;
  }
  const handler = protocols.get(url.slice(0, url.indexOf(':')));
  if (handler === undefined) {
    await browser.send('Fetch.continueRequest', { requestId });
    return;
  }
  const answer = await handler(new Request(url, { method }));
  await browser.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: answer.status,
    responseHeaders: Array.from(answer.headers, ([name, value]) => ({ name, value })),
    body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
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
