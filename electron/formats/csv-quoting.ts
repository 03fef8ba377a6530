import { type CsvErrorCode, type Options, parse } from 'csv-parse/sync';
import type { Delimiter } from './csv-detect.ts';

/**
 * How csv-parse is to read records: RFC 4180 with any line break, any number of cells, and a quote mark inside a
 * cell that does not begin with one as a part of it (`4" pipe`).
 */
export function recordOptions(delimiter: Delimiter) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  } satisfies Options;
}

/**
 * Whether text may follow the closing quote mark of a cell (`"4" pipe, x"`). With `relax_quotes` csv-parse takes
 * such a cell for an unquoted one and cuts it at the next delimiter, without a word; its content then begins with
 * the quote mark. That of `"""A"" line"` does so too, and rightly: `misquotedCell` tells them apart.
 */
export function mayBeMisquoted(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.charCodeAt(0) === QUOTE);
}

/**
 * The number (from 1) of the first cell in which text follows the closing quote mark, or null, by a strict
 * reading of `raw`, the text of one record or its beginning.
 */
export function misquotedCell(raw: string, delimiter: Delimiter): number | null {
  const found: number[] = [];
  parse(raw, {
    ...recordOptions(delimiter),
    relax_quotes: false,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === TEXT_AFTER_QUOTE) found.push(Number(error['column']) + 1);
      return undefined;
    },
  });
  return found[0] ?? null;
}

const QUOTE = 0x22;
const TEXT_AFTER_QUOTE: CsvErrorCode = 'CSV_INVALID_CLOSING_QUOTE';
