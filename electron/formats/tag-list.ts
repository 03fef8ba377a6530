import type { ImportMessage } from '../../shared/model/import.ts';
import type { DecimalMark } from './csv-columns.ts';
import type { Delimiter, Encoding } from './csv-detect.ts';
import { type CsvFile, type CsvOptions, readCsv } from './csv-read.ts';
import { targetName } from './import-fields.ts';
import { type ColumnPlan, type ImportMapping, planColumns } from './import-mapping.ts';
import { type TagListRow, tagListRow } from './tag-list-rows.ts';

/** How to read a tag list: what the user states of the file, and what its columns mean. */
export interface TagListOptions extends CsvOptions, ImportMapping {}

export interface TagListColumn {
  readonly header: string;
  /** `tag`, `area`, `properties.power_kw`; null where the cells are left out or only looked up. */
  readonly target: string | null;
  readonly decimal: DecimalMark;
  /** How many of its cells are not empty. */
  readonly filled: number;
}

export interface TagListReader {
  readonly path: string;
  /** Of the bytes of the file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly delimiter: Delimiter;
  readonly columns: readonly TagListColumn[];
  /** How many rows follow the header, blank ones included. */
  readonly rowCount: number;
  /** About the file as a whole; those of a row come with it. */
  readonly warnings: readonly ImportMessage[];
  /** Reads the file once more; each iteration begins anew, and fails where the file has changed. */
  readonly rows: AsyncIterable<TagListRow>;
}

/**
 * Opens a tag list: what is in it, what its columns become, and its rows one by one, in memory that does not
 * grow with the file. Each row stands alone: duplicate tags, parents and the project are not looked at.
 * @throws SynapseError FILE_NOT_READABLE, IMPORT_FAILED or INVALID_ARGUMENT
 */
export async function readTagList(path: string, options: TagListOptions = {}): Promise<TagListReader> {
  const csv = await readCsv(path, options);
  const plan = planColumns(
    csv.columns.map(({ header }) => header),
    options,
  );
  return {
    path,
    sha256: csv.sha256,
    size: csv.size,
    encoding: csv.detected.encoding,
    bom: csv.detected.bom,
    delimiter: csv.detected.delimiter,
    columns: columnsOf(csv, plan),
    rowCount: csv.rowCount,
    warnings: fileWarnings(csv, plan),
    rows: { [Symbol.asyncIterator]: () => tagListRows(csv, plan) },
  };
}

function columnsOf(csv: CsvFile, plan: ColumnPlan): TagListColumn[] {
  return csv.columns.map(({ header, decimal, filled }, index) => {
    const target = plan.columns[index]?.target ?? null;
    return { header, target: target === null ? null : targetName(target), decimal, filled };
  });
}

function fileWarnings(csv: CsvFile, plan: ColumnPlan): ImportMessage[] {
  const messages = [...csv.warnings, ...plan.warnings];
  if (csv.rowCount === 0) messages.push('The file has a header and no rows. There is nothing to import.');
  return messages.map((message) => ({ row: null, column: null, tag: null, message }));
}

async function* tagListRows(csv: CsvFile, plan: ColumnPlan): AsyncGenerator<TagListRow, undefined> {
  const decimals = csv.columns.map(({ decimal }) => decimal);
  for await (const row of csv.rows) yield tagListRow(plan, decimals, row);
}
