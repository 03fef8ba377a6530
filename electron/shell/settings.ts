import { z } from 'zod';
import { importOptionsSchema } from '../../shared/contract/imports.ts';

/** Where the window was, in screen coordinates. */
export const windowPlaceSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
});
export type WindowPlace = Readonly<z.infer<typeof windowPlaceSchema>>;

/** Oldest entries beyond these go. */
export const MOST_RECENT = 12;
export const MOST_MAPPINGS = 200;

/** What the application remembers between sessions. Each member that cannot be read falls back on its own. */
export const settingsSchema = z.object({
  window: windowPlaceSchema.nullable().catch(null).default(null),
  /** Projects opened last, newest first. */
  recent: z
    .array(z.object({ path: z.string().min(1), openedAt: z.iso.datetime() }))
    .catch([])
    .default([]),
  /** How tag lists were read before, by their set of headers; the one used last stands at the end. */
  importOptions: z
    .array(z.object({ key: z.string(), options: importOptionsSchema }))
    .catch([])
    .default([]),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
