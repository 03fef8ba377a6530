import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleFiles, fileOf } from './bundle-files.ts';

const top = mkdtempSync(join(tmpdir(), 'synapse-bundle-'));
const folder = join(top, 'renderer');
mkdirSync(join(folder, 'assets'), { recursive: true });
mkdirSync(`${folder}-other`);
writeFileSync(join(top, 'secret.js'), 'secret');
writeFileSync(join(`${folder}-other`, 'secret.js'), 'secret');
writeFileSync(
  join(folder, 'index.html'),
  '<meta nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
);
writeFileSync(join(folder, 'assets', 'main.js'), 'const place = "__CSP_NONCE__";');
writeFileSync(join(folder, 'notes.md'), 'no file of the window');
afterAll(() => rmSync(top, { recursive: true, force: true }));

const answer = bundleFiles(folder);
const statusOf = async (address: string, method = 'GET'): Promise<number> =>
  (await answer(new Request(address, { method }))).status;

test('gives out the files of the window', async () => {
  const script = await answer(new Request('app://bundle/assets/main.js'));
  expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'const place = "__CSP_NONCE__";',
  ]);
});

test('writes the nonce of the policy into the page, another one each time', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const page = await answer(new Request('app://bundle/index.html'));
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(await page.text()).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}"></style>`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('sends the policy with whatever it answers', async () => {
  const answers = await Promise.all(
    ['index.html', 'assets/main.js', 'nothing.js'].map((path) => answer(new Request(`app://bundle/${path}`))),
  );
  const policies = answers.map(({ headers }) => headers.get('content-security-policy') ?? '');
  expect(policies.every((policy) => policy.startsWith("default-src 'none'; script-src 'self';"))).toBe(true);
});

test('answers no way out of the folder, no other host, no other kind of file', async () => {
  const addresses = [
    'app://bundle/../secret.js',
    'app://bundle/..%2fsecret.js',
    'app://bundle/%2e%2e%2fsecret.js',
    'app://bundle/..%5csecret.js',
    'app://bundle/..%2frenderer-other%2fsecret.js',
    'app://bundle/assets%2f..%2f..%2fsecret.js',
    'app://bundle/C:%2fsecret.js',
    'app://bundle/index.html%00.js',
    'app://bundle/%zz',
    'app://other/index.html',
    'https://bundle/index.html',
    'app://bundle/notes.md',
    'app://bundle/assets',
    'app://bundle/',
  ];
  expect(await Promise.all(addresses.map((address) => statusOf(address)))).toEqual(addresses.map(() => 404));
});

test('takes no writing method', async () => {
  expect(await statusOf('app://bundle/index.html', 'POST')).toBe(405);
});

test('names a file inside the folder only', () => {
  expect(fileOf(folder, 'app://bundle/assets/main.js')).toBe(join(folder, 'assets', 'main.js'));
  expect(fileOf(folder, 'app://bundle/%2e%2e%2f%2e%2e/secret.js')).toBeNull();
});
