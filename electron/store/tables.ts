import { integer, real, sqliteTable, text } from './drizzle.ts';

/** The tables that lists are queried from, as drizzle knows them. A test compares them with the migrations. */
export const assets = sqliteTable('assets', {
  id: text('id').primaryKey(),
  tag: text('tag').notNull(),
  tagKey: text('tag_key').notNull(),
  type: text('type').notNull(),
  description: text('description'),
  discipline: text('discipline').notNull(),
  area: text('area'),
  system: text('system'),
  parentId: text('parent_id'),
  ioType: text('io_type'),
  dataStatus: text('data_status').notNull(),
  properties: text('properties').notNull(),
  origin: text('origin').notNull(),
  owners: text('owners').notNull(),
  provenance: text('provenance'),
  version: integer('version').notNull(),
});

export const cables = sqliteTable('cables', {
  id: text('id').primaryKey(),
  tag: text('tag').notNull(),
  tagKey: text('tag_key').notNull(),
  cableType: text('cable_type').notNull(),
  fromAssetId: text('from_asset_id'),
  toAssetId: text('to_asset_id'),
  lengthM: real('length_m'),
  conductorSizeMm2: real('conductor_size_mm2'),
  cores: real('cores'),
  insulation: text('insulation'),
  voltageV: real('voltage_v'),
  ampacityA: real('ampacity_a'),
  loadCurrentA: real('load_current_a'),
  voltageDropPct: real('voltage_drop_pct'),
  status: text('status').notNull(),
  properties: text('properties').notNull(),
  origin: text('origin').notNull(),
  owners: text('owners').notNull(),
  version: integer('version').notNull(),
});

export const edges = sqliteTable('edges', {
  id: text('id').primaryKey(),
  sourceId: text('source_id').notNull(),
  targetId: text('target_id').notNull(),
  relation: text('relation').notNull(),
  slot: text('slot').notNull(),
  discipline: text('discipline').notNull(),
  properties: text('properties').notNull(),
  origin: text('origin').notNull(),
  version: integer('version').notNull(),
});

export const packages = sqliteTable('packages', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  codeKey: text('code_key').notNull(),
  packageType: text('package_type').notNull(),
  status: text('status').notNull(),
  members: text('members').notNull(),
  origin: text('origin').notNull(),
  owners: text('owners').notNull(),
  version: integer('version').notNull(),
});

export const findings = sqliteTable('findings', {
  id: text('id').primaryKey(),
  ruleId: text('rule_id').notNull(),
  severity: text('severity').notNull(),
  code: text('code').notNull(),
  subjectType: text('subject_type').notNull(),
  subjectId: text('subject_id').notNull(),
  tag: text('tag').notNull(),
  message: text('message').notNull(),
  status: text('status').notNull(),
  version: integer('version').notNull(),
});

export const rules = sqliteTable('rules', {
  id: text('id').primaryKey(),
  ruleId: text('rule_id').notNull(),
  source: text('source').notNull(),
  pack: text('pack').notNull(),
  hash: text('hash').notNull(),
  definition: text('definition').notNull(),
  version: integer('version').notNull(),
});

export const batches = sqliteTable('batches', {
  correlationId: text('correlation_id').primaryKey(),
  kind: text('kind').notNull(),
  status: text('status').notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at'),
  userId: text('user_id').notNull(),
  reason: text('reason'),
  planHash: text('plan_hash'),
  startedPosition: integer('started_position').notNull(),
  lastPosition: integer('last_position').notNull(),
  counts: text('counts').notNull(),
  changes: integer('changes').notNull(),
  summary: text('summary'),
});
