import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, clipboard, shell, type BrowserWindow } from 'electron';
import type { AppState } from '../../shared/contract/project.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ShellPort } from '../ipc/shell-port.ts';
import { chooseFile, chooseTarget } from './dialogs.ts';
import { preferences, recentStore } from './remembered.ts';
import type { SettingsFile } from './settings-file.ts';

const SAMPLE_NAME = 'Cooling station.synapse';

interface DesktopPort {
  readonly shell: ShellPort;
  readonly onRecent: (listener: () => void) => void;
  /** Keeps what went wrong until the window asks for it; false where it has asked already. */
  readonly keepForStart: (problem: ErrorReport) => boolean;
}

/** The desktop as the routes need it: dialogs, clipboard, file manager, what is remembered. */
export function desktopPort(settings: SettingsFile, windowOf: () => BrowserWindow): DesktopPort {
  let listener = (): void => undefined;
  let problem: ErrorReport | null = null;
  let wasAsked = false;
  return {
    shell: {
      version: app.getVersion(),
      platform: currentPlatform(),
      userId: userName(),
      chooseFile: (purpose) => chooseFile(windowOf(), purpose),
      chooseTarget: (purpose, name) => chooseTarget(windowOf(), purpose, name, app.getPath('documents')),
      copyText: (text) => void clipboard.writeText(text),
      showInFolder: (path) => shell.showItemInFolder(path),
      sampleTarget,
      recent: recentStore(settings, () => listener()),
      preferences: preferences(settings),
      startProblem: () => {
        wasAsked = true;
        return problem;
      },
    },
    onRecent: (given) => {
      listener = given;
    },
    keepForStart: (given) => {
      if (wasAsked) return false;
      problem = given;
      return true;
    },
  };
}

export const currentPlatform = (): AppState['platform'] =>
  process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';

/** Who is at work, as the system knows them. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name: in some containers.
    return 'unknown';
  }
}

function sampleTarget(): string {
  const documents = app.getPath('documents');
  mkdirSync(documents, { recursive: true });
  return join(documents, SAMPLE_NAME);
}
