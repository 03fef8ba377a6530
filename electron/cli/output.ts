import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { JsonValue } from '../../shared/json.ts';
import { tableChunks } from './table.ts';

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

/** An output onto two open files: those of the process, where no others are named. */
export function createOutput({ stdout = STDOUT, stderr = STDERR } = {}): Output {
  return {
    json: (document) => writeAll(stdout, documentChunks(document)),
    line: (text = '') => writeAll(stdout, [text, '\n']),
    table: (head, rows) => writeAll(stdout, tableChunks(head, rows, printable)),
    note: (text) => writeAll(stderr, [text, '\n']),
    noteJson: (value) => writeAll(stderr, [JSON.stringify(value), '\n']),
    isTerminal: isatty(stdout),
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

/**
 * Control characters and marks of writing direction in imported text must not reach a terminal as commands; they
 * are shown as codes. Inside a JSON text the codes mean the same signs.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

function writeAll(file: number, chunks: Iterable<string>): void {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < CHUNK) continue;
    write(file, printable(pending));
    pending = '';
  }
  write(file, printable(pending));
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
