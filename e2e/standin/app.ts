import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';
import { appEvents } from './app-events.ts';
import { closeBrowser, launchBrowser } from './browser.ts';
import { setDark } from './desktop.ts';
import { OPTIONS } from './options.ts';
import { takeInstanceLock } from './single-instance.ts';
import { PreventableEvent, strict } from './strict.ts';
import { BrowserWindow, setBrowser } from './window.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const paths = new Map<string, string>([
  ['userData', OPTIONS.userData],
  ['documents', join(homedir(), 'Documents')],
  ['home', homedir()],
  ['temp', tmpdir()],
]);

let isExiting = false;

const target = {
  isPackaged: false,

  whenReady: async (): Promise<void> => {
    mkdirSync(OPTIONS.userData, { recursive: true });
    const browser = await launchBrowser();
    setDark(browser.isDark);
    setBrowser(browser);
  },

  // Chromium's own sandbox is on wherever the system lets it.
  enableSandbox: (): void => undefined,

  requestSingleInstanceLock: (): boolean =>
    takeInstanceLock((argv, folder) => appEvents.emit('second-instance', {}, argv, folder)),

  getVersion: (): string => version,
  getAppPath: (): string => ROOT,

  getPath: (name: string): string => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`The stand-in for Electron has no path "${name}".`);
    return path;
  },

  setPath: (name: string, path: string): void => {
    paths.set(name, path);
  },

  quit: (): void => {
    if (isExiting || isPrevented('before-quit')) return;
    const windows = BrowserWindow.getAllWindows();
    for (const window of windows) window.close();
    // Closed windows say so, and the last one quits; a window that stays open stays.
    if (windows.length === 0 && !isPrevented('will-quit')) target.exit(0);
  },

  exit: (status = 0): void => {
    isExiting = true;
    appEvents.emit('quit', {}, status);
    void closeBrowser()
      .catch(() => undefined)
      .finally(() => process.exit(status));
  },
} satisfies Partial<Electron.App>;

const events = {
  on: appEvents.on.bind(appEvents),
  once: appEvents.once.bind(appEvents),
  off: appEvents.off.bind(appEvents),
  emit: appEvents.emit.bind(appEvents),
};

export const app = strict('app', { ...target, ...events });

function isPrevented(name: 'before-quit' | 'will-quit'): boolean {
  const event = new PreventableEvent();
  appEvents.emit(name, event);
  return event.defaultPrevented;
}

// As Chromium does in Electron.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => target.quit());
