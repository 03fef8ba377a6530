import { setNonce } from 'get-nonce';

/**
 * Gives the page's nonce to every style element that a library makes, so that the content security policy lets
 * it in. Some ask `get-nonce` for it, others (the toasts) ask nobody. Returns the nonce, or null where the page
 * has none.
 */
export function allowOwnStyles(page: Document): string | null {
  const nonce = nonceOf(page);
  if (nonce === null) return null;
  setNonce(nonce);
  const createElement = page.createElement.bind(page);
  const withNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  page.createElement = withNonce;
  return nonce;
}

/** The nonce that this load of the page may use for its styles. */
export function nonceOf(page: Document): string | null {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || null;
}
