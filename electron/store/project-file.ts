import { existsSync, realpathSync, rmSync, statSync, type Stats } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';
import { newId } from '../kernel/ids.ts';
import { claimProject, isClaimed, type Claim } from './claim.ts';
import {
  closeDatabase,
  createFile,
  mayWrite,
  openBufferedFile,
  openReadableFile,
  openWritableFile,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { prepareForWriting } from './prepare-for-writing.ts';
import { projectExists, publishFile } from './publish-file.ts';
import { expectSchema, expectVersion, migrate } from './schema.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** A project opened for writing: the claim and the one connection that writes. */
export interface WritableProject {
  readonly path: string;
  readonly database: WritableDatabase;
  /** Leaves one file that can be copied, and gives the claim back. */
  readonly close: () => void;
}

export interface ReadableProject {
  readonly path: string;
  readonly database: ReadableDatabase;
  readonly close: () => void;
}

/** How long a command waits for another one that writes, in milliseconds. */
const CLAIM_WAIT_MS = 5_000;

/**
 * Creates a project file with an empty log, filled by `fill`. It comes into being whole or not at all.
 * @throws SynapseError PROJECT_EXISTS, INVALID_ARGUMENT (no such folder), READ_ONLY, DISK_FULL.
 */
export function createProjectFile(path: string, fill: (database: WritableDatabase) => void): void {
  if (existsSync(path)) throw projectExists(path);
  expectWritableFolder(path);
  const temporary = `${path}-new-${newId()}`;
  try {
    const database = createFile(temporary);
    try {
      writeTransaction(database, () => migrate(database));
      fill(database);
    } finally {
      closeDatabase(database);
    }
    publishFile(temporary, path);
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true });
  }
}

function expectWritableFolder(path: string): void {
  const name = basename(path);
  const folder = statsOf(dirname(path));
  if (folder?.isDirectory() !== true) {
    throw new SynapseError('INVALID_ARGUMENT', `The folder for ${name} does not exist. Create it first.`);
  }
  if (mayWrite(dirname(path))) return;
  throw new SynapseError(
    'READ_ONLY',
    `The folder for ${name} cannot be written to. Choose another one, or change its permissions.`,
  );
}

/**
 * Opens a project for writing: claims it, checks that it is ours and as it should be, migrates it if it is older.
 * @throws SynapseError PROJECT_NOT_FOUND, NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_CORRUPT, PROJECT_LOCKED, READ_ONLY.
 */
export async function openWritableProject(
  path: string,
  userId: string,
  waitMs = CLAIM_WAIT_MS,
  migrations: readonly string[] = MIGRATIONS,
): Promise<WritableProject> {
  expectFile(path);
  if (!mayWrite(path)) {
    const message = `${basename(path)} is read-only. Copy it to a place you can write to, or change its permissions.`;
    throw new SynapseError('READ_ONLY', message, { file: basename(path) });
  }
  const claim = await claimProject(path, userId, waitMs);
  try {
    const wasClosed = !hasLeftLog(path);
    const database = openWritableFile(path);
    try {
      fromSqlite(path, () => prepareForWriting(database, path, wasClosed, migrations));
    } catch (error) {
      closeDatabase(database);
      throw error;
    }
    return { path, database, close: () => closeWritable(database, claim) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** All that was committed is safe before this; so a file that cannot be tidied (a full disk) is closed all the same. */
function closeWritable(database: WritableDatabase, claim: Claim): void {
  try {
    database.pragma('optimize');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // The log files stay beside the project; the next one who opens it takes them in.
  } finally {
    closeDatabase(database);
    claim.release();
  }
}

/**
 * Opens a project for reading, beside any writer.
 * @throws SynapseError PROJECT_NOT_FOUND, NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_CORRUPT.
 */
export function openReadableProject(
  path: string,
  migrations: readonly string[] = MIGRATIONS,
): ReadableProject {
  const project = openUncheckedProject(path);
  try {
    fromSqlite(path, () => expectPresent(project.database, basename(path), migrations));
    return project;
  } catch (error) {
    project.close();
    throw error;
  }
}

function expectPresent(database: ReadableDatabase, name: string, migrations: readonly string[]): void {
  const version = expectVersion(database, name, migrations.length);
  if (version < migrations.length) {
    const message = `${name} was written by an older version of Synapse. Open it once for writing, so that it is brought up to date.`;
    throw new SynapseError('READ_ONLY', message, { schemaVersion: version });
  }
  expectSchema(database, name, migrations);
}

/** Opens a file for looking at it, whatever its state, as long as SQLite can read it. */
export function openUncheckedProject(path: string): ReadableProject {
  expectFile(path);
  const database = openReadable(path);
  return { path, database, close: () => closeDatabase(database) };
}

/** A file on a medium that cannot be written to is read into memory: SQLite's WAL mode needs files beside it. */
function openReadable(path: string): ReadableDatabase {
  try {
    return probed(openReadableFile(path), path);
  } catch (error) {
    const code = error instanceof SynapseError ? error.code : 'INTERNAL';
    if ((code !== 'FILE_NOT_READABLE' && code !== 'READ_ONLY') || hasLeftLog(path)) throw error;
    return probed(openBufferedFile(path), path);
  }
}

function probed(database: ReadableDatabase, path: string): ReadableDatabase {
  try {
    fromSqlite(path, () => database.prepare('SELECT count(*) FROM sqlite_schema').get());
    return database;
  } catch (error) {
    closeDatabase(database);
    throw error;
  }
}

export { isClaimed };

/**
 * Looks at a file without opening it. A project may be open in this process already, and closing a second
 * handle to it would drop the locks of the first (POSIX); so what is in it is left to SQLite.
 */
function expectFile(path: string): void {
  const name = basename(path);
  const file = statsOf(path);
  if (file === undefined) {
    throw new SynapseError(
      'PROJECT_NOT_FOUND',
      `${name} does not exist. Check the path, or create it with \`new\`.`,
    );
  }
  if (!file.isFile())
    throw new SynapseError('NOT_A_PROJECT', `${name} is not a file. Choose a file that ends in .synapse.`);
  if (file.size === 0)
    throw new SynapseError('NOT_A_PROJECT', `${name} is empty. Choose a file that ends in .synapse.`);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new SynapseError(
      'FILE_NOT_READABLE',
      `${basename(path)} cannot be read. Check your rights to it.`,
      {},
      error,
    );
  }
}

/** True where the last writer did not get to close the project. SQLite puts its files beside the real one. */
const hasLeftLog = (path: string): boolean =>
  (statSync(`${realpathSync(path)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
