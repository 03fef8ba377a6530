import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { SynapseError } from '../../shared/errors.ts';
import type { JsonObject } from '../../shared/json.ts';
import { creation, deletion, updateBetween, type Change } from '../../shared/model/changes.ts';
import type {
  Asset,
  Cable,
  Edge,
  Entity,
  EntityType,
  Finding,
  Package,
  RuleEntity,
} from '../../shared/model/entities.ts';
import { eventTypeOf, type EventDraft, type OperationKind } from '../../shared/model/events.ts';
import type { Clock } from '../kernel/clock.ts';
import {
  clientOf,
  closeDatabase,
  openWritableFile,
  useWriteAheadLog,
  type WritableDatabase,
} from './database.ts';
import {
  createEventStore,
  type BatchStart,
  type CommitOptions,
  type CommitResult,
  type EventStore,
} from './event-store.ts';
import { createProjectFile } from './project-file.ts';

export const START = Date.UTC(2026, 0, 5, 8);

/** A clock that goes on by `step` milliseconds with each look at it. */
export function steppingClock(step = 1_000, start = START): Clock {
  let looks = -1;
  return () => {
    looks += 1;
    return new Date(start + looks * step);
  };
}

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The path of a new project whose log begins with PROJECT_CREATED. */
export function newProjectFile(clock: Clock = steppingClock()): string {
  const path = join(temporaryFolder(), 'plant.synapse');
  createProjectFile(path, (database) => {
    run(createEventStore(database, clock), [created('PROJECT', PROJECT)], { kind: 'SETTINGS' });
  });
  return path;
}

export interface World {
  readonly path: string;
  readonly database: WritableDatabase;
  readonly store: EventStore;
  /** The same file through SQLite alone: what someone does behind our back. */
  plainSql(sql: string): void;
}

/** A new project, open for writing; closed and removed when the test has finished. */
export function newWorld(clock: Clock = steppingClock()): World {
  const path = newProjectFile(clock);
  const database = openWritableFile(path);
  useWriteAheadLog(database);
  onTestFinished(() => closeDatabase(database));
  return { path, database, store: createEventStore(database, clock), plainSql: (sql) => plainSql(path, sql) };
}

/** Runs statements over a connection of its own. */
export function plainSql(path: string, sql: string): void {
  const database = new Database(path);
  try {
    database.unsafeMode(true);
    database.exec(sql);
  } finally {
    database.close();
  }
}

/** Runs a whole batch. */
export function run(
  store: EventStore,
  drafts: Iterable<EventDraft>,
  start: Partial<BatchStart> = {},
  options: CommitOptions = {},
): CommitResult {
  const batch = store.start({ kind: 'EDIT', userId: 'ada', reason: null, ...start });
  return store.commit(batch, drafts, options);
}

export const PROJECT = { id: 'project-1', name: 'Station 47', country: 'DE', client: null, settings: {} };

const owners = { '*': 'user:ada' };
const origin = { userId: 'ada' };

export const asset = (id: string, fields: Partial<Asset> = {}): Asset => ({
  id,
  tag: `TAG-${id}`,
  type: 'PUMP',
  description: null,
  discipline: 'MECHANICAL',
  area: null,
  system: null,
  parentId: null,
  ioType: null,
  dataStatus: 'FRESH_IMPORT',
  properties: {},
  origin,
  owners,
  ...fields,
});

export const cable = (id: string, fields: Partial<Cable> = {}): Cable => ({
  id,
  tag: `W-${id}`,
  cableType: 'POWER',
  fromAssetId: null,
  toAssetId: null,
  lengthM: null,
  conductorSizeMm2: null,
  cores: null,
  insulation: null,
  voltageV: null,
  ampacityA: null,
  loadCurrentA: null,
  voltageDropPct: null,
  status: 'PROPOSED',
  properties: {},
  origin,
  owners,
  ...fields,
});

