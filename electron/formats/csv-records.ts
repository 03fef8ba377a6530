import type { Hash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { SynapseError } from '../../shared/errors.ts';
import type { Delimiter, Encoding } from './csv-detect.ts';
import { mayBeMisquoted, misquotedCell, recordOptions } from './csv-quoting.ts';
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
 * The records of a CSV file, the header first, never more in memory than a few pieces of the file and one record.
 * @throws SynapseError FILE_NOT_READABLE (the file, its encoding) or IMPORT_FAILED (a record: quote marks that
 * do not match, or too long), naming the row as a spreadsheet counts it: the header is row 1.
 */
export async function* csvRecords(
  path: string,
  dialect: CsvDialect,
  hash?: Hash,
): AsyncGenerator<readonly string[]> {
  const skipped = dialect.separatorLine ? 1 : 0;
  const parser = recordParser(dialect.delimiter, skipped);
  // Errors of the text end the parser as its own do, and so reach the loop.
  pipeline(piecesFor(parser, decodedText(path, dialect.encoding, hash), skipped), parser, () => undefined);
  let count = 0;
  try {
    for await (const item of parser) {
      const cells: readonly string[] = item;
      count += 1;
      if (count > skipped) yield cells;
    }
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, dialect.delimiter, skipped) : error;
  }
}

/**
 * The text of a file in pieces, without byte order mark.
 * @throws SynapseError FILE_NOT_READABLE: the file, bytes that are not of the encoding, NUL characters
 */
export async function* decodedText(path: string, encoding: Encoding, hash?: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (piece?: Buffer): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch (error) {
      const message = `"${path}" is not valid ${encoding.toUpperCase()}. Save it again as CSV (UTF-8).`;
      throw new SynapseError('FILE_NOT_READABLE', message, { path, encoding }, error);
    }
  };
  for await (const piece of fileBytes(path, hash)) yield withoutNul(decode(piece), path);
  yield decode();
}

/** No text has them, and csv-parse takes one after a closing quote mark for the end of the text. */
function withoutNul(text: string, path: string): string {
  if (!text.includes('\0')) return text;
  const message = `"${path}" holds NUL bytes, so it is binary data and no text. Save the list as CSV (UTF-8).`;
  throw new SynapseError('FILE_NOT_READABLE', message, { path });
}

/** Judges each record as soon as it is read, so that the first error of the file is the one that is told. */
function recordParser(delimiter: Delimiter, skipped: number): Parser {
  let row = -skipped;
  return parse({
    ...recordOptions(delimiter),
    max_record_size: MAX_RECORD_LENGTH,
    raw: true,
    on_record: (item) => {
      row += 1;
      // With `raw` it is an object of both, which the types of csv-parse do not say.
      const { record, raw } = item as unknown as { record: string[]; raw: string };
      const cell = mayBeMisquoted(record) ? misquotedCell(raw, delimiter) : null;
      if (cell !== null) throw misquoted(row, cell);
      return record;
    },
  });
}

/** Passes text on to the parser. What csv-parse does not count are delimiters: a record of them would fill the memory. */
async function* piecesFor(
  parser: Parser,
  pieces: AsyncIterable<string>,
  skipped: number,
): AsyncGenerator<string> {
  let { records } = parser.info;
  let length = 0;
  for await (const piece of pieces) {
    yield piece;
    length = parser.info.records === records ? length + piece.length : 0;
    records = parser.info.records;
    if (length > MAX_RECORD_LENGTH) throw tooLong(records + 1 - skipped);
  }
}

/** Where a cell before it in the record is quoted wrongly, that is the cause. */
function refusalOf(error: CsvError, delimiter: Delimiter, skipped: number): SynapseError {
  const row = Number(error['records']) + 1 - skipped;
  const cell = misquotedCell(String(error['raw']), delimiter);
  if (cell !== null) return misquoted(row, cell);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return unclosed(row, Number(error['column']) + 1);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooLong(row);
  return new SynapseError('INTERNAL', `Row ${row}: ${error.message}`, { row }, error);
}

function unclosed(row: number, cell: number): SynapseError {
  const message = `Row ${row}, cell ${cell}: a quote mark opens and is never closed. Close it, or double it if it is part of the text ("").`;
  return new SynapseError('IMPORT_FAILED', message, { row, cell });
}

function misquoted(row: number, cell: number): SynapseError {
  const message = `Row ${row}, cell ${cell}: text follows the closing quote mark. Double the quote marks inside a quoted cell ("").`;
  return new SynapseError('IMPORT_FAILED', message, { row, cell });
}

function tooLong(row: number): SynapseError {
  const message =
    `Row ${row} is longer than ${MAX_RECORD_LENGTH} characters. ` +
    'Look there for a quote mark that is never closed, or for a missing line break.';
  return new SynapseError('IMPORT_FAILED', message, { row });
}
