import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';
import {
  clientOf,
  useWriteAheadLog,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from './database.ts';
import { expectSchema, expectVersion, migrate } from './schema.ts';

/**
 * Makes sure that a file is ours and as it should be, and brings it up to date. A file that is refused is left
 * as it was.
 * @throws SynapseError NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_CORRUPT.
 */
export function prepareForWriting(
  database: WritableDatabase,
  path: string,
  wasClosed: boolean,
  migrations: readonly string[],
): void {
  const name = basename(path);
  const version = expectVersion(database, name, migrations.length);
  if (!wasClosed) expectIntact(database, name);
  expectSchema(database, name, migrations.slice(0, version));
  useWriteAheadLog(database);
  if (version === migrations.length) return;
  clientOf(database).exec(`VACUUM INTO '${backupPath(path, version).replaceAll("'", "''")}'`);
  writeTransaction(database, () => migrate(database, migrations));
  expectSchema(database, name, migrations);
}

function expectIntact(database: ReadableDatabase, name: string): void {
  const answer = String(database.pragma('quick_check(1)', { simple: true }));
  if (answer === 'ok') return;
  throw new SynapseError(
    'PROJECT_CORRUPT',
    `${name} is damaged (${answer}). Run \`verify\`, and restore a backup.`,
  );
}

/** Where the copy goes that is made before a migration: never in the place of an earlier one. */
function backupPath(path: string, version: number): string {
  const first = `${path}-backup-v${version}`;
  let free = first;
  for (let number = 2; existsSync(free); number += 1) free = `${first}-${number}`;
  return free;
}
