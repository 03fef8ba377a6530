import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
  type Document,
  type Node,
  type Pair,
} from 'yaml';

/** A place in a text. Both start at 1; a column counts UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A step into a document: the key of a map or the index of a list. */
export type PathStep = string | number;

/** A parsed YAML text that knows where each of its values stands. */
export interface YamlSource {
  /** The value as plain data, or undefined where the text has errors. */
  readonly value: unknown;
  readonly errors: readonly (TextPosition & { readonly message: string })[];
  /** Where the value at a path stands; where there is none, the nearest that holds it. */
  locate(path: readonly PathStep[]): TextPosition;
  /** Where the key at the end of a path stands. */
  locateKey(path: readonly PathStep[]): TextPosition;
  /** Where the character at an offset of the text value at a path stands. */
  locateInside(path: readonly PathStep[], offset: number): TextPosition;
}

/** Rule files are written by people; larger ones are a mistake or an attack. */
const MAX_CHARACTERS = 5_000_000;
/** How often aliases may be followed, so that a few lines cannot unfold to gigabytes. */
const MAX_ALIASES = 100;

/** Reads one YAML document. Errors are returned with their place, never thrown. */
export function readYaml(text: string): YamlSource {
  if (text.length > MAX_CHARACTERS) {
    return failed(`The file is larger than ${MAX_CHARACTERS} characters. Split it into several files.`);
  }
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch (error) {
    return failed(`The file cannot be read as YAML: ${messageOf(error)}`);
  }
  const errors = document.errors.map(({ message, pos }) => ({
    ...at(lines, pos[0]),
    message: firstLine(message),
  }));
  if (errors.length > 0) return { ...failed(''), errors };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { value, errors: [], ...locators(document, lines, text) };
  } catch (error) {
    return failed(`The file cannot be read as YAML: ${messageOf(error)}`);
  }
}

const start: TextPosition = { line: 1, column: 1 };
const toStart = (): TextPosition => start;
const failed = (message: string): YamlSource => ({
  value: undefined,
  errors: [{ ...start, message }],
  locate: toStart,
  locateKey: toStart,
  locateInside: toStart,
});

const firstLine = (message: string): string => message.split('\n')[0] ?? message;
const messageOf = (error: unknown): string =>
  error instanceof Error ? firstLine(error.message) : String(error);

function at(lines: LineCounter, offset: number): TextPosition {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function locators(
  document: Document,
  lines: LineCounter,
  text: string,
): Pick<YamlSource, 'locate' | 'locateKey' | 'locateInside'> {
  const startOf = (node: unknown): TextPosition => at(lines, rangeStart(node) ?? 0);
  return {
    locate: (path) => startOf(walk(document, path).value),
    locateKey: (path) => {
      const { key, value } = walk(document, path);
      return startOf(key ?? value);
    },
    locateInside: (path, offset) => {
      const { value } = walk(document, path);
      if (!isScalar(value) || !value.range) return startOf(value);
      return at(lines, offsetInText(value, value.range[0], text, offset));
    },
  };
}

const rangeStart = (node: unknown): number | undefined => (node as Partial<Node> | null)?.range?.[0];

/** The deepest node along a path, with its key where it is the value of a map. */
function walk(document: Document, path: readonly PathStep[]): { key: unknown; value: unknown } {
  let value: unknown = document.contents;
  let key: unknown = null;
  for (const step of path) {
    const next = stepInto(resolve(document, value), step);
    if (next === null) break;
    ({ key, value } = next);
  }
  return { key, value };
}

function resolve(document: Document, node: unknown): unknown {
  const alias = node as { resolve?: (document: Document) => unknown } | null;
  return typeof alias?.resolve === 'function' ? alias.resolve(document) : node;
}

function stepInto(node: unknown, step: PathStep): { key: unknown; value: unknown } | null {
  if (isMap(node)) {
    const pair: Pair | undefined = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
    );
    return pair === undefined ? null : { key: pair.key, value: pair.value ?? pair.key };
  }
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? null : { key: null, value };
  }
  return null;
}

/** Where the character at `offset` of a scalar's value stands in the text; exact but for folded blocks and escapes. */
function offsetInText(scalar: Scalar, from: number, text: string, offset: number): number {
  switch (scalar.type) {
    case Scalar.QUOTE_SINGLE:
      return insideSingleQuotes(text, from + 1, offset);
    case Scalar.QUOTE_DOUBLE:
      return insideDoubleQuotes(text, from + 1, offset);
    case Scalar.BLOCK_LITERAL:
      return insideBlock(text, from, offset);
    case Scalar.BLOCK_FOLDED:
      return insideBlock(text, from, 0);
    default:
      return from + offset;
  }
}

function insideSingleQuotes(text: string, from: number, offset: number): number {
  let position = from;
  for (let i = 0; i < offset; i++) position += text.startsWith("''", position) ? 2 : 1;
  return position;
}

function insideDoubleQuotes(text: string, from: number, offset: number): number {
  let position = from;
  for (let i = 0; i < offset; i++) position += text[position] === '\\' ? 2 : 1;
  return position;
}

/** The lines of a literal block stand in the text as they are, each after the block's indentation. */
function insideBlock(text: string, from: number, offset: number): number {
  let lineStart = text.indexOf('\n', from) + 1;
  const indent = /^(?:[ \t]*\n)*( *)/.exec(text.slice(lineStart))?.[1]?.length ?? 0;
  let left = offset;
  for (;;) {
    const lineEnd = text.indexOf('\n', lineStart);
    const length = Math.max(0, (lineEnd === -1 ? text.length : lineEnd) - lineStart - indent);
    if (left <= length || lineEnd === -1) return lineStart + indent + Math.min(left, length);
    left -= length + 1;
    lineStart = lineEnd + 1;
  }
}
