import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { createOutput, type Output } from './output.ts';
import { runCommand } from './run-command.ts';

/** What a command came to: its exit status and what it wrote, byte for byte. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The same with `--json`: the one document on standard output. */
export interface JsonRun extends Run {
  readonly document: JsonObject;
}

/** A folder to work in, and the command line run inside this process. */
export interface Desk {
  readonly folder: string;
  /** Where the project stands or will stand. */
  readonly project: string;
  readonly path: (name: string) => string;
  /** Writes a file of the folder and gives its path. */
  readonly write: (name: string, text: string | Uint8Array) => string;
  readonly run: (...argv: string[]) => Promise<Run>;
  readonly json: (...argv: string[]) => Promise<JsonRun>;
  /** As `json`, for what must be done before the test; fails where the status is not 0. */
  readonly done: (...argv: string[]) => Promise<JsonObject>;
  readonly close: () => void;
}

interface Surroundings {
  readonly shouldCancel?: () => boolean;
  /** Changes the output on its way, such as into one onto a terminal. */
  readonly output?: (output: Output) => Output;
}

export function newDesk(surroundings: Surroundings = {}): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'synapse cli '));
  const path = (name: string): string => join(folder, name);
  const run = (...argv: string[]): Promise<Run> => record(folder, argv, surroundings);
  const json = async (...argv: string[]): Promise<JsonRun> => {
    const result = await run(...argv, '--json');
    return { ...result, document: parseDocument(result.stdout) };
  };
  return {
    folder,
    project: path('plant.synapse'),
    path,
    write: (name, text) => {
      writeFileSync(path(name), text);
      return path(name);
    },
    run,
    json,
    done: async (...argv) => {
      const { status, document } = await json(...argv);
      if (status === 0) return document;
      throw new Error(`${argv.join(' ')} ended with ${status}: ${JSON.stringify(document)}`);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A desk with a German project that holds `rows` of a tag list. */
export async function newPlant(rows = '', surroundings: Surroundings = {}): Promise<Desk> {
  const desk = newDesk(surroundings);
  await desk.done('new', desk.project, '--name', 'Plant', '--country', 'DE', '--user', 'anna');
  if (rows !== '') await desk.done('import', desk.project, desk.write('plant.csv', rows), '--user', 'anna');
  return desk;
}

let runs = 0;

async function record(folder: string, argv: readonly string[], surroundings: Surroundings): Promise<Run> {
  const { shouldCancel = () => false, output = (plain) => plain } = surroundings;
  runs += 1;
  const names = [join(folder, `.stdout-${runs}`), join(folder, `.stderr-${runs}`)] as const;
  const [stdout, stderr] = [openSync(names[0], 'w'), openSync(names[1], 'w')];
  try {
    const status = await runCommand(argv, { shouldCancel }, output(createOutput({ stdout, stderr })));
    return { status, stdout: readFileSync(names[0], 'utf8'), stderr: readFileSync(names[1], 'utf8') };
  } finally {
    closeSync(stdout);
    closeSync(stderr);
    for (const name of names) rmSync(name);
  }
}

/** Exactly one JSON object and a line end, or the test fails. */
function parseDocument(text: string): JsonObject {
  const value = JSON.parse(text) as JsonValue;
  if (isJsonObject(value) && text.endsWith('}\n')) return value;
  throw new Error(`Not a document: ${text.slice(0, 200)}`);
}

/** A member of a document that is text. */
export function textOf(document: JsonObject, name: string): string {
  const value = document[name];
  if (typeof value === 'string') return value;
  throw new Error(`${name} is no text in ${JSON.stringify(document).slice(0, 200)}`);
}

/** A member of a document that is a list of objects. */
export function listOf(document: JsonObject, name: string): readonly JsonObject[] {
  const value = document[name];
  if (isJsonArray(value)) return value.filter(isJsonObject);
  throw new Error(`${name} is no list in ${JSON.stringify(document).slice(0, 200)}`);
}

/** A member of a document that is an object. */
export function memberOf(document: JsonObject, name: string): JsonObject {
  const value = document[name];
  if (isJsonObject(value)) return value;
  throw new Error(`${name} is no object in ${JSON.stringify(document).slice(0, 200)}`);
}

/** What a refusal says under `--json`. */
export const errorOf = ({ document }: JsonRun): JsonObject => memberOf(document, 'error');
