import type { Session } from 'electron';
import { isOfBundle } from './bundle-address.ts';

/** Schemes whose content comes with the address itself, so that nothing leaves the machine. */
const INLINE = new Set(['data:', 'blob:']);

/**
 * Shuts a session off: no permission is given, no request leaves the application, nothing is downloaded.
 * @param allowDevTools lets the developer tools load their own page
 */
export function guardSession(session: Session, { allowDevTools }: { allowDevTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !mayLoad(url, allowDevTools) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

function mayLoad(address: string, allowDevTools: boolean): boolean {
  if (isOfBundle(address)) return true;
  const protocol = URL.parse(address)?.protocol ?? '';
  return INLINE.has(protocol) || (allowDevTools && protocol === 'devtools:');
}
