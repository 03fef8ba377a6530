import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { SynapseError } from '../../shared/errors.ts';
import { mayWrite } from './database.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** The right to write to a project. One process has it at a time; the system frees it when that process dies. */
export interface Claim {
  release(): void;
}

/** Time between two tries to get a claim that another process holds, in milliseconds. */
const RETRY_MS = 25;

/**
 * The companion file whose exclusive lock is the claim, and the text file that says who holds it. They stand
 * beside the project itself, whatever links lead to it. Nothing may open the lock file but SQLite: closing a
 * file drops all of the process's locks on it.
 */
const lockPath = (path: string) => `${realpathSync(path)}-lock`;
const holderPath = (path: string) => `${lockPath(path)}.txt`;

/**
 * Claims a project for writing, waiting for another holder as long as `waitMs`.
 * @throws SynapseError PROJECT_LOCKED naming the holder; READ_ONLY where the folder cannot be written to.
 */
export async function claimProject(path: string, userId: string, waitMs: number): Promise<Claim> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const claim = tryClaim(path);
    if (claim !== null) {
      announce(path, userId);
      return claim;
    }
    if (Date.now() >= deadline) throw lockedBy(path);
    await sleep(RETRY_MS);
  }
}

/** True while some process holds the claim. Looks only: nothing is claimed, made or removed. */
export function isClaimed(path: string): boolean {
  try {
    const lock = lockPath(path);
    return existsSync(lock) && isHeld(lock);
  } catch {
    return false;
  }
}

function isHeld(lock: string): boolean {
  const database = new Database(lock, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    database.close();
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

function tryClaim(path: string): Claim | null {
  const lock = lockPath(path);
  const database = openLock(path, lock);
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw unusableLock(lock, error);
  }
  const holder = holderPath(path);
  return {
    release() {
      try {
        rmSync(holder, { force: true });
      } finally {
        database.close();
      }
    },
  };
}

/** SQLite opens a file it may not write to for reading, and then grants an exclusive lock that excludes nobody. */
function openLock(path: string, lock: string): Database.Database {
  if (existsSync(lock) && !mayWrite(lock)) throw unusableLock(lock);
  try {
    return fromSqlite(path, () => new Database(lock, { timeout: 0 }));
  } catch (error) {
    if (!(error instanceof SynapseError) || error.code !== 'FILE_NOT_READABLE') throw error;
    const message = `${basename(path)}: its folder cannot be written to. Copy the project to a place you can write to.`;
    throw new SynapseError('READ_ONLY', message, { file: basename(path) }, error);
  }
}

function unusableLock(lock: string, cause?: unknown): SynapseError {
  const message = `${basename(lock)} cannot be used as the lock of the project. Delete it if nobody has the project open, or change its permissions.`;
  return new SynapseError('READ_ONLY', message, { file: basename(lock) }, cause);
}

/** A courtesy to others: a claim holds without it. */
function announce(path: string, userId: string): void {
  const text = `${userId} on ${hostname()}, process ${process.pid}, since ${new Date().toISOString()}\n`;
  try {
    writeFileSync(holderPath(path), text);
  } catch {
    // Left by another user who may write here; the lock itself is what counts.
  }
}

function lockedBy(path: string): SynapseError {
  let holder = 'another process';
  try {
    holder = readFileSync(holderPath(path), 'utf8').trim();
  } catch {
    // The holder has not written its name yet, or has just gone.
  }
  const message = `${basename(path)} is open for writing elsewhere: ${holder}. Close it there, or try again later.`;
  return new SynapseError('PROJECT_LOCKED', message, { holder });
}
