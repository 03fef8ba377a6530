import { z } from 'zod';
import type { FieldChange } from '../model/changes.ts';
import type { ImportCounts, ImportMessage } from '../model/import.ts';
import { fileIdSchema } from './files.ts';

const text = z.string().max(5_000);

/** How to read a tag list. What is absent is detected; what was used before for the same headers is remembered. */
export const importOptionsSchema = z.strictObject({
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  /** Header -> field or property. */
  map: z.record(text, text).optional(),
  /** Field or property -> value for every row that says nothing. */
  set: z.record(text, text).optional(),
  /** The type of rows that have none. */
  type: text.optional(),
  /** Header -> value of its cells -> field -> value. */
  values: z.record(text, z.record(text, z.record(text, text))).optional(),
});
export type ImportOptionsRequest = Readonly<z.infer<typeof importOptionsSchema>>;

export const readImportSchema = z.strictObject({
  fileId: fileIdSchema,
  /** Null: as remembered for these headers, otherwise as detected. */
  options: importOptionsSchema.nullable(),
});

export interface ImportColumn {
  readonly header: string;
  /** `tag`, `area`, `properties.power_kw`; null where its cells are left out or only translated. */
  readonly target: string | null;
  readonly decimal: 'POINT' | 'COMMA' | null;
  /** How many of its cells are not empty. */
  readonly filled: number;
  /** The first few different values. */
  readonly examples: readonly string[];
}

/** What a file says and what importing it would do. */
export interface ImportPreview {
  readonly previewId: string;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  readonly encoding: string;
  readonly delimiter: string;
  readonly options: ImportOptionsRequest;
  /** True where the options come from an earlier import of the same headers. */
  readonly isRemembered: boolean;
  readonly columns: readonly ImportColumn[];
  /** Null where the columns do not yet make a tag list (`problem` says what is missing). */
  readonly counts: ImportCounts | null;
  readonly problem: string | null;
  readonly warnings: readonly ImportMessage[];
}

export const IMPORT_ROW_KINDS = ['CREATE', 'UPDATE', 'UNCHANGED', 'ERROR'] as const;
export const importRowsSchema = z.strictObject({
  previewId: z.uuid(),
  kind: z.enum(IMPORT_ROW_KINDS),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

/** A row of the preview. */
export interface ImportRowLine {
  /** Row of the file; 1 is the header. */
  readonly row: number;
  readonly tag: string | null;
  readonly type: string | null;
  readonly description: string | null;
  /** Of an update. */
  readonly diff: readonly FieldChange[];
  /** Of an error. */
  readonly message: string | null;
  readonly column: string | null;
}

export interface ImportRowPage {
  readonly rows: readonly ImportRowLine[];
  readonly total: number;
}

export const startImportSchema = z.strictObject({ previewId: z.uuid() });
