import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ThreadData } from './protocol.ts';
import { workerTransport, type Transport } from './transport.ts';

/** Tells when its code was loaded, and what it is for. */
const THREAD = `import { parentPort } from 'node:worker_threads';
const loadedAt = Date.now();
parentPort.on('message', (data) => parentPort.postMessage({ loadedAt, path: data.path }));`;

let folder: string;
let url: URL;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synapse-transport-'));
  writeFileSync(join(folder, 'thread.mjs'), THREAD);
  url = pathToFileURL(join(folder, 'thread.mjs'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly loadedAt: number;
  readonly path: string;
}

const toldBy = (transport: Transport): Promise<Told> =>
  new Promise((resolve) => transport.onMessage((message) => resolve(message as unknown as Told)));

const dataFor = (path: string): ThreadData => ({
  role: 'reader',
  path,
  userId: 'anna',
  readOnlyReason: null,
  make: null,
  cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
  rulesFolder: folder,
});

async function ended(transport: Transport): Promise<void> {
  const end = new Promise<void>((resolve) => transport.onEnd(() => resolve()));
  transport.terminate();
  await end;
}

test('a thread that waits ready is taken, and one more is started where none waits', async () => {
  const open = workerTransport(url, { count: 1, after: Promise.resolve() });
  await sleep(1_000);
  const asked = Date.now();
  const [first, second] = [open(dataFor('a')), open(dataFor('b'))];
  const [ofFirst, ofSecond] = await Promise.all([toldBy(first), toldBy(second)]);
  expect([ofFirst.path, ofSecond.path]).toEqual(['a', 'b']);
  expect(ofFirst.loadedAt).toBeLessThan(asked);
  expect(ofSecond.loadedAt).toBeGreaterThanOrEqual(asked);
  await Promise.all([ended(first), ended(second)]);
});
