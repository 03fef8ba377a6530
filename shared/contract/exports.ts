import { z } from 'zod';
import { timelineFilterSchema } from '../model/timeline.ts';
import { fileIdSchema } from './files.ts';

export const startExportSchema = z.strictObject({
  fileId: fileIdSchema,
  format: z.enum(['csv', 'jsonl', 'html']),
  filter: timelineFilterSchema,
});
