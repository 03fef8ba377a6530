import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { SynapseError } from '../../shared/errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** The right to write to a project. One process has it at a time; the system frees it when that process dies. */
export interface Claim {
  release(): void;
}

/** Time between two tries to get a claim that another process holds, in milliseconds. */
const RETRY_MS = 25;

/** The companion file whose exclusive lock is the claim, and the text file that says who holds it. */
const lockPath = (path: string) => `${path}-lock`;
const holderPath = (path: string) => `${path}-lock.txt`;

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

/** True while some process holds the claim. */
export function isClaimed(path: string): boolean {
  try {
    const claim = tryClaim(path);
    claim?.release();
    return claim === null;
  } catch {
    return false;
  }
}

function tryClaim(path: string): Claim | null {
  const lock = lockPath(path);
  const database = openLock(path, lock);
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release() {
      rmSync(holderPath(path), { force: true });
      database.close();
    },
  };
}

function openLock(path: string, lock: string): Database.Database {
  try {
    return fromSqlite(path, () => new Database(lock, { timeout: 0 }));
  } catch (error) {
    if (!(error instanceof SynapseError) || error.code !== 'FILE_NOT_READABLE') throw error;
    const message = `${basename(path)}: its folder cannot be written to. Copy the project to a place you can write to.`;
    throw new SynapseError('READ_ONLY', message, { file: basename(path) }, error);
  }
}

function announce(path: string, userId: string): void {
  const text = `${userId} on ${hostname()}, process ${process.pid}, since ${new Date().toISOString()}\n`;
  writeFileSync(holderPath(path), text);
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
