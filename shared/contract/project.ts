import { z } from 'zod';
import type { ErrorReport } from '../errors.ts';
import type { Project } from '../model/entities.ts';
import { fileIdSchema, type FileRef } from './files.ts';
import type { RunState } from './runs.ts';

/** The project that is open, as the status bar tells it. */
export interface ProjectStatus extends FileRef {
  readonly mode: 'WRITABLE' | 'READ_ONLY';
  /** Why it can only be read: who holds it, or that the file is write-protected. Null where it can be written. */
  readonly readOnlyReason: string | null;
  readonly project: Project;
  readonly counts: Readonly<
    Record<'assets' | 'cables' | 'edges' | 'packages' | 'rules' | 'findings' | 'events' | 'batches', number>
  >;
  /** Where the chain ends. */
  readonly head: { readonly position: number; readonly hash: string };
  /** The last verification in this session. */
  readonly verified: {
    readonly at: string;
    readonly ok: boolean;
    /** Where the chain ended then. */
    readonly position: number;
  } | null;
}

export interface RecentProject extends FileRef {
  readonly openedAt: string;
  /** False where the file is not there any more. */
  readonly exists: boolean;
}

/** What a window needs to draw itself, also after a reload in the middle of a run. */
export interface AppState {
  readonly version: string;
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly userId: string;
  readonly project: ProjectStatus | null;
  readonly recent: readonly RecentProject[];
  /** The run that goes on, or the last one that ended in this session. */
  readonly run: RunState | null;
  /** What went wrong when the application was started with a file; null where nothing did. */
  readonly problem: ErrorReport | null;
}

export const newProjectSchema = z.strictObject({
  fileId: fileIdSchema,
  name: z.string().min(1).max(200),
  country: z.string().max(2).nullable(),
  client: z.string().max(200).nullable(),
});

export const openProjectSchema = z.strictObject({
  fileId: fileIdSchema,
  readOnly: z.boolean().default(false),
});
