/** The scheme under which the window loads its own files, and nothing else. */
export const BUNDLE_SCHEME = 'app';
const HOST = 'bundle';

export const BUNDLE_ORIGIN = `${BUNDLE_SCHEME}://${HOST}`;
export const BUNDLE_ENTRY = `${BUNDLE_ORIGIN}/index.html`;

/** True for an address of the window's own files. */
export function isOfBundle(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${BUNDLE_SCHEME}:` && url.host === HOST;
}

/** True for the one page of the window, whatever screen (`#/...`) it shows. */
export function isEntry(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !isOfBundle(address)) return false;
  url.hash = '';
  return url.href === BUNDLE_ENTRY;
}
