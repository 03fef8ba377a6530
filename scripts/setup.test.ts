import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from './setup/lock.mjs';
import { isStamped, pinnedNode, whyInstall, writeStamp } from './setup/modules.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe('the state of node_modules', () => {
  const entry = (version: string) => ({
    version,
    integrity: createHash('sha256').update(version).digest('hex'),
  });
  const lock = (packages: object): string => JSON.stringify({ packages });
  const a = { 'node_modules/a': entry('1.0.0') };
  const other = { 'node_modules/other-system': { ...entry('1.0.0'), optional: true } };

  beforeEach(() => {
    write('package-lock.json', lock({ '': {}, ...a, ...other }));
    write('node_modules/.package-lock.json', lock(a));
    write('node_modules/a/package.json', '{}');
  });

  test('what npm finished for this lock file is sound, without packages of other systems', () => {
    expect(whyInstall(root)).toBe(null);
  });

  test('an absent or unfinished install, a lost package and a changed lock file each ask for an install', () => {
    write('package-lock.json', lock({ '': {}, 'node_modules/a': entry('1.0.1') }));
    expect(whyInstall(root)).toBe('node_modules does not match package-lock.json (node_modules/a)');
    write('package-lock.json', lock({ '': {}, ...a }));
    rmSync(join(root, 'node_modules/a'), { recursive: true });
    expect(whyInstall(root)).toBe('node_modules/a is missing');
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(whyInstall(root)).toBe('node_modules is missing or unfinished');
  });

  test('the stamp holds until the lock file or the pinned Node changes', () => {
    const node = pinnedNode(root).slice(root.length + 1);
    write(node, 'binary');
    expect(isStamped(root)).toBe(false);
    writeStamp(root);
    expect(isStamped(root)).toBe(true);
    write(node, 'another binary');
    expect(isStamped(root)).toBe(false);
    writeStamp(root);
    write('package-lock.json', lock({ '': {}, ...a }));
    expect(isStamped(root)).toBe(false);
  });
});

describe('the lock', () => {
  const deadPid = 2 ** 22 + 1;
  const quiet = (): void => {};

  test('of several at once one works, the others wait', async () => {
    const path = join(root, 'lock');
    const steps: string[] = [];
    const work = (name: string) =>
      withLock(path, quiet, async () => {
        steps.push(`${name} starts`);
        await sleep(20);
        steps.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(steps.map((step) => step.split(' ')[1])).toEqual([
      'starts',
      'ends',
      'starts',
      'ends',
      'starts',
      'ends',
    ]);
    expect(existsSync(path)).toBe(false);
  });

  test('is taken over from a process that died, also from one that died while taking it', async () => {
    const path = join(root, 'lock');
    write('lock/owner.0', String(deadPid));
    write('lock/owner.1', '');
    const longAgo = new Date(2000, 0);
    utimesSync(join(path, 'owner.1'), longAgo, longAgo);
    const files = await withLock(path, quiet, async () => readdirSync(path));
    expect(files.toSorted()).toEqual(['owner.0', 'owner.1', 'owner.2']);
  });

  test('is given back when the work fails', async () => {
    const path = join(root, 'lock');
    await expect(withLock(path, quiet, () => Promise.reject(new Error('no network')))).rejects.toThrow(
      'no network',
    );
    expect(existsSync(path)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('signals (not on Windows, which has none)', () => {
  test('several equal signals together reach a program once, a later one again', async () => {
    const program = join(root, 'program.mjs');
    const once = `process.once('SIGINT', () => { console.log('first'); process.on('SIGINT', () => process.exit(5)); });`;
    writeFileSync(program, `${once} setInterval(() => {}, 1000); console.log('ready');`);
    const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'signals.mjs'), program]);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said === 'ready\n') for (let i = 0; i < 3; i++) setTimeout(() => child.kill('SIGINT'), i * 20);
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (!said.includes('first')) await sleep(20);
    await sleep(500);
    expect({ said, running: child.exitCode === null }).toEqual({ said: 'ready\nfirst\n', running: true });
    child.kill('SIGINT');
    expect(await ended).toBe(5);
  });
});
