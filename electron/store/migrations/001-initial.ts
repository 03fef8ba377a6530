/** Schema version 1. Text and JSON text that plain SQLite reads; no functions of ours in triggers or indexes. */
export const sql = `
CREATE TABLE workflow_events (
  position       INTEGER PRIMARY KEY,
  id             TEXT NOT NULL,
  event_type     TEXT NOT NULL,
  aggregate_type TEXT NOT NULL,
  aggregate_id   TEXT NOT NULL,
  rule_id        TEXT,
  discipline     TEXT NOT NULL,
  payload        TEXT NOT NULL,
  metadata       TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  causation_id   TEXT,
  sequence_num   INTEGER NOT NULL,
  user_id        TEXT NOT NULL,
  timestamp      TEXT NOT NULL,
  prev_hash      TEXT NOT NULL,
  hash           TEXT NOT NULL
) STRICT;
CREATE INDEX workflow_events_id ON workflow_events (id);
CREATE INDEX workflow_events_aggregate ON workflow_events (aggregate_id);
CREATE INDEX workflow_events_group ON workflow_events (correlation_id, event_type, rule_id, discipline);

-- INSERT OR REPLACE passes these triggers by; verifying finds it. A trigger on INSERT would cost half of every insert.
CREATE TRIGGER workflow_events_no_update BEFORE UPDATE ON workflow_events
BEGIN SELECT RAISE(ABORT, 'workflow_events is append-only: an event is never changed'); END;
CREATE TRIGGER workflow_events_no_delete BEFORE DELETE ON workflow_events
BEGIN SELECT RAISE(ABORT, 'workflow_events is append-only: an event is never deleted'); END;
CREATE TABLE chain_head (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  last_position INTEGER NOT NULL,
  hash          TEXT NOT NULL
) STRICT;

CREATE TABLE project (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  country  TEXT,
  client   TEXT,
  settings TEXT NOT NULL,
  version  INTEGER NOT NULL
) STRICT;

CREATE TABLE assets (
  id          TEXT PRIMARY KEY,
  tag         TEXT NOT NULL,
  tag_key     TEXT NOT NULL,
  type        TEXT NOT NULL,
  description TEXT,
  discipline  TEXT NOT NULL,
  area        TEXT,
  system      TEXT,
  parent_id   TEXT,
  io_type     TEXT,
  data_status TEXT NOT NULL,
  properties  TEXT NOT NULL,
  origin      TEXT NOT NULL,
  owners      TEXT NOT NULL,
  provenance  TEXT,
  version     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX assets_tag_key ON assets (tag_key);
CREATE INDEX assets_parent ON assets (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE cables (
  id                 TEXT PRIMARY KEY,
  tag                TEXT NOT NULL,
  tag_key            TEXT NOT NULL,
  cable_type         TEXT NOT NULL,
  from_asset_id      TEXT,
  to_asset_id        TEXT,
  length_m           REAL,
  conductor_size_mm2 REAL,
  cores              REAL,
  insulation         TEXT,
  voltage_v          REAL,
  ampacity_a         REAL,
  load_current_a     REAL,
  voltage_drop_pct   REAL,
  status             TEXT NOT NULL,
  properties         TEXT NOT NULL,
  origin             TEXT NOT NULL,
  owners             TEXT NOT NULL,
  version            INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cables_tag_key ON cables (tag_key);
CREATE INDEX cables_from ON cables (from_asset_id);
CREATE INDEX cables_to ON cables (to_asset_id);

CREATE TABLE edges (
  id         TEXT PRIMARY KEY,
  source_id  TEXT NOT NULL,
  target_id  TEXT NOT NULL,
  relation   TEXT NOT NULL,
  slot       TEXT NOT NULL,
  discipline TEXT NOT NULL,
  properties TEXT NOT NULL,
  origin     TEXT NOT NULL,
  version    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX edges_ends ON edges (source_id, target_id, relation, slot);
CREATE INDEX edges_target ON edges (target_id);

CREATE TABLE packages (
  id           TEXT PRIMARY KEY,
  code         TEXT NOT NULL,
  code_key     TEXT NOT NULL,
  package_type TEXT NOT NULL,
  status       TEXT NOT NULL,
  members      TEXT NOT NULL,
  origin       TEXT NOT NULL,
  owners       TEXT NOT NULL,
  version      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX packages_code_key ON packages (code_key);

CREATE TABLE findings (
  id           TEXT PRIMARY KEY,
  rule_id      TEXT NOT NULL,
  severity     TEXT NOT NULL,
  code         TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id   TEXT NOT NULL,
  tag          TEXT NOT NULL,
  message      TEXT NOT NULL,
  status       TEXT NOT NULL,
  version      INTEGER NOT NULL
) STRICT;
CREATE INDEX findings_subject ON findings (subject_id);

CREATE TABLE rules (
  id         TEXT PRIMARY KEY,
  rule_id    TEXT NOT NULL,
  source     TEXT NOT NULL,
  pack       TEXT NOT NULL,
  hash       TEXT NOT NULL,
  definition TEXT NOT NULL,
  version    INTEGER NOT NULL
) STRICT;

-- Tags and codes that an entity had and has no more, so that what is gone can still be looked up.
CREATE TABLE former_tags (
  tag_key        TEXT NOT NULL,
  aggregate_id   TEXT NOT NULL,
  aggregate_type TEXT NOT NULL,
  tag            TEXT NOT NULL,
  PRIMARY KEY (tag_key, aggregate_id)
) STRICT, WITHOUT ROWID;

-- References between entities that no column with an index answers: those that stand no more, members, origins.
CREATE TABLE entity_links (
  to_id          TEXT NOT NULL,
  aggregate_id   TEXT NOT NULL,
  aggregate_type TEXT NOT NULL,
  PRIMARY KEY (to_id, aggregate_id)
) STRICT, WITHOUT ROWID;

-- What a person deleted. It counts while that batch is in force: then no rule makes it again.
CREATE TABLE deletions_by_person (
  aggregate_id   TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  PRIMARY KEY (aggregate_id, correlation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
  correlation_id   TEXT PRIMARY KEY,
  kind             TEXT NOT NULL,
  status           TEXT NOT NULL,
  started_at       TEXT NOT NULL,
  finished_at      TEXT,
  user_id          TEXT NOT NULL,
  reason           TEXT,
  plan_hash        TEXT,
  started_position INTEGER NOT NULL,
  last_position    INTEGER NOT NULL,
  counts           TEXT NOT NULL,
  changes          INTEGER NOT NULL,
  summary          TEXT
) STRICT;
CREATE UNIQUE INDEX batches_started ON batches (started_position);

-- What a rollback left in force or out of force.
CREATE TABLE batch_switches (
  rollback_id    TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  in_force       INTEGER NOT NULL,
  PRIMARY KEY (rollback_id, correlation_id)
) STRICT, WITHOUT ROWID;

-- How many events of each sort a batch has and where: totals and facets come from here.
CREATE TABLE event_groups (
  correlation_id TEXT NOT NULL,
  event_type     TEXT NOT NULL,
  rule_id        TEXT NOT NULL,
  discipline     TEXT NOT NULL,
  aggregate_type TEXT NOT NULL,
  events         INTEGER NOT NULL,
  first_position INTEGER NOT NULL,
  last_position  INTEGER NOT NULL,
  PRIMARY KEY (correlation_id, event_type, rule_id, discipline, aggregate_type)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_groups_last ON event_groups (last_position, first_position);

CREATE TABLE execution_snapshots (
  correlation_id TEXT PRIMARY KEY,
  events         INTEGER NOT NULL,
  entities       INTEGER NOT NULL,
  state          BLOB NOT NULL,
  sha256         TEXT NOT NULL,
  status         TEXT NOT NULL
) STRICT;
`;
