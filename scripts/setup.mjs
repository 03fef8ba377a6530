// @ts-check
/** Makes the project ready to run: installs what package-lock.json names, if needed, and checks that it works. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './setup/lock.mjs';
import { isStamped, pinnedNode, whyInstall, writeStamp } from './setup/modules.mjs';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The Node major version that the project runs on; better-sqlite3 crashes without a word on Node 20. */
export const NODE_MAJOR = 24;

// Beside node_modules, as npm empties that; the name is one that .gitignore covers.
const LOCK = '.setup.synapse-lock';

/** What keeps the project from running, with the remedy, as one sentence or two. */
export class SetupError extends Error {}

/**
 * Installs packages if they are missing or out of date and checks that they work; returns at once if all is well.
 * What npm prints goes to stderr. Several processes may call this at once: one installs, the others wait.
 * @param {string} [root] the project's folder
 * @throws {SetupError} saying what is wrong and what to do
 */
export async function ensureReady(root = ROOT) {
  if (whyInstall(root) !== null) {
    const onWait = (/** @type {number | null} */ pid) =>
      say(`Another set-up is running${pid === null ? '' : ` (process ${pid})`}; waiting for it.`);
    await withLock(join(root, LOCK), onWait, async () => {
      const reason = whyInstall(root);
      if (reason === null) return;
      say(`Installing packages: ${reason}.`);
      await install(root);
    });
  }
  if (isStamped(root)) return;
  checkTools(root);
  writeStamp(root);
}

/**
 * `ensureReady` for a command's first step: on failure prints the sentence and ends the process with status 1.
 */
export async function ensureReadyOrExit() {
  try {
    await ensureReady();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exit(1);
  }
}

/** @param {string} root */
async function install(root) {
  // The level is named because `npm run --silent` hands "silent" down, and an error would go unseen.
  const options = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  const [program, ...first] = npmCommand();
  const status = await new Promise((resolve, reject) => {
    const npm = spawn(program, [...first, ...options], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: process.platform === 'win32' && first.length === 0,
    });
    npm.on('error', reject);
    npm.on('exit', (code, signal) => resolve(code ?? signal));
  }).catch((error) => error.message);
  const left = status === 0 ? whyInstall(root) : `npm ci ended with ${status}`;
  if (left === null) return;
  throw new SetupError(
    `The packages could not be installed: ${left}. Check the connection to the npm registry, close what runs ` +
      `from node_modules, and run "npm ci" in ${root} to see more.`,
  );
}

/**
 * npm as it was called, else as found on the path.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  // npm's own Node: the one in node_modules is about to be deleted.
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return [node ?? process.execPath, script];
  return ['npm'];
}

/** @param {string} root */
function checkTools(root) {
  const node = pinnedNode(root);
  const remedy = `Delete node_modules in ${root} and run "npm ci"`;
  if (!existsSync(node)) {
    throw new SetupError(
      `Node ${NODE_MAJOR} is not in node_modules: npm ran without install scripts. ` +
        `Run "npm config delete ignore-scripts". ${remedy}.`,
    );
  }
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (!version.stdout?.startsWith(`v${NODE_MAJOR}.`)) {
    const found = version.stdout?.trim() || version.error?.message || `status ${version.status}`;
    throw new SetupError(`The Node in node_modules is not version ${NODE_MAJOR} (${found}). ${remedy}.`);
  }
  const opened = spawnSync(node, ['-e', "new (require('better-sqlite3'))(':memory:').close()"], {
    cwd: root,
    encoding: 'utf8',
  });
  if (opened.status === 0) return;
  const cause = /^\w*Error: .*/m.exec(opened.stderr ?? '')?.[0] ?? `status ${opened.status ?? opened.signal}`;
  throw new SetupError(
    `better-sqlite3 does not load with Node ${version.stdout.trim()} on ${process.platform}-${process.arch} ` +
      `(${cause}). ${remedy}; on a system without a ready-made build, install a C++ compiler and Python first ` +
      'and run "npm rebuild better-sqlite3" as well.',
  );
}

/** @param {string} sentence */
const say = (sentence) => process.stderr.write(`${sentence}\n`);

const isEntry =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isEntry) await ensureReadyOrExit();
