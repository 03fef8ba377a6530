/** A record is not well formed: where its cells end cannot be told, nor what follows be trusted. */
export class CsvSyntaxError extends Error {
  override readonly name = 'CsvSyntaxError';
  readonly kind: 'UNCLOSED_QUOTE' | 'TEXT_AFTER_QUOTE';
  /** The cell's number in its record, from 1. */
  readonly cell: number;

  constructor(kind: CsvSyntaxError['kind'], cell: number) {
    super(kind);
    this.kind = kind;
    this.cell = cell;
  }
}

export interface CsvRecord {
  readonly cells: string[];
  /** Offset of the first character after the record and its line break. */
  readonly end: number;
}

/**
 * The record of `text` that begins at `start`, as RFC 4180 has it, with any line break; a quote mark inside a
 * cell that does not begin with one stands for itself (`4" pipe`). Null where the record goes on after the end
 * of `text`; `isLast` says that nothing comes after it.
 * @throws CsvSyntaxError
 */
export function readRecord(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
): CsvRecord | null {
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  for (let at = start; ; ) {
    const end =
      text.charCodeAt(at) === QUOTE
        ? quotedCell(text, at, cells, isLast)
        : plainCell(text, at, separator, cells);
    if (end === -1) return null;
    if (end >= text.length) return isLast ? { cells, end } : null;
    const next = text.charCodeAt(end);
    if (next === separator) {
      at = end + 1;
      continue;
    }
    if (next === LINE_FEED) return { cells, end: end + 1 };
    if (next !== CARRIAGE_RETURN) throw new CsvSyntaxError('TEXT_AFTER_QUOTE', cells.length);
    if (end + 1 < text.length)
      return { cells, end: text.charCodeAt(end + 1) === LINE_FEED ? end + 2 : end + 1 };
    return isLast ? { cells, end: end + 1 } : null;
  }
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Adds the cell that begins at `at`; gives the offset of what ends it, at most the length of the text. */
function plainCell(text: string, at: number, separator: number, cells: string[]): number {
  let end = at;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === separator || code === LINE_FEED || code === CARRIAGE_RETURN) break;
  }
  cells.push(text.slice(at, end));
  return end;
}

/** The same for a cell in quotes; -1 where its end is not in the text. */
function quotedCell(text: string, at: number, cells: string[], isLast: boolean): number {
  let doubled = false;
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      if (isLast) throw new CsvSyntaxError('UNCLOSED_QUOTE', cells.length + 1);
      return -1;
    }
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      const content = text.slice(at + 1, quote);
      cells.push(doubled ? content.replaceAll('""', '"') : content);
      return quote + 1;
    }
    doubled = true;
    from = quote + 2;
  }
}
