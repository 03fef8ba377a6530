import type { ProjectStatus } from '../../shared/contract/project.ts';
import { readHead } from '../store/append.ts';
import { countAll } from '../store/count-query.ts';
import { readTransaction } from '../store/database.ts';
import { loadProject } from '../store/plant.ts';
import type { ReadingProject } from './project.ts';

/** What the status bar tells of a project, as far as the file says it. */
export type StatusOfFile = Pick<ProjectStatus, 'project' | 'counts' | 'head'>;

export function statusOf({ database }: ReadingProject): StatusOfFile {
  return readTransaction(database, () => {
    const { position, hash } = readHead(database);
    return { project: loadProject(database), counts: countAll(database), head: { position, hash } };
  });
}
