import { importTagList } from '../../electron/services/import/import.ts';
import { createProject, openForWriting } from '../../electron/services/project.ts';
import { peakMemoryMb, stopwatch } from '../measure.ts';

export interface ImportTask {
  readonly file: string;
  /** Where the new project goes. */
  readonly project: string;
  readonly rows: number;
}

export interface ImportFigures {
  readonly ms: number;
  readonly peakMb: number;
}

/** Imports a tag list into a new project. */
export async function task({ file, project: path, rows }: ImportTask): Promise<ImportFigures> {
  createProject(path, { name: 'Import', country: 'DE', client: null, userId: 'olaf' });
  const project = await openForWriting(path, 'olaf');
  try {
    const elapsed = stopwatch();
    const { created } = await importTagList(project, file, {});
    const ms = elapsed();
    if (created !== rows) throw new Error(`The import made ${created} assets of ${rows} rows.`);
    return { ms, peakMb: peakMemoryMb() };
  } finally {
    project.close();
  }
}
