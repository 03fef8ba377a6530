// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What package-lock.json says of one package; npm writes the same into node_modules when it has finished.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

/** Name of the file in node_modules that says for which lock file, and with which tools, it was found sound. */
const STAMP = '.synapse-setup.json';

/**
 * Path of the Node that the project pins; the program `npm run` finds may be another.
 * @param {string} root the project's folder
 */
export const pinnedNode = (root) =>
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Why `npm ci` must run, or null if node_modules holds what package-lock.json asks for.
 * @param {string} root the project's folder
 * @returns {string | null}
 */
export function whyInstall(root) {
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'node_modules is missing or unfinished';
  if (readStamp(root)?.lock !== lockHash(root)) {
    const wanted = readLock(join(root, 'package-lock.json'));
    const differing = wanted === null ? null : firstDifference(wanted, installed);
    if (differing !== null) return `node_modules does not match package-lock.json (${differing})`;
  }
  const lost = Object.keys(installed.packages).find((path) => !existsSync(join(root, path, 'package.json')));
  return lost === undefined ? null : `${lost} is missing`;
}

/**
 * True if this very node_modules, with these very binaries, was checked before.
 * @param {string} root the project's folder
 */
export function isStamped(root) {
  const stamp = readStamp(root);
  return stamp !== null && stamp.lock === lockHash(root) && stamp.tools === toolsOf(root);
}

/**
 * Notes that node_modules was checked. Written whole or not at all, so two at once cannot spoil it.
 * @param {string} root the project's folder
 */
export function writeStamp(root) {
  const path = join(root, 'node_modules', STAMP);
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify({ lock: lockHash(root), tools: toolsOf(root) }));
  renameSync(unfinished, path);
}

/**
 * The first package in which the two differ. Optional ones may be absent: they belong to other systems.
 * @param {Lock} wanted
 * @param {Lock} installed
 * @returns {string | null}
 */
function firstDifference(wanted, installed) {
  for (const [path, expected] of Object.entries(wanted.packages)) {
    if (path === '') continue;
    const found = installed.packages[path];
    if (found === undefined && expected.optional === true) continue;
    if (found?.version !== expected.version || found?.integrity !== expected.integrity) return path;
  }
  return Object.keys(installed.packages).find((path) => wanted.packages[path] === undefined) ?? null;
}

/**
 * A mark of the files whose loading was checked: changes when one is replaced or the system is another.
 * @param {string} root
 */
function toolsOf(root) {
  const marks = [pinnedNode(root), join(root, 'node_modules', 'better-sqlite3', 'package.json')].map(
    (path) => {
      const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
      return `${size}@${mtimeMs}`;
    },
  );
  return [process.platform, process.arch, ...marks].join(' ');
}

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * @param {string} path
 * @returns {Lock | null} null if the file is missing or half written
 */
function readLock(path) {
  const lock = readJson(path);
  return lock !== null && typeof lock.packages === 'object' ? lock : null;
}

/**
 * @param {string} root
 * @returns {{ lock: string, tools: string } | null}
 */
const readStamp = (root) => readJson(join(root, 'node_modules', STAMP));

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
