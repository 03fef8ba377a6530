import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type JsonObject, type JsonValue } from '../shared/json.ts';

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `synapse` command in a process of its own. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

interface Surroundings {
  readonly cwd?: string;
  readonly uid?: number;
}

export const MAIN = fileURLToPath(new URL('../electron/cli/main.ts', import.meta.url));
const NODE_FOLDER = dirname(createRequire(import.meta.url).resolve('node/package.json'));
export const NODE = join(NODE_FOLDER, 'bin', 'node');
/** As `npm run synapse` has it: with compiled modules kept, a command starts in half the time. */
const COMPILE_CACHE = join(NODE_FOLDER, '..', '.cache', 'node');

export function startSynapse(argv: readonly string[], surroundings: Surroundings = {}): Running {
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE };
  const child = spawn(NODE, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], env, ...surroundings });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text.stdout += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text.stderr += piece));
  const ended = new Promise<Ended>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status, signal) => done({ status, signal, ...text }));
  });
  return { child, ended };
}

/** Runs a command to its end. */
export const synapse = (...argv: string[]): Promise<Ended> => startSynapse(argv).ended;

/** Runs a command with `--json`, which must end well, and gives its document. */
export async function done(...argv: string[]): Promise<JsonObject> {
  const ended = await synapse(...argv, '--json');
  if (ended.status === 0) return documentOf(ended);
  throw new Error(`${argv.join(' ')} ended with ${ended.status}: ${ended.stdout}${ended.stderr}`);
}

export function documentOf({ stdout, stderr }: Ended): JsonObject {
  if (stdout === '') throw new Error(`No document: ${stderr}`);
  const value = JSON.parse(stdout) as JsonValue;
  if (isJsonObject(value)) return value;
  throw new Error(`Not a document: ${stdout.slice(0, 200)}`);
}

/** The code of the error that a command under `--json` ended with; null where it has none. */
export function codeOf(ended: Ended): JsonValue {
  const { error } = documentOf(ended);
  return isJsonObject(error) ? (error['code'] ?? null) : null;
}

const LOOK_MS = 2;
const PATIENCE_MS = 20_000;

/** Waits until something is so, looking every few milliseconds. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`${what}: waited ${PATIENCE_MS} ms.`);
    await sleep(LOOK_MS);
  }
}

/** True where the files that a process has open can be looked at: on Linux. */
export const CAN_SEE_OPEN_FILES = existsSync('/proc/self/fd');

/** Waits until a command has opened a file. */
export function untilOpen({ child }: Running, path: string): Promise<void> {
  const file = realpathSync(path);
  return until(() => child.exitCode !== null || openFiles(child.pid).includes(file), `${path} is not opened`);
}

/** Waits until a command has loaded SQLite, just before it opens its project or begins to wait for it. */
export function untilAtProject({ child }: Running): Promise<void> {
  return until(() => child.exitCode !== null || mapsOf(child.pid).includes('/better-sqlite3/'), 'no SQLite');
}

function mapsOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8');
  } catch {
    return '';
  }
}

function openFiles(pid: number | undefined): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((name) => linkOf(join(folder, name)));
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
