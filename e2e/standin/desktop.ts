import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type Electron from 'electron';
import { launchBrowser } from './browser.ts';
import { OPTIONS } from './options.ts';
import { strict } from './strict.ts';

let isDark = false;

/** Called once Chromium runs, before there are windows. */
export function setDark(dark: boolean): void {
  isDark = dark;
}

export const nativeTheme = strict('nativeTheme', {
  get shouldUseDarkColors(): boolean {
    return isDark;
  },
} satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>);

const DISPLAY = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };

export const screen = strict('screen', {
  getPrimaryDisplay: () => DISPLAY,
  getAllDisplays: () => [DISPLAY],
} satisfies { [K in 'getPrimaryDisplay' | 'getAllDisplays']: unknown });

let copied = '';

export const clipboard = strict('clipboard', {
  writeText: async (text: string): Promise<void> => {
    copied = text;
    // A window that closes meanwhile takes the text with it.
    if (OPTIONS.headed) await copyInPage(text).catch(() => undefined);
  },
  readText: (): Promise<string> => Promise.resolve(copied),
} satisfies Pick<Electron.Clipboard, 'writeText' | 'readText'>);

export const shell = strict('shell', {
  showItemInFolder: (path: string): void => {
    if (!OPTIONS.headed) return;
    const [program, ...args] = showCommand(path);
    spawn(program, args, { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  },
} satisfies Pick<Electron.Shell, 'showItemInFolder'>);

function showCommand(path: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', '-R', path];
  if (process.platform === 'win32') return ['explorer', `/select,${path}`];
  return ['xdg-open', dirname(path)];
}

/** Through a copy event of the page, which needs no permission. */
async function copyInPage(text: string): Promise<void> {
  const { page } = await launchBrowser();
  const expression = `addEventListener('copy', (event) => {
    event.clipboardData.setData('text/plain', ${JSON.stringify(text)});
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { once: true, capture: true });
  document.execCommand('copy')`;
  await page.evaluate(expression, true);
}
