import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { VerifyReport } from '../../shared/model/verify.ts';
import { clientOf, closeDatabase, openWritableFile } from './database.ts';
import type { EventRow } from './event-hash.ts';
import { createEventStore } from './event-store.ts';
import { openUncheckedProject } from './project-file.ts';
import { rebuildProjections } from './rebuild.ts';
import {
  asset,
  cable,
  created,
  deleted,
  edge,
  newProjectFile,
  newWorld,
  pack,
  plainSql,
  refusal,
  run,
  temporaryFolder,
  updated,
} from './testing.ts';
import { unreadable, verifyProject } from './verify.ts';

const P1 = asset('a1', { tag: 'P-1', properties: { shaft_power_kw: 60 } });
const P2 = asset('a2', { tag: 'P-2' });
const P3 = asset('a3', { tag: 'P-3' });

/**
 * A closed project of 14 events: 1 to 3 create it, 4 to 8 create three assets, 9 to 14 change them.
 */
function fillProject(): string {
  const path = newProjectFile();
  const database = openWritableFile(path);
  const store = createEventStore(database, () => new Date());
  run(store, [created('ASSET', P1), created('ASSET', P2), created('ASSET', P3)], {
    correlationId: 'batch-a',
  });
  run(
    store,
    [
      updated('ASSET', P1, { ...P1, area: '47' }),
      deleted('ASSET', P2),
      created('CABLE', cable('c1')),
      created('EDGE', edge('e1', 'a1', 'a3')),
    ],
    { correlationId: 'batch-b' },
  );
  closeDatabase(database);
  return path;
}

/** Making the project takes longer than what is tested on it: so it is made once and copied. */
let filled: Buffer | undefined;

function filledProject(): string {
  filled ??= readFileSync(fillProject());
  const path = join(temporaryFolder(), 'plant.synapse');
  writeFileSync(path, filled);
  return path;
}

const DROP = ['DROP TRIGGER workflow_events_no_update', 'DROP TRIGGER workflow_events_no_delete'].join(';');

/** The triggers as they were, so that only what was done between can be found. */
function withoutTriggers(path: string, sql: string): void {
  const database = new Database(path);
  const triggers = database
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  database.exec(`BEGIN; ${DROP}; ${sql}; ${triggers.join(';')}; COMMIT`);
  database.close();
}

function verified(path: string): VerifyReport {
  const { database, close } = openUncheckedProject(path);
  try {
    return verifyProject(database);
  } finally {
    close();
  }
}

function rowAt(path: string, position: number): EventRow {
  const database = new Database(path, { readonly: true });
  try {
    return (
      database
        .prepare<[number], EventRow>('SELECT * FROM workflow_events WHERE position = ?')
        .get(position) ?? expect.fail('no such row')
    );
  } finally {
    database.close();
  }
}

function writtenHash(row: EventRow): string {
  const { payload, metadata, hash: _, ...header } = row;
  return createHash('sha256')
    .update([JSON.stringify(Object.values(header)), metadata, payload].join('\n'))
    .digest('hex');
}

/** SQL that writes a row as it is given. */
function insertion(row: EventRow): string {
  const values = Object.values(row).map((value) =>
    value === null ? 'NULL' : typeof value === 'number' ? value : `'${value.replaceAll("'", "''")}'`,
  );
  return `INSERT INTO workflow_events VALUES (${values.join(', ')})`;
}

const SHIFT =
  'UPDATE workflow_events SET position = -position WHERE position >= 6; UPDATE workflow_events SET position = 1 - position WHERE position < 0';
const swapRows = (a: number, b: number) =>
  `UPDATE workflow_events SET position = -1 WHERE position = ${a}; UPDATE workflow_events SET position = ${a} WHERE position = ${b}; UPDATE workflow_events SET position = ${b} WHERE position = -1`;

describe('a project that is as it was written', () => {
  test('is found to be whole, with the number of its events and the last hash', () => {
    const path = filledProject();
    expect(verified(path)).toEqual({
      ok: true,
      events: 14,
      headHash: rowAt(path, 14).hash,
      firstBad: null,
      projections: { equal: true, differences: [] },
    });
  });

  test('is found to be whole after `optimize` has made its tables', () => {
    const path = filledProject();
    plainSql(path, 'ANALYZE');
    expect(verified(path).ok).toBe(true);
  });
});

