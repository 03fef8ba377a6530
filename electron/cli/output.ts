import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import CliTable from 'cli-table3';
import { displayText, type JsonValue } from '../../shared/json.ts';

/** Where a command writes: documents on standard output, all else on standard error. */
export interface Output {
  /** One JSON document, its lists written piece by piece. */
  json(document: object): void;
  /** A line for people. */
  line(text?: string): void;
  table(head: readonly string[], rows: readonly (readonly (JsonValue | undefined)[])[]): void;
  /** A line on standard error. */
  note(text: string): void;
  /** One JSON value as a line of JSON Lines on standard error. */
  noteJson(value: object): void;
  readonly isTerminal: boolean;
}

const STDOUT = 1;
const STDERR = 2;
const CHUNK = 65_536;

export function createOutput(): Output {
  return {
    json: (document) => writeAll(STDOUT, documentChunks(document)),
    line: (text = '') => write(STDOUT, `${printable(text)}\n`),
    table: (head, rows) => writeAll(STDOUT, tableChunks(head, rows)),
    note: (text) => write(STDERR, `${printable(text)}\n`),
    noteJson: (value) => write(STDERR, `${JSON.stringify(value)}\n`),
    isTerminal: isatty(STDOUT),
  };
}

/** Text of a document, in pieces: members that are lists are written element by element. */
function* documentChunks(document: object): Generator<string> {
  let separator = '{';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    separator = ',';
    if (Array.isArray(value)) yield* listChunks(value);
    else yield JSON.stringify(value);
  }
  yield separator === '{' ? '{}\n' : '}\n';
}

function* listChunks(list: readonly unknown[]): Generator<string> {
  let separator = '[';
  for (const item of list) {
    yield `${separator}${JSON.stringify(item) ?? 'null'}`;
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

/** How many rows are laid out together: the widths of a table follow from its rows. */
const TABLE_ROWS = 2_000;

function* tableChunks(
  head: readonly string[],
  rows: readonly (readonly (JsonValue | undefined)[])[],
): Generator<string> {
  for (let start = 0; start === 0 || start < rows.length; start += TABLE_ROWS) {
    const table = new CliTable({
      head: [...head],
      style: { head: [], border: [], compact: true },
      chars: PLAIN,
    });
    for (const row of rows.slice(start, start + TABLE_ROWS)) table.push(row.map(cellText));
    yield `${table.toString()}\n`;
  }
}

const LONGEST_CELL = 60;

function cellText(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  const text = printable(displayText(value));
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
}

/** Columns set apart by two spaces, without lines. */
const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

/** Control characters of imported text must not reach a terminal as commands; they are shown as codes. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

function writeAll(file: number, chunks: Iterable<string>): void {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < CHUNK) continue;
    write(file, pending);
    pending = '';
  }
  write(file, pending);
}

/** Thrown where the reader of a pipe has gone: there is nobody left to write to. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

const RETRY_MS = 5;

function write(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EPIPE') throw new OutputClosed();
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
