/** What the build writes where the nonce of a load belongs. */
export const NONCE_PLACE = '__CSP_NONCE__';

/**
 * What the window's page may load and run: its own files; no inline script, no frame, no form, no other host. The
 * nonce is for the style sheet that stands in the page, and for the few style elements that dialogs and the
 * comparison of versions write.
 * @param nonce another one for each load
 */
export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
