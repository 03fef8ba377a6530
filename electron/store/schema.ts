import { SynapseError } from '../../shared/errors.ts';
import {
  closeDatabase,
  executeScript,
  openMemory,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from './database.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';

/** `SYNP`: marks a SQLite file as ours. */
export const APPLICATION_ID = 0x53594e50;

/** Brings a file from the schema version it has to the present one. Runs inside the caller's transaction. */
export function migrate(database: WritableDatabase, migrations: readonly string[] = MIGRATIONS): void {
  const from = Number(database.pragma('user_version', { simple: true }));
  for (const sql of migrations.slice(from)) executeScript(database, sql);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma(`user_version = ${migrations.length}`);
}

/** What differs between the schema of a file and the one that migrations make; empty where nothing does. */
export function schemaDifferences(
  database: ReadableDatabase,
  migrations: readonly string[] = MIGRATIONS,
): string[] {
  const found = schemaOf(database);
  const expected = expectedSchema(migrations);
  const differences: string[] = [];
  for (const [name, sql] of expected) {
    if (!found.has(name)) differences.push(`${name} is missing`);
    else if (found.get(name) !== sql) differences.push(`${name} is not as it should be`);
  }
  for (const name of found.keys()) if (!expected.has(name)) differences.push(`${name} does not belong here`);
  return differences;
}

/** @throws SynapseError PROJECT_CORRUPT. */
export function expectSchema(
  database: ReadableDatabase,
  name: string,
  migrations: readonly string[] = MIGRATIONS,
): void {
  const differences = schemaDifferences(database, migrations);
  if (differences.length === 0) return;
  throw new SynapseError(
    'PROJECT_CORRUPT',
    `${name}: its structure was changed (${differences.slice(0, 3).join('; ')}). Run \`verify\`, and restore a backup.`,
    { differences },
  );
}

/** The schema version of a file. @throws SynapseError NOT_A_PROJECT, PROJECT_TOO_NEW or PROJECT_CORRUPT. */
export function expectVersion(
  database: ReadableDatabase,
  name: string,
  known: number = SCHEMA_VERSION,
): number {
  const application = Number(database.pragma('application_id', { simple: true }));
  if (application !== APPLICATION_ID) {
    throw new SynapseError(
      'NOT_A_PROJECT',
      `${name} is a SQLite file of another application, not a Synapse project.`,
    );
  }
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > known) {
    const message = `${name} was written by a newer version of Synapse (schema ${version}, this one knows ${known}). Update Synapse to open it.`;
    throw new SynapseError('PROJECT_TOO_NEW', message, { schemaVersion: version, known });
  }
  if (version < 1) {
    throw new SynapseError(
      'PROJECT_CORRUPT',
      `${name} states no schema version. Run \`verify\`, and restore a backup.`,
    );
  }
  return version;
}

/** Everything but the tables that `optimize` makes; named exactly, so that nothing else slips by. */
function schemaOf(database: ReadableDatabase): Map<string, string> {
  const rows = database
    .prepare<[], { type: string; name: string; sql: string | null }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))",
    )
    .all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql ?? '']));
}

const expectedSchemas = new Map<string, ReadonlyMap<string, string>>();

function expectedSchema(migrations: readonly string[]): ReadonlyMap<string, string> {
  const key = migrations.join('\n');
  let expected = expectedSchemas.get(key);
  if (expected === undefined) {
    const database = openMemory();
    writeTransaction(database, () => migrate(database, migrations));
    expected = schemaOf(database);
    closeDatabase(database);
    expectedSchemas.set(key, expected);
  }
  return expected;
}
