import { z } from 'zod';
import { fileIdSchema } from './files.ts';

/** Loads rule files, or (null) the packs that come with the application. */
export const loadRulesSchema = z.strictObject({
  fileIds: z.array(fileIdSchema).min(1).nullable(),
  reason: z.string().max(2_000).nullable(),
});
