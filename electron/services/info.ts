import type { Project } from '../../shared/model/entities.ts';
import { readHead } from '../store/append.ts';
import { countAll } from '../store/count-query.ts';
import { SCHEMA_VERSION } from '../store/migrations/index.ts';
import { loadProject } from '../store/plant.ts';
import type { ReadingProject } from './project.ts';

export interface ProjectInfo {
  readonly project: Project;
  readonly counts: ReturnType<typeof countAll>;
  readonly lastPosition: number;
  readonly schemaVersion: number;
}

/** What a project is and holds. */
export function projectInfo({ database }: ReadingProject): ProjectInfo {
  return {
    project: loadProject(database),
    counts: countAll(database),
    lastPosition: readHead(database).position,
    schemaVersion: SCHEMA_VERSION,
  };
}
