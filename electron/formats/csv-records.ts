import type { Hash } from 'node:crypto';
import { SynapseError } from '../../shared/errors.ts';
import type { Delimiter, Encoding } from './csv-detect.ts';
import { CsvSyntaxError, readRecord, type CsvRecord } from './csv-syntax.ts';
import { fileBytes } from './file-bytes.ts';

/** The longest record that is read, in UTF-16 code units. A longer one is no record of a tag list. */
export const MAX_RECORD_LENGTH = 1_000_000;

export interface CsvDialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** The first line is Excel's `sep=;` and no record. */
  readonly separatorLine: boolean;
}

/**
 * The records of a CSV file, the header first, several at a time, never more in memory than one piece of the
 * file and one record.
 * @throws SynapseError FILE_NOT_READABLE (the file, its encoding) or IMPORT_FAILED (a record: quote marks that
 * do not match, or too long), naming the row as a spreadsheet counts it: the header is row 1.
 */
export async function* csvRecords(
  path: string,
  dialect: CsvDialect,
  hash?: Hash,
): AsyncGenerator<string[][]> {
  let pending = '';
  let row = dialect.separatorLine ? 0 : 1;
  for await (const { text, isLast } of decodedText(path, dialect.encoding, hash)) {
    const { records, rest } = splitRecords(pending + text, dialect.delimiter, isLast, row);
    if (row === 0 && records.length > 0) yield records.slice(1);
    else if (records.length > 0) yield records;
    row += records.length;
    pending = rest;
  }
}

/** The text of a file in pieces, without byte order mark; the last piece, which may be empty, says so. */
export async function* decodedText(
  path: string,
  encoding: Encoding,
  hash?: Hash,
): AsyncGenerator<{ text: string; isLast: boolean }> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (piece?: Buffer): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch (error) {
      const message = `"${path}" is not valid ${encoding.toUpperCase()}. Save it again as CSV (UTF-8).`;
      throw new SynapseError('FILE_NOT_READABLE', message, { path, encoding }, error);
    }
  };
  for await (const piece of fileBytes(path, hash)) yield { text: decode(piece), isLast: false };
  yield { text: decode(), isLast: true };
}

/** Cuts whole records off the text; `rest` is what no record ends in yet. */
function splitRecords(
  text: string,
  delimiter: Delimiter,
  isLast: boolean,
  firstRow: number,
): { records: string[][]; rest: string } {
  const records: string[][] = [];
  let start = 0;
  while (start < text.length) {
    const row = firstRow + records.length;
    const record = recordOfRow(text, start, delimiter, isLast, row);
    if ((record?.end ?? text.length) - start > MAX_RECORD_LENGTH) throw tooLong(text, start, row);
    if (record === null) break;
    records.push(record.cells);
    start = record.end;
  }
  return { records, rest: text.slice(start) };
}

function recordOfRow(
  text: string,
  start: number,
  delimiter: Delimiter,
  isLast: boolean,
  row: number,
): CsvRecord | null {
  try {
    return readRecord(text, start, delimiter, isLast);
  } catch (error) {
    if (!(error instanceof CsvSyntaxError)) throw error;
    const message =
      error.kind === 'UNCLOSED_QUOTE'
        ? `Row ${row}, cell ${error.cell}: a quote mark opens and is never closed. Close it, or double it if it is part of the text ("").`
        : `Row ${row}, cell ${error.cell}: text follows the closing quote mark. Double the quote marks inside a quoted cell ("").`;
    throw new SynapseError('IMPORT_FAILED', message, { row, cell: error.cell });
  }
}

function tooLong(text: string, start: number, row: number): SynapseError {
  const beginning = text.slice(start, start + 40);
  const message =
    `Row ${row} is longer than ${MAX_RECORD_LENGTH} characters ("${beginning}..."). ` +
    'Look there for a quote mark that is never closed, or for a missing line break.';
  return new SynapseError('IMPORT_FAILED', message, { row });
}
