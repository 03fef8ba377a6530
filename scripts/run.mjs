// @ts-check
/** `node scripts/run.mjs FILE ARGS`: sets up if needed, then runs FILE with the project's own Node. */
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import Module from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureReadyOrExit, NODE_MAJOR, ROOT } from './setup.mjs';
import { pinnedNode } from './setup/modules.mjs';

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Where Node keeps compiled modules: with it the command line starts in half the time. */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'node');

/**
 * Sets up if needed, then runs a file as the main program, in this process if it is the right Node, else in a
 * child whose exit status or signal becomes this process's own. A signal reaches the program once.
 * @param {string} file relative to the project's folder
 * @param {string[]} args
 */
export async function runProgram(file, args) {
  await ensureReadyOrExit();
  process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const path = resolve(ROOT, file);
  if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) await runHere(path, args);
  else runInChild(path, args);
}

/**
 * @param {string} path
 * @param {string[]} args
 */
async function runHere(path, args) {
  Module.enableCompileCache(COMPILE_CACHE);
  await import('./signals.mjs');
  process.argv = [process.execPath, path, ...args];
  // Not import(): the file must find itself to be the main program.
  Module.runMain();
}

/**
 * @param {string} path
 * @param {string[]} args
 */
function runInChild(path, args) {
  const signals = new URL('./signals.mjs', import.meta.url).href;
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env };
  const child = spawn(pinnedNode(ROOT), ['--import', signals, path, ...args], { stdio: 'inherit', env });
  // Having a listener also keeps this process alive until the child has ended.
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of PASSED_ON) process.on(signal, forward);
  child.on('error', (error) => {
    process.stderr.write(`${pinnedNode(ROOT)} cannot be started: ${error.message}. Run "npm ci" again.\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const name of PASSED_ON) process.off(name, forward);
    if (signal === null) process.exitCode = code ?? 1;
    else process.kill(process.pid, signal);
  });
}

const isEntry =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isEntry) {
  const [, , file, ...args] = process.argv;
  if (file === undefined) {
    process.stderr.write('Name the file to run: node scripts/run.mjs FILE ARGS\n');
    process.exitCode = 2;
  } else await runProgram(file, args);
}
