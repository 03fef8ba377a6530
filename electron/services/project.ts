import { SynapseError } from '../../shared/errors.ts';
import type { Project } from '../../shared/model/entities.ts';
import { creation } from '../../shared/model/changes.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { isClaimed } from '../store/claim.ts';
import type { ReadableDatabase, WritableDatabase } from '../store/database.ts';
import { createEventStore, type EventStore } from '../store/event-store.ts';
import { createProjectFile, openReadableProject, openWritableProject } from '../store/project-file.ts';
import { changeDraft } from './drafts.ts';

/** A project opened for reading. */
export interface ReadingProject {
  readonly path: string;
  readonly database: ReadableDatabase;
  /** True while some process holds the project for writing. */
  isHeld(): boolean;
  close(): void;
}

/** A project opened for writing, by one user. Its batches run one after another. */
export interface WritingProject extends ReadingProject {
  readonly database: WritableDatabase;
  readonly store: EventStore;
  readonly userId: string;
  /** The batch that is running now, if any. */
  running: string | null;
}

export interface NewProject {
  readonly name: string;
  readonly country: string | null;
  readonly client: string | null;
  readonly userId: string;
}

/**
 * Creates a project file whose log begins with PROJECT_CREATED.
 * @throws SynapseError PROJECT_EXISTS, INVALID_ARGUMENT, READ_ONLY or DISK_FULL
 */
export function createProject(path: string, details: NewProject, clock: Clock = systemClock): Project {
  const { country, client, userId } = details;
  const name = parseName(details.name);
  const project: Project = { id: newId(), name, country: parseCountry(country), client, settings: {} };
  createProjectFile(path, (database) => {
    const store = createEventStore(database, clock);
    const batch = store.start({ kind: 'SETTINGS', userId, reason: 'project created' });
    store.commit(batch, [
      changeDraft(
        'CREATE',
        { type: 'PROJECT', id: project.id, tag: name, discipline: 'GENERAL' },
        creation(project),
        {},
      ),
    ]);
  });
  return project;
}

/** The name of a project, without blanks around it. */
export function parseName(text: string): string {
  const name = text.trim();
  if (name !== '') return name;
  throw new SynapseError('INVALID_ARGUMENT', 'A project needs a name. Give it one.');
}

/** A country as its ISO 3166-1 alpha-2 code in upper case. */
export function parseCountry(country: string | null): string | null {
  if (country === null) return null;
  const code = country.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return code;
  throw new SynapseError(
    'INVALID_ARGUMENT',
    `"${country}" is no country code. Give two letters after ISO 3166, such as DE or US.`,
  );
}

/** @throws SynapseError as `openWritableProject`. */
export async function openForWriting(
  path: string,
  userId: string,
  clock: Clock = systemClock,
  /** How long another holder is waited for, in milliseconds. */
  waitMs?: number,
): Promise<WritingProject> {
  const file = await openWritableProject(path, userId, waitMs);
  const { database } = file;
  const store = createEventStore(database, clock);
  return { path, database, store, userId, running: null, isHeld: () => true, close: () => file.close() };
}

/** @throws SynapseError as `openReadableProject`. */
export function openForReading(path: string): ReadingProject {
  const file = openReadableProject(path);
  return { path, database: file.database, isHeld: () => isClaimed(path), close: () => file.close() };
}
