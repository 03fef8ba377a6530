// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { ROOT } from '../setup.mjs';

const FOLDERS = ['shared', 'electron', 'renderer'];
const FILES = ['electron.vite.config.ts', 'package-lock.json'];
const OUT = join(ROOT, 'out');
/** Says from which source the build was made. */
const STAMP = join(OUT, 'built-from.txt');
const PRODUCTS = ['main/main.js', 'main/worker.js', 'preload/preload.cjs', 'renderer/index.html'];

/**
 * Builds the application into `out/`, if its source changed since the last build. Ends the process with status 1
 * and what the build says where it fails.
 * @param {(sentence: string) => void} say
 */
export async function buildIfNewer(say) {
  const stamp = stampOfSource();
  mkdirSync(OUT, { recursive: true });
  await withLock(
    join(OUT, '.build-lock'),
    () => say('Another build is running; waiting for it.'),
    async () => {
      if (isBuilt(stamp)) return;
      say('Building the application.');
      rmSync(STAMP, { force: true });
      const { status, output } = await build([]);
      if (status !== 0) {
        say(`The application does not build:\n${output}`);
        process.exit(1);
      }
      writeFileSync(STAMP, stamp);
    },
  );
}

/**
 * Runs electron-vite's build with further options.
 * @param {string[]} options
 * @returns {Promise<{ status: number | null, output: string }>}
 */
export function build(options) {
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [cli, 'build', '--logLevel', 'warn', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => (output += piece));
  child.stderr.setEncoding('utf8').on('data', (piece) => (output += piece));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** A mark of all files that the build reads: another one when any of them was changed, added or taken away. */
export function stampOfSource() {
  const hash = createHash('sha256');
  for (const path of [...FILES, ...FOLDERS.flatMap(filesIn)].toSorted()) {
    const { mtimeMs, size } = statSync(join(ROOT, path), { throwIfNoEntry: false }) ?? {
      mtimeMs: 0,
      size: 0,
    };
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} stamp */
const isBuilt = (stamp) =>
  PRODUCTS.every((name) => existsSync(join(OUT, name))) &&
  existsSync(STAMP) &&
  readFileSync(STAMP, 'utf8') === stamp;

/** @param {string} folder */
const filesIn = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[a-z0-9]+$/.test(name) && !/\.(test|bench)\.tsx?$/.test(name))
    .map((name) => join(folder, name));