describe('what was altered behind our back is found at its position', () => {
  test.each([
    [
      'a byte of a payload',
      "UPDATE workflow_events SET payload = replace(payload, '47', '48') WHERE position = 10",
      10,
      'EDITED',
    ],
    [
      'a line feed in a payload',
      'UPDATE workflow_events SET payload = payload || char(10) WHERE position = 10',
      10,
      'EDITED',
    ],
    ['the metadata', 'UPDATE workflow_events SET metadata = \'{"a":1}\' WHERE position = 10', 10, 'EDITED'],
    ['the user', "UPDATE workflow_events SET user_id = 'eve' WHERE position = 6", 6, 'EDITED'],
    ['the rule', "UPDATE workflow_events SET rule_id = 'motor' WHERE position = 6", 6, 'EDITED'],
    [
      'the time',
      "UPDATE workflow_events SET timestamp = '2026-01-05T08:00:00.001Z' WHERE position = 6",
      6,
      'EDITED',
    ],
    ['the batch', "UPDATE workflow_events SET correlation_id = 'batch-b' WHERE position = 6", 6, 'EDITED'],
    ['a hash', "UPDATE workflow_events SET hash = '00' WHERE position = 6", 6, 'EDITED'],
    ['a link of the chain', "UPDATE workflow_events SET prev_hash = '00' WHERE position = 6", 6, 'EDITED'],
    ['the last event', "UPDATE workflow_events SET user_id = 'eve' WHERE position = 14", 14, 'EDITED'],
    ['the first event', "UPDATE workflow_events SET user_id = 'eve' WHERE position = 1", 1, 'EDITED'],
    ['a deleted event', 'DELETE FROM workflow_events WHERE position = 6', 6, 'MISSING'],
    ['the first event deleted', 'DELETE FROM workflow_events WHERE position = 1', 1, 'MISSING'],
    ['the last event deleted', 'DELETE FROM workflow_events WHERE position = 14', 14, 'MISSING'],
    ['all events deleted', 'DELETE FROM workflow_events', 1, 'MISSING'],
    [
      'an event deleted and the rest moved up',
      'DELETE FROM workflow_events WHERE position = 6; UPDATE workflow_events SET position = position - 1 WHERE position > 6',
      6,
      'EDITED',
    ],
    [
      'two swapped payloads',
      'UPDATE workflow_events SET payload = (SELECT o.payload FROM workflow_events o WHERE o.position = 11 - workflow_events.position) WHERE position IN (5, 6)',
      5,
      'EDITED',
    ],
    [
      'an event replaced by INSERT OR REPLACE',
      "INSERT OR REPLACE INTO workflow_events SELECT position, id, event_type, aggregate_type, aggregate_id, rule_id, discipline, payload, metadata, correlation_id, causation_id, sequence_num, 'eve', timestamp, prev_hash, hash FROM workflow_events WHERE position = 6",
      6,
      'EDITED',
    ],
    ['two swapped rows', swapRows(5, 7), 5, 'REORDERED'],
    ['two swapped neighbours', swapRows(6, 7), 6, 'REORDERED'],
    [
      'an older event in the place of a later one',
      `DELETE FROM workflow_events WHERE position = 10; ${copyRow(6, 10)}`,
      10,
      'REORDERED',
    ],
    ['the record of the last event', 'DELETE FROM chain_head', 14, 'SCHEMA'],
    ['the hash of the last event', "UPDATE chain_head SET hash = '00'", 14, 'EDITED'],
    [
      'a snapshot byte',
      "UPDATE execution_snapshots SET state = CAST(x'00' || substr(state, 2) AS BLOB) WHERE correlation_id = 'batch-b'",
      14,
      'EDITED',
    ],
    ['a deleted snapshot', "DELETE FROM execution_snapshots WHERE correlation_id = 'batch-a'", 8, 'MISSING'],
    ['an added table', 'CREATE TABLE extra (a)', 0, 'SCHEMA'],
    [
      'an added trigger',
      'CREATE TRIGGER sqlitexstat_spy AFTER INSERT ON assets BEGIN DELETE FROM edges; END',
      0,
      'SCHEMA',
    ],
    ['a dropped index', 'DROP INDEX assets_parent', 0, 'SCHEMA'],
  ] as const)('%s', (_, sql, position, kind) => {
    const path = filledProject();
    withoutTriggers(path, sql);
    const report = verified(path);
    expect({ ok: report.ok, position: report.firstBad?.position, kind: report.firstBad?.kind }).toEqual({
      ok: false,
      position,
      kind,
    });
  });

  function copyRow(from: number, to: number): string {
    return `INSERT INTO workflow_events SELECT ${to}, id, event_type, aggregate_type, aggregate_id, rule_id, discipline, payload, metadata, correlation_id, causation_id, sequence_num, user_id, timestamp, prev_hash, hash FROM workflow_events WHERE position = ${from}`;
  }

  test.each([6, 14])('an edit of event %i whose own hash was made to fit', (position) => {
    const path = filledProject();
    const edited = { ...rowAt(path, position), user_id: 'eve' };
    withoutTriggers(
      path,
      `UPDATE workflow_events SET user_id = 'eve', hash = '${writtenHash(edited)}' WHERE position = ${position}`,
    );
    expect(verified(path).firstBad).toMatchObject({ position, kind: 'EDITED' });
  });

  test('an event put in, the others moved down, its own hash made to fit', () => {
    const path = filledProject();
    const forged = { ...rowAt(path, 6), id: 'forged', user_id: 'eve' };
    withoutTriggers(path, `${SHIFT}; ${insertion({ ...forged, hash: writtenHash(forged) })}`);
    expect(verified(path).firstBad).toMatchObject({ position: 6, kind: 'INSERTED' });
  });

  test('an event put in, the others moved down, its hash made up', () => {
    const path = filledProject();
    const forged = { ...rowAt(path, 6), id: 'forged', hash: '11' };
    withoutTriggers(path, `${SHIFT}; ${insertion(forged)}`);
    expect(verified(path).firstBad).toMatchObject({ position: 6, kind: 'INSERTED' });
  });

  test('an event added at the end or before the beginning', () => {
    const path = filledProject();
    const last = rowAt(path, 14);
    const added = { ...last, position: 15, id: 'added', prev_hash: last.hash };
    plainSql(path, insertion({ ...added, hash: writtenHash(added) }));
    expect(verified(path).firstBad).toMatchObject({ position: 15, kind: 'INSERTED' });

    const other = filledProject();
    withoutTriggers(other, insertion({ ...rowAt(other, 1), position: 0 }));
    expect(verified(other).firstBad).toMatchObject({ position: 0, kind: 'INSERTED' });
  });

  test.each(['workflow_events_no_update', 'workflow_events_no_delete'])(
    'the dropped trigger %s',
    (trigger) => {
      const path = filledProject();
      plainSql(path, `DROP TRIGGER ${trigger}`);
      expect(verified(path)).toMatchObject({
        ok: false,
        firstBad: {
          position: 0,
          kind: 'SCHEMA',
          message: `The structure of the file was changed: trigger ${trigger} is missing.`,
        },
        projections: { equal: true, differences: [] },
      });
    },
  );

  test.each([
    ['assets', 'a1', 'DIFFERENT', "UPDATE assets SET area = '48' WHERE id = 'a1'"],
    ['assets', 'a1', 'DIFFERENT', "UPDATE assets SET version = 9 WHERE id = 'a1'"],
    ['cables', 'c1', 'MISSING', 'DELETE FROM cables'],
    [
      'packages',
      'k1',
      'EXTRA',
      "INSERT INTO packages VALUES ('k1', 'K', 'K', 'EL-M040', 'OPEN', '{}', '{}', '{}', 1)",
    ],
    ['edges', 'e1', 'DIFFERENT', "UPDATE edges SET slot = 'DI-01'"],
    [
      'batches',
      'batch-a',
      'DIFFERENT',
      "UPDATE batches SET user_id = 'eve' WHERE correlation_id = 'batch-a'",
    ],
    ['former_tags', 'P-2 a2', 'MISSING', "DELETE FROM former_tags WHERE tag_key = 'P-2'"],
    [
      'execution_snapshots',
      'batch-a',
      'DIFFERENT',
      "UPDATE execution_snapshots SET status = 'ROLLED_BACK' WHERE correlation_id = 'batch-a'",
    ],
    [
      'execution_snapshots',
      'batch-b',
      'DIFFERENT',
      "UPDATE execution_snapshots SET entities = 9 WHERE correlation_id = 'batch-b'",
    ],
    [
      'execution_snapshots',
      'batch-b',
      'DIFFERENT',
      "UPDATE execution_snapshots SET sha256 = '00' WHERE correlation_id = 'batch-b'",
    ],
    [
      'execution_snapshots',
      'batch-x',
      'EXTRA',
      "INSERT INTO execution_snapshots SELECT 'batch-x', events, entities, state, sha256, status FROM execution_snapshots LIMIT 1",
    ],
  ] as const)('a projection: %s %s is %s, and a rebuild puts it right', (table, key, kind, sql) => {
    const path = filledProject();
    plainSql(path, sql);
    const report = verified(path);
    expect(report).toMatchObject({
      ok: false,
      firstBad: null,
      projections: { equal: false, differences: [{ table, key, kind }] },
    });
    if (table === 'execution_snapshots') return;
    const database = openWritableFile(path);
    rebuildProjections(database);
    closeDatabase(database);
    expect(verified(path).ok).toBe(true);
  });

  test('no more than a hundred differences are listed', () => {
    const { store, database } = newWorld();
    run(
      store,
      Array.from({ length: 150 }, (_, index) => created('PACKAGE', pack(`k${index}`))),
    );
    clientOf(database).exec('DELETE FROM packages');
    expect(verifyProject(database).projections.differences.length).toBe(100);
  });
});

