import { accessSync, constants, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { SynapseError } from '../../shared/errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that reads. What it cannot do at compile time, it cannot do at run time either: it is read-only. */
export interface ReadableDatabase extends Pick<Database.Database, 'prepare' | 'pragma' | 'name'> {
  readonly [readable]: true;
}

/** The one connection of a project that writes. Every write goes through `writeTransaction`. */
export interface WritableDatabase extends ReadableDatabase {
  readonly [writable]: true;
}

/** How long SQLite itself waits for a lock before it gives up, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a file for queries only. A connection that could write cleans up the WAL files it made beside the
 * project when it closes, one opened read-only leaves them; so it is the second choice.
 */
export function openReadableFile(path: string): ReadableDatabase {
  const writable = isWritable(path);
  const database = openFile(path, { readonly: !writable, fileMustExist: true });
  return configured(database, path, writable ? ['query_only = ON'] : []) as unknown as ReadableDatabase;
}

const isWritable = (path: string): boolean => mayWrite(path) && mayWrite(dirname(path));

/** True where this process may write to a file or folder. */
export function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Bytes 18 and 19 of the header say how a file is written and read: 2 for WAL, 1 for a rollback journal. */
const HEADER_VERSIONS = [18, 19];

/** Reads a file into memory, for a medium on which SQLite cannot make the files that WAL mode needs. */
export function openBufferedFile(path: string): ReadableDatabase {
  const bytes = bytesOf(path);
  for (const offset of HEADER_VERSIONS) bytes[offset] = 1;
  const database = fromSqlite(path, () => new Database(bytes));
  return configured(database, path, ['query_only = ON']) as unknown as ReadableDatabase;
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SynapseError(
      'FILE_NOT_READABLE',
      `${basename(path)} cannot be read. Check your rights to it.`,
      {},
      error,
    );
  }
}

/** Opens a file that may be anyone's: nothing of it is changed before `useWriteAheadLog`. */
export function openWritableFile(path: string): WritableDatabase {
  const database = openFile(path, { fileMustExist: true });
  return configured(database, path, [
    'synchronous = FULL',
    'wal_autocheckpoint = 65536',
    // Mapped pages stay resident beside the plant and the plan that are in memory when something is written.
    'mmap_size = 0',
  ]) as unknown as WritableDatabase;
}

/** Lets readers go on beside the writer. The file remembers it. */
export function useWriteAheadLog(database: WritableDatabase): void {
  database.pragma('journal_mode = WAL');
}

/** A database of this process alone, for the shadow tables of a rebuild. */
export function openMemory(): WritableDatabase {
  const database = new Database(':memory:');
  database.pragma(`page_size = ${PAGE_SIZE}`);
  return database as unknown as WritableDatabase;
}

/** Bytes of a page: events are about 1 kB, and larger pages hold more of them beside each other. */
const PAGE_SIZE = 8192;

/** A connection to a file that is being created. */
export function createFile(path: string): WritableDatabase {
  const database = openFile(path, {});
  fromSqlite(path, () => database.pragma(`page_size = ${PAGE_SIZE}`));
  return database as unknown as WritableDatabase;
}

/** An absolute path: SQLite would read a name that begins with `file:` as a URI. */
function openFile(path: string, options: Database.Options): Database.Database {
  return fromSqlite(path, () => new Database(resolve(path), options));
}

function configured(
  database: Database.Database,
  path: string,
  pragmas: readonly string[],
): Database.Database {
  try {
    fromSqlite(path, () => {
      database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      database.pragma('trusted_schema = OFF');
      database.pragma('foreign_keys = ON');
      database.pragma('cache_size = -65536');
      database.pragma('mmap_size = 1073741824');
      for (const pragma of pragmas) database.pragma(pragma);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Statements that are not queries: schema and pragmas. Kept out of the interfaces so that nothing else uses it. */
export function executeScript(database: WritableDatabase, sql: string): void {
  (database as unknown as Database.Database).exec(sql);
}

export function closeDatabase(database: ReadableDatabase): void {
  (database as unknown as Database.Database).close();
}

/** The connection as better-sqlite3 knows it, for drizzle and for backups. */
export const clientOf = (database: ReadableDatabase): Database.Database =>
  database as unknown as Database.Database;

/**
 * Runs `work` in one IMMEDIATE transaction: all of it is committed, or none. A deferred transaction would fail
 * with SQLITE_BUSY_SNAPSHOT when another connection wrote between its first read and its first write.
 */
export function writeTransaction<T>(database: WritableDatabase, work: () => T): T {
  const client = clientOf(database);
  return fromSqlite(database.name, () => client.transaction(work).immediate());
}

/** Runs several queries on one state of the file. */
export function readTransaction<T>(database: ReadableDatabase, work: () => T): T {
  const client = clientOf(database);
  return fromSqlite(database.name, () => client.transaction(work).deferred());
}
