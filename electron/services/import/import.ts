import { SynapseError } from '../../../shared/errors.ts';
import type { EventDraft } from '../../../shared/model/events.ts';
import type { ImportCounts, ImportMessage } from '../../../shared/model/import.ts';
import { readHead } from '../../store/append.ts';
import { changedSince } from '../../store/change-query.ts';
import { batchEvent } from '../../store/event-store.ts';
import { changeDraft } from '../drafts.ts';
import type { WritingProject } from '../project.ts';
import { expectIdle, runBatch } from '../run-batch.ts';
import { expectNoErrors, planImport, type ImportOptions, type ImportPlan } from './import-plan.ts';

export interface ImportResult extends ImportCounts {
  /** Null where nothing was imported because only a preview was asked for. */
  readonly correlationId: string | null;
  readonly errors: readonly ImportMessage[];
  readonly warnings: readonly ImportMessage[];
}

/**
 * Imports a tag list as one batch. Rows with errors are reported and left out; with `strict` nothing is
 * imported then.
 * @throws SynapseError as `planImport`, IMPORT_FAILED with `strict`, and as `runBatch`
 */
export async function importTagList(
  project: WritingProject,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  expectIdle(project);
  const plan = await currentPlan(project, path, options);
  expectSameFile(plan, options.expectedSha256);
  if (options.strict === true) expectNoErrors(plan);
  const counts = countsOf(plan);
  const { correlationId } = runBatch(
    project,
    { kind: 'IMPORT', reason: plan.fileName },
    (batch) => importDrafts(plan, batch.correlationId, options.onChange),
    {
      summary: counts,
      ...(options.shouldCancel === undefined ? {} : { shouldCancel: options.shouldCancel }),
    },
  );
  return importResult(plan, correlationId);
}

/** Reading takes a while, in which others may edit the project: what it finds must be what it is written to. */
async function currentPlan(
  project: WritingProject,
  path: string,
  options: ImportOptions,
): Promise<ImportPlan> {
  for (;;) {
    const { position } = readHead(project.database);
    const plan = await planImport(project, path, project.userId, options);
    if (!changedSince(project.database, position)) return plan;
  }
}

/** What was looked at is what is imported. */
function expectSameFile({ file, fileName }: ImportPlan, expected: string | undefined): void {
  if (expected === undefined || file.sha256 === expected) return;
  throw new SynapseError(
    'IMPORT_FAILED',
    `${fileName} has changed since it was looked at. Nothing was imported; read it again.`,
    { file: fileName },
  );
}

/** What an import did, or (without a batch) would do. */
export function importResult(plan: ImportPlan, correlationId: string | null): ImportResult {
  return { correlationId, ...countsOf(plan), errors: plan.errors, warnings: plan.warnings };
}

function countsOf({ totalRows, created, updated, unchanged, failed, blank }: ImportPlan) {
  return { totalRows, created, updated, unchanged, failed, blank };
}

function* importDrafts(
  plan: ImportPlan,
  correlationId: string,
  onChange: ImportOptions['onChange'],
): Generator<EventDraft> {
  const { file, fileName } = plan;
  yield batchEvent('CSV_IMPORTED', correlationId, {
    file: fileName,
    sha256: file.sha256,
    size: file.size,
    encoding: file.encoding,
    delimiter: file.delimiter,
    columns: file.columns.map(({ header, target, decimal }) => ({ header, target, decimal })),
    ...countsOf(plan),
  });
  for (const [index, planned] of plan.changes.entries()) {
    const { row, op, asset, change } = planned;
    const entity = { type: 'ASSET', id: asset.id, tag: asset.tag, discipline: asset.discipline } as const;
    yield changeDraft(op, entity, change, { file: fileName, row }, 0);
    onChange?.(planned, index + 1, plan.changes.length);
  }
}
