// @ts-check
/**
 * `npm start`: builds the application if its source is newer than the build, and opens it. In Electron where its
 * program is there or can be had; else in the Chromium, Chrome or Edge of this machine; without a display the whole
 * job runs on the command line. What follows `npm start --` goes to the application: a project file, for one.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNewer } from './start/build.mjs';
import { electronProgram, ELECTRON_VERSION } from './start/electron.mjs';
import { ensureBrowser } from './setup/browser.mjs';
import { ROOT } from './setup.mjs';

const args = process.argv.slice(2);

if (!hasDisplay()) {
  say('No display (neither DISPLAY nor WAYLAND_DISPLAY is set), so there can be no window.');
  await import('./start/job.mjs');
} else {
  await buildIfNewer(say);
  const electron = await electronProgram(say);
  if ('path' in electron) open(electron.path, [...rootSwitches(), ROOT, ...args], {});
  else openInBrowser(electron.missing);
}

/**
 * Opens the same build in a browser's window.
 * @param {string} why there is no Electron
 */
function openInBrowser(why) {
  const browser = ensureBrowser(say);
  const remedy =
    `For Electron itself, set ELECTRON_MIRROR to a mirror that this machine reaches, or ` +
    `ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron ${ELECTRON_VERSION}.`;
  if ('missing' in browser) {
    say(`${why} ${browser.missing} ${remedy}`);
    process.exitCode = 1;
    return;
  }
  say(`${why} The window opens in ${browser.path} instead. ${remedy}`);
  const register = pathToFileURL(join(ROOT, 'e2e', 'standin', 'register.mjs')).href;
  open(process.execPath, ['--import', register, join(ROOT, 'out', 'main', 'main.js'), ...args], {
    SYNAPSE_BROWSER: browser.path,
    SYNAPSE_STANDIN_HEADED: '1',
    SYNAPSE_STANDIN_SIZE: '1440x900',
  });
}

/**
 * Runs the application until it ends; its status becomes ours.
 * @param {string} program
 * @param {string[]} given
 * @param {Record<string, string>} env
 */
function open(program, given, env) {
  const child = spawn(program, given, { stdio: 'inherit', env: { ...process.env, ...env } });
  child.on('error', (error) => {
    say(`${program} cannot be started: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on('exit', (status) => {
    process.exitCode = status ?? 1;
  });
  // A Ctrl+C reaches the application itself, which closes the project and ends; then this ends too.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');
}

/** Chromium refuses its own sandbox to root. */
function rootSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
