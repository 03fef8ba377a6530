import { rmSync } from 'node:fs';
import {
  clientOf,
  closeDatabase,
  createFile,
  executeScript,
  openReadableFile,
  openWritableFile,
  useWriteAheadLog,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from '../../electron/store/database.ts';
import { EVENT_COLUMNS } from '../../electron/store/event-hash.ts';
import { timed } from '../measure.ts';

/** A copy of a project whose log takes rows as they come: the triggers are gone. */
export function copyWithoutTriggers(path: string): WritableDatabase {
  const peer = openWritableFile(path);
  useWriteAheadLog(peer);
  const triggers = peer
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  for (const name of triggers) executeScript(peer, `DROP TRIGGER ${name}`);
  return peer;
}

/** A new file with the log's table and indexes as the project has them, and nothing else. */
export function emptyLog(project: string, path: string): WritableDatabase {
  rmSync(path, { force: true });
  closeDatabase(createFile(path));
  const peer = openWritableFile(path);
  useWriteAheadLog(peer);
  for (const sql of logSchema(project)) executeScript(peer, sql);
  return peer;
}

function logSchema(project: string): string[] {
  const model = openReadableFile(project);
  try {
    return model
      .prepare<[], string>(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = 'workflow_events' AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
      )
      .pluck()
      .all();
  } finally {
    closeDatabase(model);
  }
}

/** The rows that the last commit wrote: all of its batch but BATCH_STARTED, which has its own transaction. */
export function lastCommit(database: ReadableDatabase): unknown[][] {
  return database
    .prepare<[], unknown[]>(
      `SELECT ${EVENT_COLUMNS} FROM workflow_events
       WHERE position > (SELECT max(started_position) FROM batches) ORDER BY position`,
    )
    .raw(true)
    .all();
}

/** Inserts rows into the log in one transaction; the time in milliseconds. */
export function insertRows(peer: WritableDatabase, rows: readonly unknown[][]): number {
  const insert = peer.prepare(
    `INSERT INTO workflow_events (${EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  emptyWriteAheadLog(peer);
  const { ms } = timed(() =>
    writeTransaction(peer, () => {
      for (const row of rows) insert.run(row);
    }),
  );
  emptyWriteAheadLog(peer);
  return ms;
}

/** Lets both sides of a comparison begin alike. */
export function emptyWriteAheadLog(database: WritableDatabase): void {
  clientOf(database).pragma('wal_checkpoint(TRUNCATE)');
}
