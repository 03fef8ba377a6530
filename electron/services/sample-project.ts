import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readValuesMapping } from '../formats/values-mapping.ts';
import { importTagList } from './import/import.ts';
import { createProject, openForWriting, type WritingProject } from './project.ts';
import { loadRules } from './rules/rules.ts';
import { changeSettings } from './settings.ts';

export interface SampleSources {
  readonly userId: string;
  /** The folder with the tag lists of the cooling station. */
  readonly sampleFolder: string;
  readonly rulesFolder: string;
}

/** How tags are formed in the sample. */
const TAG_PATTERN = '([A-Z]{1,4}-)?[0-9]{3,4}[A-Z]?(-[A-Z0-9]+)*';

/**
 * Makes the sample project: a cooling station as an engineer has it on the first day, its lists imported and
 * the rules loaded, nothing executed yet. The file comes into being whole or not at all.
 * @throws SynapseError as `createProject` and `importTagList`
 */
export async function createSampleProject(path: string, sources: SampleSources): Promise<void> {
  const { userId } = sources;
  createProject(path, { name: 'Cooling station', country: 'DE', client: null, userId });
  try {
    const project = await openForWriting(path, userId);
    try {
      await fill(project, sources);
    } finally {
      project.close();
    }
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(`${path}${suffix}`, { force: true });
    throw error;
  }
}

async function fill(project: WritingProject, { sampleFolder, rulesFolder }: SampleSources): Promise<void> {
  const list = (name: string): string => join(sampleFolder, name);
  changeSettings(project, { tag_pattern: TAG_PATTERN }, 'tags of this station');
  await importTagList(project, list('equipment.csv'), {});
  const values = await readValuesMapping(list('values.yaml'));
  await importTagList(project, list('lines.csv'), { type: 'LINE', values });
  await importTagList(project, list('instruments.csv'), {});
  loadRules(project, [rulesFolder], 'packs that come with Synapse');
}
