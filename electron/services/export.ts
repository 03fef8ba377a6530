import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SynapseError } from '../../shared/errors.ts';
import type { WorkflowEvent } from '../../shared/model/events.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { writeFileAtomically } from '../formats/atomic-file.ts';
import { exportCsv } from '../formats/export-csv.ts';
import type { ExportHeader } from '../formats/export-document.ts';
import { exportHtml } from '../formats/export-html.ts';
import { exportJsonl } from '../formats/export-jsonl.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { readHead } from '../store/append.ts';
import { readTransaction } from '../store/database.ts';
import { loadProject } from '../store/plant.ts';
import { countTimeline, streamTimeline } from '../store/timeline/timeline.ts';
import type { ReadingProject } from './project.ts';
import { expectNotCancelled, type ShouldCancel } from './run-batch.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
const WRITERS = { csv: exportCsv, jsonl: exportJsonl, html: exportHtml } as const;

export interface ExportResult {
  readonly out: string;
  readonly events: number;
  readonly headHash: string;
}

interface ExportSurroundings {
  readonly clock?: Clock;
  readonly shouldCancel?: ShouldCancel;
}

/**
 * Writes the events of a filter, oldest first, into a file; whole or not at all.
 * @throws SynapseError INVALID_ARGUMENT where the file would be the project itself; FILE_NOT_READABLE, DISK_FULL, CANCELLED
 */
export async function exportEvents(
  project: ReadingProject,
  format: ExportFormat,
  out: string,
  filter: TimelineFilter,
  { clock = systemClock, shouldCancel }: ExportSurroundings = {},
): Promise<ExportResult> {
  expectOtherFile(project.path, out);
  const { id, name, country, client } = loadProject(project.database);
  const { head, events } = readTransaction(project.database, () => ({
    head: readHead(project.database),
    events: countTimeline(project.database, filter),
  }));
  const header: ExportHeader = {
    project: { id, name, country, client },
    headHash: head.hash,
    events,
    filters: filter,
    exportedAt: clock().toISOString(),
  };
  const wanted = upTo(head.position, streamTimeline(project.database, filter), shouldCancel);
  await writeFileAtomically(out, WRITERS[format](wanted, header));
  return { out, events, headHash: head.hash };
}

/** What is written while the export goes on is not part of it. `events` come oldest first. */
function* upTo(
  last: number,
  events: Iterable<WorkflowEvent>,
  shouldCancel: ShouldCancel | undefined,
): Generator<WorkflowEvent> {
  for (const event of events) {
    if (event.position > last) return;
    expectNotCancelled(shouldCancel);
    yield event;
  }
}

/** What SQLite and the claim keep beside a project belongs to it. */
const OWN_FILES = ['', '-wal', '-shm', '-journal', '-lock', '-lock.txt'];

/**
 * Compares files, not only paths: a link or another spelling of the name leads to the project as well.
 * @throws SynapseError INVALID_ARGUMENT where writing `out` would destroy the project
 */
export function expectOtherFile(projectPath: string, out: string): void {
  const project = realpathSync(projectPath);
  const own = OWN_FILES.map((suffix) => `${project}${suffix}`).find((path) => isSameFile(path, out));
  if (own === undefined) return;
  const what = own === project ? 'the project itself' : 'a file that belongs to the project';
  throw new SynapseError(
    'INVALID_ARGUMENT',
    `"${out}" is ${what}, which would be overwritten. Choose another file.`,
    {
      out,
    },
  );
}

function isSameFile(path: string, out: string): boolean {
  if (path === plainPath(out)) return true;
  const [a, b] = [fileId(path), fileId(out)];
  return a !== null && a === b;
}

/** Where a file would be made that is not there yet. */
function plainPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return resolve(path);
  }
}

/** Null where there is no such file; why it cannot be looked at is told by who writes it. */
function fileId(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
