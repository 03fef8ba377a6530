// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
/** Longest wait for another set-up: an install over a slow line. */
const PATIENCE_MS = 15 * 60_000;
/** An owner's file without a process id that is older than this was left by a process that died writing it. */
const WRITING_MS = 5_000;

/**
 * Runs `work` while no other process runs work under the same lock. The lock is a directory; the owner is the
 * process named in its file `owner.N` with the highest N. A lock whose owner has died is taken over by making the
 * next one, which only one process can do.
 * @template T
 * @param {string} directory
 * @param {(holder: number | null) => void} onWait called once if another process (its id, if known) holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(directory, onWait, work) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let waited = false; !take(directory); waited = true) {
    if (!waited) onWait(ownerOf(directory)?.pid ?? null);
    if (Date.now() > deadline) {
      throw new Error(
        `${directory} is still held by another set-up after ${PATIENCE_MS / 60_000} minutes. ` +
          'End that process, or delete the directory if none runs, and try again.',
      );
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @param {string} directory */
function take(directory) {
  if (succeeds(() => mkdirSync(directory), 'EEXIST')) return claim(directory, 0);
  const owner = ownerOf(directory);
  if (owner === null || isAlive(owner)) return false;
  return claim(directory, owner.turn + 1);
}

/**
 * @param {string} directory
 * @param {number} turn
 */
const claim = (directory, turn) =>
  succeeds(
    () => writeFileSync(join(directory, `owner.${turn}`), String(process.pid), { flag: 'wx' }),
    'EEXIST',
    'ENOENT',
  );

/**
 * The present owner; null while the directory goes away.
 * @param {string} directory
 * @returns {{ turn: number, pid: number | null, since: number } | null}
 */
function ownerOf(directory) {
  try {
    const turns = readdirSync(directory).map((name) => Number(name.split('.')[1]));
    if (turns.length === 0) return { turn: -1, pid: null, since: statSync(directory).mtimeMs };
    const turn = Math.max(...turns);
    const path = join(directory, `owner.${turn}`);
    const pid = Number(readFileSync(path, 'utf8'));
    return { turn, pid: pid > 0 ? pid : null, since: statSync(path).mtimeMs };
  } catch {
    return null;
  }
}

/** @param {{ pid: number | null, since: number }} owner */
function isAlive({ pid, since }) {
  if (pid === null) return Date.now() - since < WRITING_MS;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return codeOf(error) === 'EPERM';
  }
}

/**
 * True if the step went through, false if it failed for one of the named reasons.
 * @param {() => unknown} step
 * @param {...string} expected
 */
function succeeds(step, ...expected) {
  try {
    step();
    return true;
  } catch (error) {
    if (expected.includes(codeOf(error))) return false;
    throw error;
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : '');
