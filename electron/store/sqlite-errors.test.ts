import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fromSqlite, translateSqliteError } from './sqlite-errors.ts';

describe('an error of SQLite', () => {
  test.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_BUSY_SNAPSHOT', 'PROJECT_LOCKED'],
    ['SQLITE_LOCKED', 'PROJECT_LOCKED'],
    ['SQLITE_PROTOCOL', 'PROJECT_LOCKED'],
    ['SQLITE_READONLY_DBMOVED', 'READ_ONLY'],
    ['SQLITE_PERM', 'READ_ONLY'],
    ['SQLITE_NOTADB', 'NOT_A_PROJECT'],
    ['SQLITE_CORRUPT_INDEX', 'PROJECT_CORRUPT'],
    ['SQLITE_CANTOPEN', 'FILE_NOT_READABLE'],
    ['SQLITE_IOERR_READ', 'FILE_NOT_READABLE'],
    ['SQLITE_TOOBIG', 'INVALID_ARGUMENT'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'INTERNAL'],
  ])('%s becomes %s, naming the file', (sqlite, code) => {
    const error = new Database.SqliteError('as SQLite says it', sqlite);
    expect(translateSqliteError(error, '/plants/47.synapse')).toMatchObject({
      code,
      message: expect.stringMatching(/^47\.synapse: .*[.]$/),
      context: { file: '47.synapse', sqlite },
      cause: error,
    });
  });

  test('is the only one that is turned into another', () => {
    const others = [
      new RangeError('a'),
      Object.assign(new Error('b'), { code: 'ENOENT' }),
      Object.assign(new Error('c'), { code: 5 }),
      'text',
    ];
    expect(others.map((error) => translateSqliteError(error, 'a'))).toEqual(others);
    expect(() => fromSqlite('a', () => JSON.parse('{'))).toThrow(SyntaxError);
  });
});
