import { closeSync, existsSync, linkSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';
import { claimProject, isClaimed, type Claim } from './claim.ts';
import {
  clientOf,
  closeDatabase,
  createFile,
  openBufferedFile,
  openReadableFile,
  openWritableFile,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from './database.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { expectSchema, expectVersion, migrate } from './schema.ts';

/** A project opened for writing: the claim and the one connection that writes. */
export interface WritableProject {
  readonly path: string;
  readonly database: WritableDatabase;
  /** Leaves one file that can be copied, and gives the claim back. */
  close(): void;
}

export interface ReadableProject {
  readonly path: string;
  readonly database: ReadableDatabase;
  close(): void;
}

/** How long a command waits for another one that writes, in milliseconds. */
const CLAIM_WAIT_MS = 5_000;

/**
 * Creates a project file with an empty log, filled by `fill`. It comes into being whole or not at all.
 * @throws SynapseError PROJECT_EXISTS, INVALID_ARGUMENT (no such folder), READ_ONLY, DISK_FULL.
 */
export function createProjectFile(path: string, fill: (database: WritableDatabase) => void): void {
  const name = basename(path);
  if (existsSync(path)) throw new SynapseError('PROJECT_EXISTS', `${name} exists already. Choose another name, or open it.`);
  if (!existsSync(dirname(path))) {
    throw new SynapseError('INVALID_ARGUMENT', `The folder for ${name} does not exist. Create it first.`);
  }
  const temporary = `${path}-new-${process.pid}`;
  try {
    const database = createFile(temporary);
    try {
      writeTransaction(database, () => migrate(database));
      fill(database);
    } finally {
      closeDatabase(database);
    }
    publish(temporary, path);
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true });
  }
}

function publish(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new SynapseError('PROJECT_EXISTS', `${basename(path)} exists already. Choose another name, or open it.`);
  }
}

/**
 * Opens a project for writing: claims it, checks that it is ours and as it should be, migrates it if it is older.
 * @throws SynapseError PROJECT_NOT_FOUND, NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_CORRUPT, PROJECT_LOCKED, READ_ONLY.
 */
export async function openWritableProject(path: string, userId: string, waitMs = CLAIM_WAIT_MS): Promise<WritableProject> {
  expectSqliteFile(path);
  const claim = await claimProject(path, userId, waitMs);
  try {
    const unclean = hasContent(`${path}-wal`);
    const database = openWritableFile(path);
    try {
      prepareForWriting(database, path, unclean);
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

function prepareForWriting(database: WritableDatabase, path: string, unclean: boolean): void {
  const name = basename(path);
  const version = expectVersion(database, name);
  if (unclean) expectIntact(database, name);
  if (version < SCHEMA_VERSION) {
    clientOf(database).exec(`VACUUM INTO '${backupPath(path, version).replaceAll("'", "''")}'`);
    writeTransaction(database, () => migrate(database));
  }
  expectSchema(database, name);
}

/** Where the copy goes that is made before a migration. */
const backupPath = (path: string, version: number): string => `${path}-backup-v${version}`;

function expectIntact(database: ReadableDatabase, name: string): void {
  const answer = String(database.pragma('quick_check(1)', { simple: true }));
  if (answer === 'ok') return;
  throw new SynapseError('PROJECT_CORRUPT', `${name} is damaged (${answer}). Run \`verify\`, and restore a backup.`);
}

function closeWritable(database: WritableDatabase, claim: Claim): void {
  try {
    database.pragma('optimize');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    closeDatabase(database);
    claim.release();
  }
}

/**
 * Opens a project for reading, beside any writer.
 * @throws SynapseError PROJECT_NOT_FOUND, NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_CORRUPT.
 */
export function openReadableProject(path: string): ReadableProject {
  const project = openUncheckedProject(path);
  try {
    const name = basename(path);
    const version = expectVersion(project.database, name);
    if (version < SCHEMA_VERSION) {
      const message = `${name} was written by an older version of Synapse. Open it once for writing, so that it is brought up to date.`;
      throw new SynapseError('READ_ONLY', message, { schemaVersion: version });
    }
    expectSchema(project.database, name);
    return project;
  } catch (error) {
    project.close();
    throw error;
  }
}

/** Opens a file for looking at it, whatever its state, as long as SQLite can read it. */
export function openUncheckedProject(path: string): ReadableProject {
  expectSqliteFile(path);
  const database = openReadable(path);
  return { path, database, close: () => closeDatabase(database) };
}

/** A file on a medium that cannot be written to is read into memory: SQLite's WAL mode needs files beside it. */
function openReadable(path: string): ReadableDatabase {
  try {
    const database = openReadableFile(path);
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return database;
    } catch (error) {
      closeDatabase(database);
      throw error;
    }
  } catch (error) {
    const refused = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/CANTOPEN|READONLY|READ_ONLY|FILE_NOT_READABLE/.test(refused) || hasContent(`${path}-wal`)) throw error;
    return openBufferedFile(path);
  }
}

export { isClaimed };

const SQLITE_MAGIC = 'SQLite format 3\0';

function expectSqliteFile(path: string): void {
  const name = basename(path);
  if (!existsSync(path)) throw new SynapseError('PROJECT_NOT_FOUND', `${name} does not exist. Check the path, or create it with \`new\`.`);
  if (!statSync(path).isFile()) throw new SynapseError('NOT_A_PROJECT', `${name} is not a file. Choose a file that ends in .synapse.`);
  if (firstBytes(path, SQLITE_MAGIC.length) !== SQLITE_MAGIC) {
    throw new SynapseError('NOT_A_PROJECT', `${name} is not a Synapse project. Choose a file that ends in .synapse.`);
  }
}

function firstBytes(path: string, count: number): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(count);
      const read = readSync(file, bytes, 0, count, 0);
      return bytes.toString('latin1', 0, read);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new SynapseError('FILE_NOT_READABLE', `${basename(path)} cannot be read. Check your rights to it.`, {}, error);
  }
}

const hasContent = (path: string): boolean => existsSync(path) && statSync(path).size > 0;
