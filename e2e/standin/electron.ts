/**
 * Stands in for the module `electron` in the main process: as much of it as the application uses, on a Chromium.
 * What it lacks throws.
 */
import { app } from './app.ts';
import { clipboard, nativeTheme, screen, shell } from './desktop.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { Menu } from './menu.ts';
import { serveTest } from './remote.ts';
import { protocol, session } from './session.ts';
import { BrowserWindow } from './window.ts';

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
};

serveTest({
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
});
