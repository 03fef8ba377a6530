import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOfBundle } from './bundle-address.ts';
import { contentPolicy, NONCE_PLACE } from './content-policy.ts';

/** Kinds of files that the build of the window consists of. Others are not given out. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Answers the window's requests for its own files. Whatever is no such file is answered 404, so that a page learns
 * nothing of what else is on the disk.
 * @param folder the built window, absolute
 */
export function bundleFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
    const path = fileOf(folder, request.url);
    const type = path === null ? undefined : CONTENT_TYPES[extname(path).toLowerCase()];
    if (path === null || type === undefined) return refusal(404);
    const bytes = await readFile(path).catch(() => null);
    return bytes === null ? refusal(404) : fileAnswer(bytes, type);
  };
}

/** The file that an address names inside the folder, or null where it names none. */
export function fileOf(folder: string, address: string): string | null {
  const url = URL.parse(address);
  if (url === null || !isOfBundle(address)) return null;
  const path = decoded(url.pathname);
  // After decoding: "%2e%2e%2f" is as much a way out as "../".
  if (path === null || /[\\\0:]/.test(path) || path.split('/').includes('..')) return null;
  const file = join(folder, path);
  return file.startsWith(folder + sep) ? file : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function fileAnswer(bytes: Buffer<ArrayBuffer>, type: string): Response {
  const nonce = randomBytes(16).toString('base64');
  const isPage = type.startsWith('text/html');
  const body = isPage ? bytes.toString('utf8').replaceAll(NONCE_PLACE, nonce) : bytes;
  return new Response(body, { status: 200, headers: headersOf(type, nonce) });
}

const refusal = (status: number): Response =>
  new Response('', { status, headers: headersOf('text/plain; charset=utf-8', 'none') });

const headersOf = (type: string, nonce: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy(nonce),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
});
