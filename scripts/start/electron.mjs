// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

const FOLDER = join(ROOT, 'node_modules', 'electron');
const DOWNLOADS = 'https://github.com/electron/electron/releases/download/';
/** Longest wait for the host to answer at all, and for the whole download. */
const ANSWER_MS = 4_000;
const DOWNLOAD_MS = 10 * 60_000;

export const ELECTRON_VERSION = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')).version;

/**
 * Electron's program: as it is here, or downloaded where its host answers at once.
 * @param {(sentence: string) => void} say
 * @returns {Promise<{ path: string } | { missing: string }>} or a sentence that says why there is none
 */
export async function electronProgram(say) {
  const { ELECTRON_OVERRIDE_DIST_PATH: override, ELECTRON_SKIP_BINARY_DOWNLOAD: skip } = process.env;
  const here = programIn(override ?? join(FOLDER, 'dist'));
  if (here !== null) return { path: here };
  if (override !== undefined)
    return { missing: `ELECTRON_OVERRIDE_DIST_PATH (${override}) holds no Electron.` };
  if (skip !== undefined && skip !== '')
    return { missing: 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids the download of Electron.' };
  const host = downloadHost();
  if (!(await answers(host)))
    return { missing: `Electron is not installed, and ${new URL(host).host} does not answer.` };
  say(`Downloading Electron ${ELECTRON_VERSION} from ${new URL(host).host}.`);
  await download();
  const path = programIn(join(FOLDER, 'dist'));
  return path === null ? { missing: `The download of Electron ${ELECTRON_VERSION} failed.` } : { path };
}

/** @param {string} folder */
function programIn(folder) {
  const named = join(FOLDER, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8') : usualName();
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

function usualName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Where Electron's own installer would look. */
function downloadHost() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  const mirror = ELECTRON_MIRROR ?? npm_config_electron_mirror;
  return mirror !== undefined && URL.canParse(mirror) ? mirror : DOWNLOADS;
}

/** @param {string} address */
const answers = (address) =>
  fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS) }).then(
    ({ status }) => status < 500,
    () => false,
  );

function download() {
  const installer = spawn(process.execPath, [join(FOLDER, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: DOWNLOAD_MS,
  });
  return new Promise((resolve) => {
    installer.on('error', resolve);
    installer.on('exit', resolve);
  });
}