export const edge = (id: string, sourceId: string, targetId: string, fields: Partial<Edge> = {}): Edge => ({
  id,
  sourceId,
  targetId,
  relation: 'powers',
  slot: '',
  discipline: 'ELECTRICAL',
  properties: {},
  origin,
  ...fields,
});

export const pack = (id: string, fields: Partial<Package> = {}): Package => ({
  id,
  code: `PK-${id}`,
  packageType: 'EL-M040',
  status: 'OPEN',
  members: {},
  origin,
  owners,
  ...fields,
});

export const finding = (id: string, subjectId: string, fields: Partial<Finding> = {}): Finding => ({
  id,
  ruleId: 'check-power',
  severity: 'WARNING',
  code: 'FAILED',
  subjectType: 'ASSET',
  subjectId,
  tag: `TAG-${subjectId}`,
  message: 'power is missing',
  status: 'OPEN',
  ...fields,
});

export const rule = (id: string, fields: Partial<RuleEntity> = {}): RuleEntity => ({
  id,
  ruleId: `rule-${id}`,
  source: 'a.yaml',
  pack: 'sample',
  hash: '00',
  definition: { id: `rule-${id}` },
  ...fields,
});

/** What a draft may say beside its change. */
export type DraftFields = Partial<Pick<EventDraft, 'id' | 'ruleId' | 'discipline' | 'cause' | 'metadata'>> & {
  readonly context?: JsonObject;
};

export const created = (type: EntityType, entity: Entity, fields: DraftFields = {}): EventDraft =>
  draft(type === 'FINDING' ? 'RAISE' : 'CREATE', type, entity.id, creation(entity), fields);

export const deleted = (type: EntityType, entity: Entity, fields: DraftFields = {}): EventDraft =>
  draft(type === 'FINDING' ? 'RESOLVE' : 'DELETE', type, entity.id, deletion(entity), fields);

/** The event that turns one state of an entity into another; the two must differ. */
export function updated(type: EntityType, from: Entity, to: Entity, fields: DraftFields = {}): EventDraft {
  const change = updateBetween(from, to);
  if (change === null) return expect.fail('an update must change something');
  return draft(type === 'FINDING' ? 'RESOLVE' : 'UPDATE', type, from.id, change, fields);
}

function draft(
  op: OperationKind,
  type: EntityType,
  id: string,
  change: Change,
  fields: DraftFields,
): EventDraft {
  const eventType = eventTypeOf(op, type) ?? expect.fail(`${op} of ${type} is no event`);
  const { context = {}, ...rest } = fields;
  return {
    eventType,
    aggregateType: type,
    aggregateId: id,
    ruleId: null,
    discipline: 'GENERAL',
    metadata: {},
    cause: null,
    ...rest,
    payload: { ...change, context },
  };
}

/** An event that changes no entity. */
export const note = (
  fields: Partial<EventDraft> & Pick<EventDraft, 'eventType'>,
  context: JsonObject = {},
): EventDraft => ({
  aggregateType: 'BATCH',
  aggregateId: 'none',
  ruleId: null,
  discipline: 'GENERAL',
  payload: { before: null, after: null, diff: [], context },
  metadata: {},
  cause: null,
  ...fields,
});

/** Every row of a table, as plain SQL gives it. */
export const rowsOf = (database: WritableDatabase, table: string): unknown[] =>
  clientOf(database).prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

/** All that a project holds, table by table. */
export function contentOf(database: WritableDatabase): Record<string, unknown[]> {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'",
    )
    .pluck()
    .all();
  return Object.fromEntries(tables.map((table) => [table, rowsOf(database, table)]));
}

/** The SynapseError that a function or promise ends in; anything else fails the test. */
export async function refusal(
  action: (() => unknown) | Promise<unknown>,
): Promise<{ code: string; message: string }> {
  try {
    await (typeof action === 'function' ? action() : action);
  } catch (error) {
    if (error instanceof SynapseError) return { code: error.code, message: error.message };
    throw error;
  }
  return expect.fail('it was expected to be refused');
}
