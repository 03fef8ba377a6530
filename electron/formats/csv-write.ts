/** A cell to be written. Numbers are written as they are; null is an empty cell. */
export type WrittenCell = string | number | boolean | null;

/**
 * One line of CSV as RFC 4180 has it, separated by commas, with CR LF at its end. A text that a spreadsheet
 * would run as a formula (it begins with = + - @, a tab or a line break) gets an apostrophe before it, which
 * spreadsheets show as text; numbers, also in text (`-5.2`), do not.
 */
export function csvLine(cells: readonly WrittenCell[]): string {
  // A line that is empty altogether would be no record.
  if (cells.length === 1 && (cells[0] === '' || cells[0] === null)) return '""\r\n';
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`;
}

/** A cell in quote marks where it must be: for a reader the same text. */
export function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(cell: WrittenCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** White space at an end is quoted as well, so that no program trims it. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$|^\uFEFF|^sep=/i;

/** With the full-width forms that some spreadsheets take for the same. */
const FORMULA_START = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
