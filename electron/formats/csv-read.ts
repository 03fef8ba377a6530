import { createHash } from 'node:crypto';
import { SynapseError } from '../../shared/errors.ts';
import {
  decimalDoubt,
  decimalMarkOf,
  newColumnSurvey,
  surveyCell,
  type ColumnSurvey,
  type DecimalMark,
} from './csv-columns.ts';
import { detectDelimiter, detectEncoding, type Delimiter, type Encoding } from './csv-detect.ts';
import { csvRecords, decodedText, type CsvDialect } from './csv-records.ts';
import { refuseDoubtfulEncoding } from './encoding-doubts.ts';
import { SAMPLE_BYTES, scanFile, type FileScan } from './file-bytes.ts';

/** What the user states; the rest is detected. */
export interface CsvOptions {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** The decimal mark of all columns. */
  readonly decimal?: DecimalMark | undefined;
}

export interface CsvColumn {
  readonly header: string;
  readonly decimal: DecimalMark;
  /** How many cells of the column are not empty. */
  readonly filled: number;
}

/** A row of the file. `row` counts records, as a spreadsheet does: the header is row 1. */
export type CsvRow =
  | { readonly kind: 'cells'; readonly row: number; readonly cells: readonly string[] }
  | { readonly kind: 'blank'; readonly row: number }
  /** A row with another number of cells than the header. */
  | {
      readonly kind: 'ragged';
      readonly row: number;
      readonly cells: readonly string[];
      readonly message: string;
    };

export interface CsvFile {
  readonly path: string;
  /** Of the bytes of the file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly detected: CsvDialect & { readonly bom: boolean };
  readonly columns: readonly CsvColumn[];
  /** How many rows follow the header, blank ones included. */
  readonly rowCount: number;
  readonly warnings: readonly string[];
  /** Reads the file once more; each iteration begins anew. */
  readonly rows: AsyncIterable<CsvRow>;
}

/**
 * Opens a CSV file: reads it through once for its encoding and hash and once for its columns, so that its
 * rows, read then, are known to be whole. Memory does not grow with the file.
 * @throws SynapseError FILE_NOT_READABLE (missing, a folder, no text, changed while it was read) or
 * IMPORT_FAILED (empty, quote marks that do not match, a record that is too long), naming the row
 */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<CsvFile> {
  const scan = await scanFile(path);
  if (scan.size === 0) throw emptyFile(path);
  const detected = await dialectOf(scan, path, options);
  const { headers, surveys, rowCount, sha256 } = await surveyColumns(path, detected);
  if (sha256 !== scan.sha256) throw changedFile(path);
  const columns = headers.map((header, i): CsvColumn => {
    const survey = surveys[i] ?? newColumnSurvey();
    const decimal = options.decimal ?? decimalMarkOf(survey, detected.delimiter);
    return { header, decimal, filled: survey.filled };
  });
  return {
    path,
    sha256,
    size: scan.size,
    detected,
    columns,
    rowCount,
    warnings: warningsOf(headers, surveys, detected, options),
    rows: { [Symbol.asyncIterator]: () => csvRows(path, detected, columns.length, sha256) },
  };
}

async function dialectOf(scan: FileScan, path: string, options: CsvOptions): Promise<CsvFile['detected']> {
  const found = detectEncoding(scan, path);
  const encoding = options.encoding ?? found.encoding;
  const bom = found.bom && encoding === found.encoding;
  if (options.encoding === undefined && encoding === 'windows-1252') await refuseDoubtfulEncoding(path);
  const { delimiter, separatorLine } = detectDelimiter(await textSample(path, encoding));
  return { encoding, bom, delimiter: options.delimiter ?? delimiter, separatorLine };
}

/** The beginning of the text, long enough to judge by. */
async function textSample(path: string, encoding: Encoding): Promise<string> {
  let sample = '';
  for await (const text of decodedText(path, encoding)) {
    sample += text;
    if (sample.length * 2 >= SAMPLE_BYTES) break;
  }
  return sample;
}

async function surveyColumns(
  path: string,
  dialect: CsvDialect,
): Promise<{ headers: string[]; surveys: ColumnSurvey[]; rowCount: number; sha256: string }> {
  const hash = createHash('sha256');
  let headers: string[] | null = null;
  let surveys: ColumnSurvey[] = [];
  let records = 0;
  for await (const cells of csvRecords(path, dialect, hash)) {
    if (headers === null) {
      headers = headersOf(cells, path);
      surveys = headers.map(newColumnSurvey);
    } else surveyRecord(cells, surveys);
    records += 1;
  }
  if (headers === null) throw emptyFile(path);
  return { headers, surveys, rowCount: records - 1, sha256: hash.digest('hex') };
}

function surveyRecord(cells: readonly string[], surveys: readonly ColumnSurvey[]): void {
  for (const [i, survey] of surveys.entries()) {
    const cell = cells[i];
    if (cell !== undefined && cell !== '') surveyCell(survey, cell);
  }
}

/** The header without the empty cells at its end. */
function headersOf(cells: readonly string[], path: string): string[] {
  const headers = cells.map((cell) => cell.trim());
  const headerCount = headers.findLastIndex((header) => header !== '') + 1;
  if (headerCount > 0) return headers.slice(0, headerCount);
  const message = `The first row of "${path}" is blank. Put the column headers there.`;
  throw new SynapseError('IMPORT_FAILED', message, { path, row: 1 });
}

function warningsOf(
  headers: readonly string[],
  surveys: readonly ColumnSurvey[],
  { delimiter }: CsvDialect,
  options: CsvOptions,
): string[] {
  return surveys.flatMap((survey, i) => {
    const header = headers[i] ?? '';
    if (header === '' && survey.filled > 0) {
      return [`Column ${i + 1} has no header: its ${survey.filled} cells are left out. Give it a header.`];
    }
    const doubt = options.decimal === undefined ? decimalDoubt(survey, delimiter, header) : null;
    return doubt === null ? [] : [doubt];
  });
}

async function* csvRows(
  path: string,
  dialect: CsvDialect,
  width: number,
  sha256: string,
): AsyncGenerator<CsvRow, undefined> {
  const hash = createHash('sha256');
  let row = 0;
  for await (const cells of csvRecords(path, dialect, hash)) {
    row += 1;
    if (row > 1) yield judgeRow(cells, row, width);
  }
  if (hash.digest('hex') !== sha256) throw changedFile(path);
}

function judgeRow(cells: readonly string[], row: number, width: number): CsvRow {
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'blank', row };
  const used = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length >= width && used <= width) return { kind: 'cells', row, cells };
  const message =
    cells.length < width
      ? `The row has ${cells.length} cells, the header ${width}. Add what is missing.`
      : `The row has ${used} cells, the header ${width}. Put a cell that holds the delimiter in quote marks.`;
  return { kind: 'ragged', row, cells, message };
}

function emptyFile(path: string): SynapseError {
  const message = `"${path}" is empty. Choose a file with a header row and data.`;
  return new SynapseError('IMPORT_FAILED', message, { path });
}

function changedFile(path: string): SynapseError {
  const message = `"${path}" changed while it was read. Wait until it is written, then try again.`;
  return new SynapseError('FILE_NOT_READABLE', message, { path });
}
