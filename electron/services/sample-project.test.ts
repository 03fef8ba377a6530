import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openForReading } from './project.ts';
import { statusOf } from './project-status.ts';
import { createSampleProject } from './sample-project.ts';
import { rejectionOf } from './testing/failure.ts';

const resource = (name: string): string => join(import.meta.dirname, '../../resources', name);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synapse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('the sample has its lists imported and its rules loaded, and nothing executed', async () => {
  const path = join(newFolder(), 'sample.synapse');
  const sampleFolder = resource('sample/cooling-station');
  await createSampleProject(path, { userId: 'anna', sampleFolder, rulesFolder: resource('rules') });
  const project = openForReading(path);
  const { project: details, counts, head } = statusOf(project);
  project.close();
  expect([details.name, details.settings['tag_pattern'], counts]).toEqual([
    'Cooling station',
    expect.any(String),
    {
      assets: 220,
      cables: 0,
      edges: 0,
      packages: 0,
      rules: expect.any(Number),
      findings: 0,
      events: head.position,
      batches: 6,
    },
  ]);
});

test('a sample that cannot be made leaves no file', async () => {
  const folder = newFolder();
  const path = join(folder, 'sample.synapse');
  const sources = { userId: 'anna', sampleFolder: join(folder, 'none'), rulesFolder: resource('rules') };
  expect((await rejectionOf(createSampleProject(path, sources))).code).toBe('FILE_NOT_READABLE');
  expect([existsSync(path), readdirSync(folder)]).toEqual([false, []]);
});
