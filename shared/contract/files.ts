import { z } from 'zod';

/**
 * A file that the user chose: in a dialog, by a drop, on the command line or from the recent list. The window
 * never names a path of its own; it hands back the id under which the main process keeps it.
 */
export interface FileRef {
  readonly fileId: string;
  readonly name: string;
  /** The folder, for showing. */
  readonly folder: string;
}

export const fileIdSchema = z.uuid();

/** What a dialog for opening asks for. */
export const OPEN_PURPOSES = ['project', 'tag-list', 'values-mapping', 'rules'] as const;
/** What a dialog for saving asks for. */
export const SAVE_PURPOSES = ['project', 'export-csv', 'export-jsonl', 'export-html'] as const;

export const chooseFileSchema = z.strictObject({ purpose: z.enum(OPEN_PURPOSES) });
export const chooseTargetSchema = z.strictObject({
  purpose: z.enum(SAVE_PURPOSES),
  suggestedName: z.string().max(200),
});
