import { applyChangeInPlace } from '../../shared/model/changes.ts';
import type { ProjectionDifference } from '../../shared/model/verify.ts';
import { readHead } from './append.ts';
import {
  clientOf,
  closeDatabase,
  executeScript,
  openMemory,
  readTransaction,
  writeTransaction,
  type ReadableDatabase,
  type WritableDatabase,
} from './database.ts';
import { EMPTY_BASE, Projection } from './projection/projection.ts';
import { projectedPayload } from './projection/stored-payload.ts';
import { writeProjection } from './projection/write-projection.ts';
import { migrate } from './schema.ts';
import { snapshotDifferences } from './snapshot-check.ts';

/** The tables that follow from the log, each with its primary key. */
const PROJECTION_TABLES: Readonly<Record<string, string>> = {
  project: 'id',
  assets: 'id',
  cables: 'id',
  edges: 'id',
  packages: 'id',
  findings: 'id',
  rules: 'id',
  former_tags: 'tag_key, aggregate_id',
  entity_links: 'to_id, aggregate_id',
  deletions_by_person: 'aggregate_id, correlation_id',
  batches: 'correlation_id',
  batch_switches: 'rollback_id, correlation_id',
  event_groups: 'correlation_id, event_type, rule_id, discipline, aggregate_type',
};

/** How many differences are listed; one is enough to know. */
const MOST_DIFFERENCES = 100;

/** Folds the whole log, from the first event on. Who and when count for batches only. */
export function foldLog(database: ReadableDatabase, onProgress?: (events: number) => void): Projection {
  const projection = new Projection(EMPTY_BASE, applyChangeInPlace);
  const { position: end } = readHead(database);
  const rows = database
    .prepare<[number, number], LogRow>(
      `SELECT position, event_type, aggregate_type, aggregate_id, rule_id, discipline, payload, correlation_id,
         iif(aggregate_type = 'BATCH', user_id, ''), iif(aggregate_type = 'BATCH', timestamp, '')
       FROM workflow_events WHERE position BETWEEN ? AND ? ORDER BY position`,
    )
    .raw(true);
  for (let first = 1; first <= end; first += CHUNK) {
    for (const row of rows.all(first, first + CHUNK - 1)) projection.add(eventOf(row));
    onProgress?.(Math.min(end, first + CHUNK - 1));
  }
  return projection;
}

/** How many events are read at a time: row by row takes half as long again. */
const CHUNK = 2_000;

type LogRow = [number, string, string, string, string | null, string, string, string, string, string];

function eventOf(row: LogRow) {
  const [
    position,
    eventType,
    aggregateType,
    aggregateId,
    ruleId,
    discipline,
    payload,
    correlationId,
    userId,
    timestamp,
  ] = row;
  return {
    position,
    eventType,
    aggregateType,
    aggregateId,
    ruleId,
    discipline,
    payload: projectedPayload(eventType, payload),
    correlationId,
    userId,
    timestamp,
  };
}

/** Builds all projections anew from the log, in shadow tables of their own. The caller closes them. */
export function buildShadow(
  database: ReadableDatabase,
  onProgress?: (events: number) => void,
): WritableDatabase {
  const projection = foldLog(database, onProgress);
  const shadow = openMemory();
  writeTransaction(shadow, () => {
    migrate(shadow);
    dropIndexes(shadow);
    writeProjection(shadow, projection);
  });
  return shadow;
}

/** The shadow tables are only read in the order of their primary keys. */
function dropIndexes(shadow: WritableDatabase): void {
  const names = shadow
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    .pluck()
    .all();
  for (const name of names) executeScript(shadow, `DROP INDEX ${name}`);
}

/** Compares the projections with what the log says they are. Changes nothing. */
export function compareProjections(
  database: ReadableDatabase,
  onProgress?: (events: number) => void,
): ProjectionDifference[] {
  return readTransaction(database, () => {
    const shadow = buildShadow(database, onProgress);
    try {
      return differencesBetween(database, shadow);
    } finally {
      closeDatabase(shadow);
    }
  });
}

function differencesBetween(live: ReadableDatabase, shadow: ReadableDatabase): ProjectionDifference[] {
  const differences: ProjectionDifference[] = [];
  for (const table of Object.keys(PROJECTION_TABLES)) {
    for (const difference of compareTable(live, shadow, table)) {
      if (differences.length >= MOST_DIFFERENCES) return differences;
      differences.push(difference);
    }
  }
  return [...differences, ...snapshotDifferences(live)].slice(0, MOST_DIFFERENCES);
}

function* compareTable(
  live: ReadableDatabase,
  shadow: ReadableDatabase,
  table: string,
): Generator<ProjectionDifference> {
  const key = PROJECTION_TABLES[table] ?? 'id';
  const rowsOf = (database: ReadableDatabase) =>
    database.prepare<[], unknown[]>(`SELECT * FROM ${table} ORDER BY ${key}`).raw(true).iterate();
  const keyLength = key.split(',').length;
  const found = rowsOf(live);
  const expected = rowsOf(shadow);
  try {
    let e = expected.next();
    let f = found.next();
    while (e.done !== true || f.done !== true) {
      const order = e.done === true ? 1 : f.done === true ? -1 : compareKeys(e.value, f.value, keyLength);
      const row = order <= 0 ? e.value : f.value;
      const name = String(row?.slice(0, keyLength).join(' '));
      if (order < 0) yield { table, key: name, kind: 'MISSING' };
      else if (order > 0) yield { table, key: name, kind: 'EXTRA' };
      else if (!sameRow(e.value, f.value)) yield { table, key: name, kind: 'DIFFERENT' };
      if (order <= 0) e = expected.next();
      if (order >= 0) f = found.next();
    }
  } finally {
    expected.return?.();
    found.return?.();
  }
}

/** As SQLite's BINARY collation orders text: by its UTF-8 bytes. */
function compareKeys(a: unknown[], b: unknown[], length: number): number {
  for (let index = 0; index < length; index += 1) {
    if (a[index] === b[index]) continue;
    return Buffer.compare(Buffer.from(String(a[index])), Buffer.from(String(b[index])));
  }
  return 0;
}

const sameRow = (a: unknown[], b: unknown[]): boolean => a.every((value, index) => value === b[index]);

/** Replaces the projections by what the log says, all tables in one transaction. */
export function rebuildProjections(database: WritableDatabase, onProgress?: (events: number) => void): void {
  const shadow = buildShadow(database, onProgress);
  try {
    writeTransaction(database, () => {
      for (const table of Object.keys(PROJECTION_TABLES)) copyTable(shadow, database, table);
      database
        .prepare(
          `UPDATE execution_snapshots SET status =
           (SELECT iif(b.status = 'ROLLED_BACK', 'ROLLED_BACK', 'ACTIVE') FROM batches b WHERE b.correlation_id = execution_snapshots.correlation_id)
         WHERE correlation_id IN (SELECT correlation_id FROM batches)`,
        )
        .run();
    });
  } finally {
    closeDatabase(shadow);
  }
}

function copyTable(from: WritableDatabase, to: WritableDatabase, table: string): void {
  clientOf(to).exec(`DELETE FROM ${table}`);
  const rows = from.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw(true);
  const insert = to.prepare(
    `INSERT INTO ${table} VALUES (${rows
      .columns()
      .map(() => '?')
      .join(', ')})`,
  );
  for (const row of rows.iterate()) insert.run(row);
}
