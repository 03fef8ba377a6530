import { basename } from 'node:path';
import type {
  ImportColumn,
  ImportOptionsRequest,
  ImportPreview,
  ImportRowLine,
  ImportRowPage,
  IMPORT_ROW_KINDS,
} from '../../../shared/contract/imports.ts';
import { SynapseError } from '../../../shared/errors.ts';
import { outlineCsv, type CsvOutline } from '../../formats/csv-outline.ts';
import { targetName } from '../../formats/import-fields.ts';
import { columnTargets } from '../../formats/import-mapping.ts';
import { createNames } from '../../store/entity-names.ts';
import { namedDiff, type NameOf } from '../named-values.ts';
import type { ReadingProject } from '../project.ts';
import type { ShouldCancel } from '../run-batch.ts';
import { importOptionsOf } from './import-options.ts';
import { planImport, type ImportPlan } from './import-plan.ts';

export type ImportRowKind = (typeof IMPORT_ROW_KINDS)[number];

/** A tag list that was read, and what importing it would do. */
export interface ReadImport {
  readonly path: string;
  readonly preview: Omit<ImportPreview, 'previewId' | 'isRemembered'>;
  /** Null where the columns do not make a tag list. */
  readonly plan: ImportPlan | null;
  readonly rows: (kind: ImportRowKind, offset: number, limit: number) => ImportRowPage;
}

/**
 * Reads a tag list for looking at it. Columns that do not make a tag list yet are no error: `problem` says what
 * is missing. Changes nothing.
 * @throws SynapseError FILE_NOT_READABLE; IMPORT_FAILED where the file is no table; INVALID_ARGUMENT
 */
export async function readImport(
  project: ReadingProject,
  path: string,
  userId: string,
  options: ImportOptionsRequest,
  shouldCancel?: ShouldCancel,
): Promise<ReadImport> {
  const given = importOptionsOf(options);
  const outline = await outlineCsv(path, given);
  const { plan, problem } = await planned(() =>
    planImport(project, path, userId, { ...given, ...(shouldCancel === undefined ? {} : { shouldCancel }) }),
  );
  const { encoding, delimiter } = outline.detected;
  const preview = {
    fileName: basename(path),
    size: outline.size,
    encoding,
    delimiter,
    options,
    columns: columnsOf(outline, options),
    counts: plan === null ? null : countsOf(plan),
    problem,
    warnings: plan?.warnings ?? [],
  };
  const lines = plan === null ? null : linesOf(plan, createNames(project.database));
  return {
    path,
    preview,
    plan,
    rows: (kind, offset, limit) => lines?.(kind, offset, limit) ?? { rows: [], total: 0 },
  };
}

/** What the columns lack is told beside them; all else ends the reading. */
async function planned(
  plan: () => Promise<ImportPlan>,
): Promise<{ plan: ImportPlan | null; problem: string | null }> {
  try {
    return { plan: await plan(), problem: null };
  } catch (error) {
    const isProblem =
      error instanceof SynapseError && (error.code === 'IMPORT_FAILED' || error.code === 'INVALID_ARGUMENT');
    if (!isProblem) throw error;
    return { plan: null, problem: error.message };
  }
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

function columnsOf({ columns, examples }: CsvOutline, options: ImportOptionsRequest): ImportColumn[] {
  const targets = targetsOf(
    columns.map(({ header }) => header),
    options,
  );
  return columns.map(({ header, decimal, filled }, index) => {
    const values = examples[index] ?? [];
    const mark = decimal === 'comma' ? ('COMMA' as const) : ('POINT' as const);
    return {
      header,
      target: targets[index] ?? null,
      decimal: values.some((value) => NUMBER.test(value)) ? mark : null,
      filled,
      examples: values,
    };
  });
}

/** A mapping that names what the file does not have is told as the problem; the columns then show without it. */
function targetsOf(headers: readonly string[], options: ImportOptionsRequest): (string | null)[] {
  try {
    return columnTargets(headers, importOptionsOf(options)).map(({ target }) =>
      target === null ? null : targetName(target),
    );
  } catch {
    return columnTargets(headers, {}).map(({ target }) => (target === null ? null : targetName(target)));
  }
}

function countsOf({ totalRows, created, updated, unchanged, failed, blank }: ImportPlan) {
  return { totalRows, created, updated, unchanged, failed, blank };
}

function linesOf(plan: ImportPlan, stored: NameOf): ReadImport['rows'] {
  const creates = plan.changes.filter(({ op }) => op === 'CREATE');
  const updates = plan.changes.filter(({ op }) => op === 'UPDATE');
  const made = new Map(creates.map(({ asset }) => [asset.id, asset.tag]));
  const nameOf: NameOf = (id) => made.get(id) ?? stored(id);
  const page = <T>(all: readonly T[], offset: number, limit: number, lineOf: (of: T) => ImportRowLine) => ({
    rows: all.slice(offset, offset + limit).map(lineOf),
    total: all.length,
  });
  return (kind, offset, limit) => {
    switch (kind) {
      case 'CREATE':
        return page(creates, offset, limit, ({ row, asset }) => assetLine(row, asset));
      case 'UPDATE':
        return page(updates, offset, limit, ({ row, asset, change }) => ({
          ...assetLine(row, asset),
          diff: namedDiff(change.diff, nameOf),
        }));
      case 'UNCHANGED':
        return page(plan.unchangedRows, offset, limit, ({ row, asset }) => assetLine(row, asset));
      default:
        return page(plan.errors, offset, limit, ({ row, tag, column, message }) => ({
          ...NO_ASSET,
          row: row ?? 0,
          tag,
          column,
          message,
        }));
    }
  };
}

const NO_ASSET = { type: null, description: null, diff: [], message: null, column: null };

const assetLine = (
  row: number,
  {
    tag,
    type,
    description,
  }: { readonly tag: string; readonly type: string; readonly description: string | null },
): ImportRowLine => ({ ...NO_ASSET, row, tag, type, description });
