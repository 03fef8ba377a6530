import { SynapseError } from '../../shared/errors.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { writeFileAtomically } from '../formats/atomic-file.ts';
import { exportCsv } from '../formats/export-csv.ts';
import type { ExportHeader } from '../formats/export-document.ts';
import { exportHtml } from '../formats/export-html.ts';
import { exportJsonl } from '../formats/export-jsonl.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { readHead } from '../store/append.ts';
import { loadProject } from '../store/plant.ts';
import { countTimeline, streamTimeline } from '../store/timeline/timeline.ts';
import type { ReadingProject } from './project.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
const WRITERS = { csv: exportCsv, jsonl: exportJsonl, html: exportHtml } as const;

export interface ExportResult {
  readonly out: string;
  readonly events: number;
  readonly headHash: string;
}

/**
 * Writes the events of a filter, oldest first, into a file; whole or not at all.
 * @throws SynapseError INVALID_ARGUMENT where the file would be the project itself; FILE_NOT_READABLE, DISK_FULL
 */
export async function exportEvents(
  project: ReadingProject,
  format: ExportFormat,
  out: string,
  filter: TimelineFilter,
  clock: Clock = systemClock,
): Promise<ExportResult> {
  if (out === project.path) {
    throw new SynapseError(
      'INVALID_ARGUMENT',
      'The export would overwrite the project itself. Choose another file.',
    );
  }
  const { id, name, country, client } = loadProject(project.database);
  const headHash = readHead(project.database).hash;
  const events = countTimeline(project.database, filter);
  const header: ExportHeader = {
    project: { id, name, country, client },
    headHash,
    events,
    filters: filter as JsonObject,
    exportedAt: clock().toISOString(),
  };
  await writeFileAtomically(out, WRITERS[format](streamTimeline(project.database, filter), header));
  return { out, events, headHash };
}