describe('a file that SQLite cannot read through', () => {
  test('is reported, whatever page is noise', () => {
    const path = filledProject();
    plainSql(path, 'PRAGMA journal_mode = DELETE');
    const whole = readFileSync(path);
    const size = whole.readUInt16BE(16);
    const noise = Buffer.from(Array.from({ length: size }, (_, index) => (index * 167 + 91) % 256));
    const missed: number[] = [];
    for (let page = 1; page < whole.length / size; page += 1) {
      const damaged = Buffer.from(whole);
      noise.copy(damaged, page * size);
      writeFileSync(path, damaged);
      if (reportOn(path).ok) missed.push(page);
    }
    expect(missed).toEqual([]);
  });

  test('is reported, wherever it ends too early', () => {
    const path = filledProject();
    plainSql(path, 'PRAGMA journal_mode = DELETE');
    const whole = readFileSync(path);
    for (const share of [0.9, 0.5, 0.2, 0.05]) {
      writeFileSync(path, whole);
      truncateSync(path, Math.floor(whole.length * share));
      expect(reportOn(path).ok).toBe(false);
    }
  });

  test('is reported where a table of the projections is not there', () => {
    const path = filledProject();
    plainSql(path, 'DROP TABLE assets');
    expect(verified(path)).toMatchObject({
      ok: false,
      events: 14,
      firstBad: {
        kind: 'SCHEMA',
        message: 'The structure of the file was changed: table assets is missing.',
      },
      projections: {
        equal: false,
        differences: [{ table: '*', key: 'not compared: no such table: assets' }],
      },
    });
  });

  test('is reported where the log itself is not there', () => {
    const path = filledProject();
    plainSql(path, 'DROP TABLE workflow_events');
    expect(verified(path)).toMatchObject({
      ok: false,
      events: 0,
      firstBad: { kind: 'SCHEMA', message: expect.stringContaining('workflow_events') },
    });
  });

  /** What a command does: a file that cannot even be opened is reported too. */
  function reportOn(path: string): VerifyReport {
    try {
      return verified(path);
    } catch (error) {
      return unreadable(String(error));
    }
  }

  test('and is no SQLite file at all, is refused when it is opened', async () => {
    const path = filledProject();
    writeFileSync(path, 'tag,type\nP-1,PUMP\n');
    expect((await refusal(() => openUncheckedProject(path))).code).toBe('NOT_A_PROJECT');
  });
});
