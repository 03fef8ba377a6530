import type { FileRef } from '../../shared/contract/files.ts';
import type { ProjectStatus } from '../../shared/contract/project.ts';
import type { StatusOfFile } from './calls.ts';
import type { ProjectThreads } from './open-threads.ts';

/** An open project: its threads, and what is known of its file. */
export interface OpenProject {
  readonly threads: ProjectThreads;
  /** Which file it was when it was opened. */
  readonly identity: string | null;
  readonly lookout: NodeJS.Timeout;
  /** How often its threads died and it was opened again. */
  readonly reopenings: number;
  /** True once it was told that the file is gone. */
  isLost: boolean;
  verified: ProjectStatus['verified'];
}

/** What the status bar tells of it now. */
export async function statusOfOpen(
  { threads, verified }: OpenProject,
  fileRefOf: (path: string) => FileRef,
): Promise<ProjectStatus> {
  const { path, reader, readOnlyReason } = threads;
  const ofFile = (await reader.call('project.status', null)) as StatusOfFile;
  const mode = readOnlyReason === null ? 'WRITABLE' : 'READ_ONLY';
  return { ...fileRefOf(path), ...ofFile, mode, readOnlyReason, verified };
}
