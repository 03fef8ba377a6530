import {
  openForReading,
  openForWriting,
  type ReadingProject,
  type WritingProject,
} from '../services/project.ts';
import type { Output } from './output.ts';

/** What every command has at hand. */
export interface CommandContext {
  readonly output: Output;
  readonly json: boolean;
  readonly shouldCancel: () => boolean;
  readonly finish: (status: number) => void;
  readonly userOf: (options: { readonly user?: string }) => string;
}

/** Opens a project for writing, and closes it whatever happens. */
export async function writing<T>(
  file: string,
  userId: string,
  work: (project: WritingProject) => T | Promise<T>,
): Promise<T> {
  const project = await openForWriting(file, userId);
  try {
    return await work(project);
  } finally {
    project.close();
  }
}

/** Opens a project for reading, and closes it whatever happens. */
export async function reading<T>(
  file: string,
  work: (project: ReadingProject) => T | Promise<T>,
): Promise<T> {
  const project = openForReading(file);
  try {
    return await work(project);
  } finally {
    project.close();
  }
}
