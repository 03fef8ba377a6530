import { basename } from 'node:path';
import { SynapseError, type ErrorCode } from '../../shared/errors.ts';

/** Runs a call of SQLite and turns its errors into ours, naming the file. */
export function fromSqlite<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw translateSqliteError(error, path);
  }
}

/** The error of ours that stands for an error of SQLite; any other error is given back as it is. */
export function translateSqliteError(error: unknown, path: string): unknown {
  const sqlite = sqliteCodeOf(error);
  if (sqlite === null) return error;
  const [code, sentence] = meaningOf(sqlite);
  const name = basename(path);
  const message = `${name}: ${sentence}`;
  return new SynapseError(code, message, { file: name, sqlite }, error);
}

function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}

function meaningOf(sqlite: string): readonly [ErrorCode, string] {
  if (sqlite === 'SQLITE_FULL') {
    return [
      'DISK_FULL',
      'the disk is full; nothing of this step was applied. Free some space and try again.',
    ];
  }
  if (
    sqlite.startsWith('SQLITE_BUSY') ||
    sqlite.startsWith('SQLITE_LOCKED') ||
    sqlite === 'SQLITE_PROTOCOL'
  ) {
    return ['PROJECT_LOCKED', 'the project is in use elsewhere. Close it there, or try again.'];
  }
  if (sqlite.startsWith('SQLITE_READONLY') || sqlite === 'SQLITE_PERM' || sqlite === 'SQLITE_AUTH') {
    return [
      'READ_ONLY',
      'the project is read-only. Copy it to a place you can write to, or change its permissions.',
    ];
  }
  if (sqlite === 'SQLITE_NOTADB')
    return ['NOT_A_PROJECT', 'the file is not a Synapse project. Choose a file that ends in .synapse.'];
  if (sqlite.startsWith('SQLITE_CORRUPT')) {
    return [
      'PROJECT_CORRUPT',
      'the project file is damaged. Run `verify` to see where, and restore a backup.',
    ];
  }
  if (sqlite.startsWith('SQLITE_CANTOPEN') || sqlite.startsWith('SQLITE_IOERR')) {
    return [
      'FILE_NOT_READABLE',
      `the file cannot be read or written (${sqlite}). Check the path, the disk and your rights.`,
    ];
  }
  if (sqlite === 'SQLITE_TOOBIG') return ['INVALID_ARGUMENT', 'a value is too large to be stored.'];
  return ['INTERNAL', `the project could not take this change (${sqlite}); nothing was applied.`];
}
