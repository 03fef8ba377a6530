import { readFile, stat } from 'node:fs/promises';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { SynapseError } from '../../shared/errors.ts';
import type { PropertyValue } from '../../shared/model/entities.ts';
import { readError } from './file-errors.ts';
import { parseTargetValue } from './import-cells.ts';
import { type ImportTarget, targetName, targetNamed } from './import-fields.ts';

/** A field or property with its value. */
export interface StatedValue {
  readonly target: ImportTarget;
  readonly value: PropertyValue;
}

/** Header -> value of its cells -> what that value says. */
export interface ValuesMapping {
  readonly file: string;
  readonly headers: ReadonlyMap<string, ReadonlyMap<string, readonly StatedValue[]>>;
}

/** The largest mapping file that is read, in bytes. */
const MAX_BYTES = 5_000_000;

/** Reads and parses a mapping file. @throws SynapseError FILE_NOT_READABLE or IMPORT_FAILED */
export async function readValuesMapping(path: string): Promise<ValuesMapping> {
  let text: string;
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw invalid(path, `it has ${size} bytes. Shorten it to ${MAX_BYTES}.`);
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw readError(error, path);
  }
  return parseValuesMapping(text, path);
}

/**
 * Parses the YAML of a mapping: `dexpi_class: {CentrifugalPump: {type: PUMP, pump_kind: CENTRIFUGAL}}`. Values
 * are read as cells are.
 * @throws SynapseError IMPORT_FAILED with line and column
 */
export function parseValuesMapping(text: string, file: string): ValuesMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const fail: Fail = (offset, message) => {
    const { line, col } = lines.linePos(offset);
    return invalid(file, `line ${line}, column ${col}: ${message}`, { line, column: col });
  };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw fail(problem.pos[0], `${problem.message}.`);
  const headers = new Map<string, Map<string, StatedValue[]>>();
  for (const [header, values] of entriesOf(document.contents, fail, 'the headers and their values')) {
    const said = new Map<string, StatedValue[]>();
    for (const [value, fields] of entriesOf(values, fail, 'the values and their fields')) {
      said.set(
        value.text,
        entriesOf(fields, fail, 'the fields').map(([name, node]) => statedValue(name, node, fail)),
      );
    }
    headers.set(header.text, said);
  }
  return { file, headers };
}

type Fail = (offset: number, message: string) => SynapseError;
interface Key {
  readonly text: string;
  readonly offset: number;
}

function entriesOf(node: unknown, fail: Fail, expected: string): [Key, unknown][] {
  if (!isMap(node)) throw fail(offsetOf(node), `expected ${expected} as a map (name: ...).`);
  const seen = new Set<string>();
  return node.items.map(({ key, value }) => {
    const text = textOf(key, fail);
    if (seen.has(text)) throw fail(offsetOf(key), `"${text}" stands here twice. Keep one of them.`);
    seen.add(text);
    return [{ text, offset: offsetOf(key) }, value];
  });
}

function statedValue(name: Key, node: unknown, fail: Fail): StatedValue {
  const target = targetNamed(name.text);
  if (target === null)
    throw fail(name.offset, `"${name.text}" is neither a field nor the name of a property.`);
  if (target.kind === 'field' && NOT_BY_VALUE.has(target.field)) {
    throw fail(
      name.offset,
      `${targetName(target)} cannot be given by a value: it is another one in each row.`,
    );
  }
  const parsed = parseTargetValue(target, textOf(node, fail));
  if (parsed.kind === 'value') return { target, value: parsed.value };
  throw fail(offsetOf(node), parsed.kind === 'error' ? parsed.message : `${name.text} has no value.`);
}

const NOT_BY_VALUE: ReadonlySet<string> = new Set(['tag', 'key', 'parent_key']);

function textOf(node: unknown, fail: Fail): string {
  if (isScalar(node) && typeof node.value === 'string') return node.value.trim().normalize('NFC');
  throw fail(offsetOf(node), 'expected a plain text or number.');
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function invalid(
  file: string,
  message: string,
  position: { line: number; column: number } | null = null,
): SynapseError {
  return new SynapseError('IMPORT_FAILED', `"${file}" is not a mapping of values: ${message}`, {
    file,
    ...position,
  });
}
