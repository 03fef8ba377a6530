// @ts-check
/** Finds, or installs, a Chromium: the window's tests and `npm start` without Electron's binary need one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/**
 * The program of a Chromium, Chrome or Edge on this machine, or null. `SYNAPSE_BROWSER` names one.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null}
 */
export function findBrowser(env = process.env) {
  const named = env.SYNAPSE_BROWSER;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const candidates = [...onPath(env), ...usualPlaces(env), ...ofPlaywright()];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * As `findBrowser`, but where there is none, root on Debian or Ubuntu installs Chromium from the system's packages.
 * @param {(sentence: string) => void} say
 * @returns {{ path: string } | { missing: string }} or a sentence on what to do
 */
export function ensureBrowser(say) {
  const found = findBrowser();
  if (found !== null) return { path: found };
  const named = process.env.SYNAPSE_BROWSER;
  if (named !== undefined && named !== '') {
    return { missing: `SYNAPSE_BROWSER names ${named}, which does not exist. Correct it, or unset it.` };
  }
  if (canInstall()) {
    say('Installing Chromium for the window (apt-get install chromium).');
    install();
    const installed = findBrowser();
    if (installed !== null) return { path: installed };
  }
  return {
    missing: 'No Chromium, Chrome or Edge was found. Install one, or name its program in SYNAPSE_BROWSER.',
  };
}

const canInstall = () =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  existsSync('/etc/debian_version') &&
  existsSync('/usr/bin/apt-get');

function install() {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  if (spawnSync('apt-get', args, options).status === 0) return;
  // Without its lists the system knows no package.
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', args, options);
}

/** @param {NodeJS.ProcessEnv} env */
const onPath = (env) =>
  process.platform === 'win32'
    ? []
    : (env.PATH ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => NAMES.map((name) => join(folder, name)));

/** @param {NodeJS.ProcessEnv} env */
function usualPlaces(env) {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform !== 'win32') return ['/opt/google/chrome/chrome', '/snap/bin/chromium'];
  return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
    ]);
}

/** The one that `playwright install chromium` put on the disk. */
function ofPlaywright() {
  try {
    return [createRequire(import.meta.url)('playwright-core').chromium.executablePath()];
  } catch {
    return [];
  }
}
