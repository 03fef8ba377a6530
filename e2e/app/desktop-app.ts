import { join } from 'node:path';
import type Electron from 'electron';
import type { Page } from 'playwright-core';

/** The main process's `electron`, as functions of a test that run there see it. */
export type ElectronModule = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'clipboard' | 'dialog' | 'Menu' | 'session' | 'shell'
>;

/** The application in a process of its own, whichever launcher started it. */
export interface DesktopApp {
  readonly launcher: 'electron' | 'stand-in';
  readonly page: Page;
  /** `Date.now()` when the process was started. */
  readonly startedAt: number;
  /** Runs a function in the main process. It refers to nothing outside itself; argument and value are JSON. */
  evaluate<T, Arg = null>(run: (electron: ElectronModule, arg: Arg) => T | Promise<T>, arg: Arg): Promise<T>;
  /** What the process wrote to its standard error. */
  stderr(): string;
  /** Ends it as the user would, and resolves with the exit status once the process is gone. */
  quit(): Promise<number | null>;
  /** Resolves with the exit status once the process is gone. */
  readonly exited: Promise<number | null>;
  /** Ends it in any case. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** The built application: the folder with `main`, `preload` and `renderer`. */
  readonly built?: string;
  /** Where it keeps its settings; a new folder unless one is given. */
  readonly userData?: string;
  /** Further arguments, such as a project file. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Attaching slows the start down; who measures it waits so long, in milliseconds (stand-in only). */
  readonly attachAfterMs?: number;
}

export type FullOptions = Required<LaunchOptions>;

export const ROOT = join(import.meta.dirname, '..', '..');
