import { canonicalJson, displayText } from '../../../shared/json.ts';
import { ENTITY_TYPES, type EntityType } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { WritableDatabase } from '../database.ts';
import {
  changedColumns,
  columnNames,
  ENTITY_TABLES,
  entityToRow,
  type ProjectedEntity,
} from '../entity-rows.ts';
import type { BatchRecord } from './batch-record.ts';
import type { Projection, TouchedEntity } from './projection.ts';

/** Writes what the events of a projection changed into its tables. Runs inside the caller's transaction. */
export function writeProjection(database: WritableDatabase, projection: Projection): void {
  writeEntities(database, projection);
  writeLookups(database, projection);
  writeGroups(database, projection);
  writeBatches(database, projection.batches());
  writeSwitches(database, projection);
}

/**
 * One table after another: its pages then stay at hand. Rows that go, and rows whose unique key changes, are
 * deleted first; so that two entities can exchange their tags in one batch.
 */
function writeEntities(database: WritableDatabase, { entities }: Projection): void {
  const byType = new Map<EntityType, TouchedEntity[]>(ENTITY_TYPES.map((type) => [type, []]));
  for (const touched of entities.values()) byType.get(touched.type)?.push(touched);
  for (const [type, touched] of byType) if (touched.length > 0) writeTable(database, type, touched);
}

function writeTable(database: WritableDatabase, type: EntityType, touched: readonly TouchedEntity[]): void {
  const { table } = ENTITY_TABLES[type];
  const names = columnNames(ENTITY_TABLES[type]);
  const places = names.map(() => '?').join(', ');
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const create = database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`);
  const update = updateStatements(database, table);
  const created: ProjectedEntity[] = [];
  for (const { id, before, after } of touched) {
    if (before !== null && after !== null && uniqueKey(type, before) === uniqueKey(type, after)) {
      const { names: changed, values } = changedColumns(type, before, after);
      update(changed).run(...values, id);
      continue;
    }
    if (before !== null) remove.run(id);
    if (after !== null) created.push(after);
  }
  // A list of arguments is bound faster than an array.
  for (const entity of created) create.run(...entityToRow(type, entity));
}

/** One statement for each set of columns that changes: there are few. */
function updateStatements(database: WritableDatabase, table: string) {
  const statements = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (columns: string) => database.prepare(`UPDATE ${table} SET ${columns} WHERE id = ?`);
  return (names: readonly string[]) => {
    const columns = names.map((name) => `${name} = ?`).join(', ');
    let statement = statements.get(columns);
    if (statement === undefined) {
      statement = prepare(columns);
      statements.set(columns, statement);
    }
    return statement;
  };
}

function uniqueKey(type: EntityType, { state }: ProjectedEntity): string {
  if (type === 'ASSET' || type === 'CABLE') return tagKey(displayText(state['tag']));
  if (type === 'EDGE')
    return ['sourceId', 'targetId', 'relation', 'slot'].map((end) => displayText(state[end])).join(' ');
  return type === 'PACKAGE' ? tagKey(displayText(state['code'])) : '';
}

function writeLookups(database: WritableDatabase, { formerTags, links, deletions }: Projection): void {
  const tag = database.prepare(
    `INSERT INTO former_tags (tag_key, aggregate_id, aggregate_type, tag) VALUES (?, ?, ?, ?)
     ON CONFLICT (tag_key, aggregate_id) DO UPDATE SET tag = excluded.tag`,
  );
  for (const [key, entities] of formerTags)
    for (const [id, { type, tag: text }] of entities) tag.run(key, id, type, text);
  const link = database.prepare(
    'INSERT OR IGNORE INTO entity_links (to_id, aggregate_id, aggregate_type) VALUES (?, ?, ?)',
  );
  for (const [to, entities] of links) for (const [id, type] of entities) link.run(to, id, type);
  const deleted = database.prepare(
    'INSERT OR IGNORE INTO deletions_by_person (aggregate_id, correlation_id) VALUES (?, ?)',
  );
  for (const [id, batches] of deletions) for (const batch of batches) deleted.run(id, batch);
}

function writeGroups(database: WritableDatabase, { groups }: Projection): void {
  const statement = database.prepare(
    `INSERT INTO event_groups
       (correlation_id, event_type, rule_id, discipline, aggregate_type, events, first_position, last_position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET events = events + excluded.events, last_position = excluded.last_position`,
  );
  for (const group of groups.values()) {
    const { correlationId, eventType, ruleId, discipline, aggregateType, events } = group;
    statement.run(
      correlationId,
      eventType,
      ruleId,
      discipline,
      aggregateType,
      events,
      group.firstPosition,
      group.lastPosition,
    );
  }
}

function writeBatches(database: WritableDatabase, batches: readonly BatchRecord[]): void {
  const put = database.prepare(
    `INSERT OR REPLACE INTO batches
       (correlation_id, kind, status, started_at, finished_at, user_id, reason, plan_hash,
        started_position, last_position, counts, changes, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const mark = database.prepare('UPDATE execution_snapshots SET status = ? WHERE correlation_id = ?');
  for (const batch of batches) {
    put.run(batchRow(batch));
    mark.run(batch.status === 'ROLLED_BACK' ? 'ROLLED_BACK' : 'ACTIVE', batch.correlationId);
  }
}

function batchRow(batch: BatchRecord): (string | number | null)[] {
  return [
    batch.correlationId,
    batch.kind,
    batch.status,
    batch.startedAt,
    batch.finishedAt,
    batch.userId,
    batch.reason,
    batch.planHash,
    batch.startedPosition,
    batch.lastPosition,
    canonicalJson(batch.counts),
    batch.changes,
    batch.summary === null ? null : canonicalJson(batch.summary),
  ];
}

function writeSwitches(database: WritableDatabase, { switches }: Projection): void {
  const statement = database.prepare(
    'INSERT OR REPLACE INTO batch_switches (rollback_id, correlation_id, in_force) VALUES (?, ?, ?)',
  );
  for (const [rollbackId, entries] of switches) {
    for (const { correlationId, inForce } of entries)
      statement.run(rollbackId, correlationId, inForce ? 1 : 0);
  }
}
