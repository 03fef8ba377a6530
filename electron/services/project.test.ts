import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBatches } from '../store/batch-query.ts';
import { loadProject } from '../store/plant.ts';
import { verifyProject } from '../store/verify.ts';
import { createProject, openForReading, openForWriting } from './project.ts';
import { failureOf } from './testing/failure.ts';
import { eventsIn } from './testing/project-reading.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synapse-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'new.synapse');
const DETAILS = { name: 'Works', country: 'de', client: 'ACME', userId: 'anna' };

describe('a new project', () => {
  test('has a log that begins with its creation, which cannot be rolled back', () => {
    const made = createProject(path(), DETAILS);
    expect(made).toEqual({ id: made.id, name: 'Works', country: 'DE', client: 'ACME', settings: {} });
    const project = openForReading(path());
    expect(loadProject(project.database)).toEqual(made);
    const [batch, ...others] = listBatches(project.database, false);
    expect([batch?.kind, batch?.status, batch?.canRollback, others]).toEqual([
      'SETTINGS',
      'COMPLETED',
      false,
      [],
    ]);
    expect(eventsIn(project, batch?.correlationId ?? '').map(({ eventType }) => eventType)).toEqual([
      'BATCH_STARTED',
      'PROJECT_CREATED',
      'BATCH_COMPLETED',
    ]);
    expect(verifyProject(project.database).ok).toBe(true);
    project.close();
  });

  test('without a name or with what is no country is refused, and no file is made', () => {
    expect(failureOf(() => createProject(path(), { ...DETAILS, name: ' ' })).code).toBe('INVALID_ARGUMENT');
    expect(failureOf(() => createProject(path(), { ...DETAILS, country: 'Germany' })).message).toBe(
      '"Germany" is no country code. Give two letters after ISO 3166, such as DE or US.',
    );
    expect(existsSync(path())).toBe(false);
  });

  test('never takes the place of a file', () => {
    createProject(path(), DETAILS);
    expect(failureOf(() => createProject(path(), DETAILS)).code).toBe('PROJECT_EXISTS');
  });
});

test('a project shows to readers whether somebody holds it for writing', async () => {
  createProject(path(), DETAILS);
  const reader = openForReading(path());
  expect(reader.isHeld()).toBe(false);
  const writer = await openForWriting(path(), 'anna');
  expect([reader.isHeld(), writer.isHeld()]).toEqual([true, true]);
  writer.close();
  expect(reader.isHeld()).toBe(false);
  reader.close();
});
