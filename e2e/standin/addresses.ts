/**
 * A stock Chromium knows no schemes of our own, so `app://bundle/x` is loaded as `https://bundle.app.invalid/x`:
 * a secure origin that exists nowhere (RFC 2606), and on which the content policy is enforced for real.
 */
const SUFFIX = '.invalid';

/** The address under which Chromium loads an address of the application. */
export function toWeb(address: string, schemes: ReadonlySet<string>): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.has(scheme)) return address;
  return `https://${url.host}.${scheme}${SUFFIX}${url.pathname}${url.search}${url.hash}`;
}

/** The application's address for one that Chromium loads; others come back as they are. */
export function toApp(address: string, schemes: ReadonlySet<string>): string {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || !url.host.endsWith(SUFFIX)) return address;
  const [host, scheme] = url.host.slice(0, -SUFFIX.length).split('.');
  if (host === undefined || scheme === undefined || !schemes.has(scheme)) return address;
  return `${scheme}://${host}${url.pathname}${url.search}${url.hash}`;
}
