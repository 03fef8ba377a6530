import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** A host outside the application that counts who comes. */
interface Outside {
  readonly address: string;
  readonly visits: string[];
}

let server: Server;
let outside: Outside;

test.beforeAll(async () => {
  const visits: string[] = [];
  server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('<title>outside</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  outside = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits };
});
test.beforeEach(() => {
  outside.visits.length = 0;
});
test.afterAll(() => {
  server.close();
});

const evaluated = <T>(page: Page, run: string): Promise<T> => page.evaluate(run);

test('the page runs in the sandbox, in a world of its own, without Node', async ({ common: app }) => {
  const { sandbox, contextIsolation, nodeIntegration, webviewTag, spellcheck } = await app.app.evaluate(
    ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    },
    null,
  );
  expect({ sandbox, contextIsolation, nodeIntegration, webviewTag, spellcheck }).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  });
  expect(await evaluated(app.page, "['require', 'process', 'module'].filter((it) => it in window)")).toEqual(
    [],
  );
});

test('the page gets three functions and nothing else of the main process', async ({ common: app }) => {
  expect(await evaluated(app.page, 'Object.keys(window.synapse)')).toEqual(['request', 'onPush', 'drop']);
});

test('the content policy comes with the page, with another nonce for each load', async ({ common: app }) => {
  const policy = "fetch('index.html').then((answer) => answer.headers.get('content-security-policy'))";
  const first = await evaluated<string>(app.page, policy);
  const second = await evaluated<string>(app.page, policy);
  expect(first.replace(/'nonce-[^']+'/, "'nonce-X'")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-X'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'",
  );
  expect(second).not.toBe(first);
});

test('the content policy holds: no inline script, no text made into markup, no other host', async ({
  common: app,
}) => {
  const tried = await evaluated(
    app.page,
    `(async () => {
      const script = document.createElement('script');
      try { script.textContent = 'window.ranInline = true'; } catch {}
      document.body.append(script);
      let markup = 'taken';
      try { document.createElement('div').innerHTML = '<b>x</b>'; } catch { markup = 'refused'; }
      const other = await fetch('${outside.address}/fetch').then(() => 'reached', () => 'refused');
      return { inline: 'ranInline' in window, markup, other };
    })()`,
  );
  expect(tried).toEqual({ inline: false, markup: 'refused', other: 'refused' });
  expect(outside.visits).toEqual([]);
});

test('the style nonce of the page is the one in its policy', async ({ common: app }) => {
  const color = await evaluated(
    app.page,
    `(() => {
      const style = document.createElement('style');
      style.nonce = document.querySelector('meta[property="csp-nonce"]').nonce;
      style.textContent = '#probe { color: rgb(1, 2, 3) }';
      const probe = Object.assign(document.createElement('p'), { id: 'probe' });
      document.head.append(style);
      document.body.append(probe);
      return getComputedStyle(probe).color;
    })()`,
  );
  expect(color).toBe('rgb(1, 2, 3)');
});

test('the bundle gives out its own files only', async ({ common: app }) => {
  const statuses = await evaluated(
    app.page,
    `Promise.all(['index.html', '..%2fmain%2fmain.js', '%2e%2e/main/main.js', '..%5cmain%5cmain.js', 'nothing.js',
      '%2fetc%2fpasswd', 'index.html%00.js', '%zz'].map((path) => fetch(path).then(({ status }) => status)))`,
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
});

test('no permission is given, neither asked for nor checked', async ({ common: app }) => {
  const states = await evaluated(
    app.page,
    `Promise.all(['geolocation', 'notifications', 'clipboard-read', 'midi'].map((name) =>
      navigator.permissions.query({ name }).then(({ state }) => state)))`,
  );
  expect(states).not.toContain('granted');
  expect(await evaluated(app.page, 'Notification.requestPermission()')).toBe('denied');
});

test('the page cannot be led elsewhere', async ({ common: app }) => {
  const before = app.page.url();
  await evaluated(app.page, `void (location.href = '${outside.address}/link')`);
  await app.page.waitForTimeout(300);
  await evaluated(app.page, `void (location.href = new URL('assets/nothing.html', location.href).href)`);
  await app.page.waitForTimeout(300);
  expect(app.page.url()).toBe(before);
  expect(outside.visits).toEqual([]);
  await expect(app.page.locator('#root')).not.toBeEmpty();
});

test('no second window opens', async ({ common: app }) => {
  await evaluated(app.page, `void window.open('${outside.address}/window')`);
  await evaluated(app.page, "void window.open('index.html')");
  await evaluated(
    app.page,
    `(() => {
      const link = Object.assign(document.createElement('a'), { href: '${outside.address}/blank', target: '_blank' });
      document.body.append(link);
      link.click();
    })()`,
  );
  await app.page.waitForTimeout(300);
  await expect.poll(() => app.page.context().pages().length).toBe(1);
  expect(outside.visits).toEqual([]);
});

// It leaves the window on a page that says so, hence an application of its own.
test('a request that leaves the application is cancelled, even one of the main process', async ({ app }) => {
  const outcome = await app.app.evaluate(
    ({ BrowserWindow }, address) =>
      BrowserWindow.getAllWindows()[0]
        ?.loadURL(address)
        .then(
          () => 'loaded',
          () => 'refused',
        ),
    `${outside.address}/main`,
  );
  expect(outcome).toBe('refused');
  expect(outside.visits).toEqual([]);
});

test('a frame in the page is not answered', async ({ common: app }) => {
  // In Electron a frame has no preload, so it cannot even ask; the stand-in's door is open to frames.
  const answer = await evaluated(
    app.page,
    `(async () => {
      const inside = document.body.appendChild(document.createElement('iframe')).contentWindow;
      if (inside.__standinAsk === undefined) return { ok: 'synapse' in inside };
      const answer = new Promise((resolve) => (inside.__standin = { answer: (_id, text) => resolve(text) }));
      const given = { id: 1, kind: 'invoke', channel: 'synapse:request', args: ['app.state', {}] };
      inside.__standinAsk('no question');
      inside.__standinAsk(JSON.stringify(given));
      return { ok: JSON.parse(await answer).value.ok };
    })()`,
  );
  expect(answer).toEqual({ ok: false });
});

test('no foreign page is shown in a frame', async ({ common: app }) => {
  await evaluated(
    app.page,
    `(() => {
      const frame = document.createElement('iframe');
      frame.src = '${outside.address}/frame';
      document.body.append(frame);
    })()`,
  );
  await app.page.waitForTimeout(300);
  expect(outside.visits).toEqual([]);
});

test('the window cannot name a path: an id that it makes up, and a file that a script made, are refused', async ({
  common: app,
}) => {
  const opened = await app.request('project.open', { fileId: crypto.randomUUID() });
  const named = await app.page.evaluate("window.synapse.request('project.open', { fileId: '/etc/passwd' })");
  const dropped = await app.page.evaluate("window.synapse.drop(new File(['x'], '/etc/passwd.synapse'))");
  const codes = [opened, named, dropped].map(
    (answer) => (answer as { error?: { code: string } }).error?.code,
  );
  expect(codes).toEqual(['FILE_NOT_READABLE', 'INVALID_ARGUMENT', 'FILE_NOT_READABLE']);
});
