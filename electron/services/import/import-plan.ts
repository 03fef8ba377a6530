import { basename } from 'node:path';
import { SynapseError } from '../../../shared/errors.ts';
import type { Change } from '../../../shared/model/changes.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import type { ImportCounts, ImportMessage } from '../../../shared/model/import.ts';
import { readTagList, type TagListOptions, type TagListReader } from '../../formats/tag-list.ts';
import { createFinder } from '../../store/asset-query.ts';
import type { ReadingProject } from '../project.ts';
import { expectNotCancelled, type ShouldCancel } from '../run-batch.ts';
import { linkParents } from './link-parents.ts';
import { changeOf, planRow } from './plan-row.ts';

export { DELIMITERS, ENCODINGS, type Delimiter, type Encoding } from '../../formats/csv-detect.ts';
export { readValuesMapping } from '../../formats/values-mapping.ts';

/** What one row would change. `change` is null where it changes nothing. */
export interface RowChange {
  readonly row: number;
  readonly kind: 'CREATE' | 'UPDATE' | 'UNCHANGED';
  /** The asset as it will stand; its parent is set once all rows are known. */
  asset: Asset;
  readonly before: Asset | null;
}

/** What an import will do, before it does it. */
export interface ImportPlan extends ImportCounts {
  readonly file: TagListReader;
  readonly fileName: string;
  readonly changes: readonly PlannedChange[];
  /** Rows that say what is there already. */
  readonly unchangedRows: readonly Pick<RowChange, 'row' | 'asset'>[];
  readonly errors: readonly ImportMessage[];
  readonly warnings: readonly ImportMessage[];
}

export interface PlannedChange {
  readonly row: number;
  readonly op: 'CREATE' | 'UPDATE';
  readonly asset: Pick<Asset, 'id' | 'tag' | 'type' | 'description' | 'discipline'>;
  readonly change: Change;
}

export interface ImportOptions extends TagListOptions {
  readonly strict?: boolean;
  readonly shouldCancel?: ShouldCancel;
  readonly onProgress?: (rows: number, totalRows: number) => void;
  /** Told of each change as it is written. */
  readonly onChange?: (change: PlannedChange, done: number, total: number) => void;
  /** SHA-256 of the file that was looked at; any other is refused. */
  readonly expectedSha256?: string;
}

/** What the rows of a file came to so far. */
export interface RowTally {
  readonly rows: Map<string, RowChange>;
  readonly idsByKey: Map<string, string>;
  readonly parents: { row: RowChange; parentTag?: string; parentKey?: string }[];
  readonly errors: ImportMessage[];
  readonly warnings: ImportMessage[];
  blank: number;
}

/**
 * Reads a tag list against the project and says what importing it would do. Changes nothing.
 * @throws SynapseError FILE_NOT_READABLE, IMPORT_FAILED, INVALID_ARGUMENT or CANCELLED
 */
export async function planImport(
  project: ReadingProject,
  path: string,
  userId: string,
  options: ImportOptions,
): Promise<ImportPlan> {
  const file = await readTagList(path, options);
  const tally: RowTally = {
    rows: new Map(),
    idsByKey: new Map(),
    parents: [],
    errors: [],
    warnings: [...file.warnings],
    blank: 0,
  };
  const finder = createFinder(project.database);
  let read = 0;
  for await (const row of file.rows) {
    planRow(tally, row, finder, userId);
    read += 1;
    if (read % 1000 === 0) {
      expectNotCancelled(options.shouldCancel);
      options.onProgress?.(read, file.rowCount);
    }
  }
  options.onProgress?.(read, file.rowCount);
  linkParents(tally, finder, userId);
  return planOf(file, basename(path), tally);
}

function planOf(file: TagListReader, fileName: string, tally: RowTally): ImportPlan {
  const rows = [...tally.rows.values()];
  const changes: PlannedChange[] = [];
  const unchangedRows: RowChange[] = [];
  for (const row of rows) {
    const change = plannedChange(row);
    if (change === null) unchangedRows.push(row);
    else changes.push(change);
  }
  const created = changes.filter(({ op }) => op === 'CREATE').length;
  const updated = changes.length - created;
  const failed = tally.errors.length;
  return {
    file,
    fileName,
    changes,
    unchangedRows,
    totalRows: rows.length + failed + tally.blank,
    created,
    updated,
    unchanged: unchangedRows.length,
    failed,
    blank: tally.blank,
    errors: tally.errors.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    warnings: tally.warnings,
  };
}

function plannedChange(row: RowChange): PlannedChange | null {
  const change = changeOf(row);
  if (change === null) return null;
  return { row: row.row, op: row.before === null ? 'CREATE' : 'UPDATE', asset: row.asset, change };
}

/** @throws SynapseError IMPORT_FAILED naming the first rows that failed, where none may. */
export function expectNoErrors(plan: ImportPlan): void {
  const [first] = plan.errors;
  if (first === undefined) return;
  const place = first.row === null ? '' : `Row ${first.row}: `;
  const more = plan.failed > 1 ? ` (and ${plan.failed - 1} more rows)` : '';
  throw new SynapseError('IMPORT_FAILED', `Nothing was imported. ${place}${first.message}${more}`, {
    failed: plan.failed,
    errors: plan.errors.slice(0, 100).map((error) => ({ ...error })),
  });
}
