import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../../shared/model/scope.ts';
import type { Clock } from '../../kernel/clock.ts';
import { editEntity, type EditRequest } from '../edit/edit.ts';
import { executePlan } from '../execution/execute.ts';
import { importTagList, type ImportResult } from '../import/import.ts';
import type { ImportOptions } from '../import/import-plan.ts';
import { createProject, openForWriting, type WritingProject } from '../project.ts';
import { rollBack } from '../rollback/rollback.ts';
import { loadRules } from '../rules/rules.ts';
import { changeSettings } from '../settings.ts';
import { batchOfChanges, type EntityChange } from './entity-changes.ts';

/** A project in a folder of its own, with short ways to run batches in it. Each gives the batch's id. */
export interface World {
  readonly folder: string;
  readonly project: WritingProject;
  /** Imports rows given as records; the columns are the keys of all of them. */
  importRows(rows: readonly Row[], options?: ImportOptions): Promise<string>;
  importCsv(text: string, options?: ImportOptions): Promise<ImportResult>;
  edit(tag: string, set: EditRequest['set'], more?: Partial<EditRequest>): string;
  remove(tag: string): string;
  /** Loads the list items of a rule file, as the pack of this name. */
  loadRules(text: string, pack?: string): string;
  execute(scope?: Scope, takes?: readonly string[]): string;
  settings(values: Readonly<Record<string, string>>): string;
  /** A batch of changes of any kind of entity, as a hand edit. */
  change(changes: readonly EntityChange[]): string;
  rollBack(correlationId: string, cascade?: boolean): string;
  /** The same project in the hands of another user. */
  as(userId: string): World;
  close(): void;
}

export type Row = Readonly<Record<string, string | number | boolean>>;

interface WorldDetails {
  readonly country?: string | null;
  readonly client?: string | null;
  readonly userId?: string;
  readonly clock?: Clock;
}

/** Makes and opens a new project `plant.synapse` in a temporary folder. `close` removes the folder. */
export async function newWorld(details: WorldDetails = {}): Promise<World> {
  const { country = 'DE', client = null, userId = 'anna', clock = tickingClock() } = details;
  const folder = mkdtempSync(join(tmpdir(), 'synapse-'));
  const path = join(folder, 'plant.synapse');
  createProject(path, { name: 'Plant', country, client, userId }, clock);
  const project = await openForWriting(path, userId, clock);
  // Tests do not outlive a power failure, so they need not wait for the disk.
  project.database.pragma('synchronous = OFF');
  return worldOf(folder, project);
}

/** Opens a copy of a closed project in a folder of its own: much quicker than making one, and the same project. */
export async function copyOfProject(path: string, userId = 'anna'): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-'));
  const copy = join(folder, 'plant.synapse');
  copyFileSync(path, copy);
  const project = await openForWriting(copy, userId, tickingClock());
  project.database.pragma('synchronous = OFF');
  return worldOf(folder, project);
}

/** A clock that starts on 2 January 2026 and goes on by a second each time it is read. */
export function tickingClock(start = '2026-01-02T08:00:00.000Z'): Clock {
  let now = Date.parse(start);
  return () => {
    now += 1000;
    return new Date(now);
  };
}

function worldOf(folder: string, project: WritingProject): World {
  let files = 0;
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const importCsv: World['importCsv'] = (text, options = {}) => {
    files += 1;
    return importTagList(project, write(`list-${files}.csv`, text), options);
  };
  return {
    folder,
    project,
    importCsv,
    importRows: async (rows, options) => idOf(await importCsv(csvOf(rows), options)),
    edit: (tag, set, more = {}) =>
      editEntity(project, { tag, reason: null, ...(set === undefined ? {} : { set }), ...more })
        .correlationId,
    remove: (tag) => editEntity(project, { tag, delete: true, reason: null }).correlationId,
    loadRules: (text, pack = 'pack') =>
      loadRules(project, [write(`${pack}.yaml`, `pack: ${pack}\nrules:\n${text}`)], null).correlationId,
    execute: (scope = {}, takes = []) => executePlan(project, { scope, takes, reason: null }).correlationId,
    settings: (values) => changeSettings(project, values, null).correlationId,
    change: (changes) => batchOfChanges(project, changes),
    rollBack: (correlationId, cascade = false) =>
      idOf(rollBack(project, { correlationId, reason: 'test', cascade })),
    as: (userId) => worldOf(folder, { ...project, userId }),
    close: () => {
      project.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf({ correlationId }: { readonly correlationId: string | null }): string {
  if (correlationId === null) throw new Error('No batch was run.');
  return correlationId;
}

function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly (string | number | boolean)[]) =>
    cells.map((cell) => quoted(String(cell))).join(',');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n');
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
