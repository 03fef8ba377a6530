import type { ErrorReport } from '../../shared/errors.ts';
import type { OPEN_PURPOSES, SAVE_PURPOSES } from '../../shared/contract/files.ts';
import type { AppState } from '../../shared/contract/project.ts';
import type { ImportOptionsRequest } from '../../shared/contract/imports.ts';

export type OpenPurpose = (typeof OPEN_PURPOSES)[number];
export type SavePurpose = (typeof SAVE_PURPOSES)[number];

/** What the routes need of the desktop around them: dialogs, clipboard, file manager, what is remembered. */
export interface ShellPort {
  readonly version: string;
  readonly platform: AppState['platform'];
  readonly userId: string;
  /** The path that the user chose to open, or null where they cancelled. */
  chooseFile(purpose: OpenPurpose): Promise<string | null>;
  /** The path that the user chose to save under, or null where they cancelled. */
  chooseTarget(purpose: SavePurpose, suggestedName: string): Promise<string | null>;
  copyText(text: string): void;
  showInFolder(path: string): void;
  /** Where the sample project is made, in the user's documents: a path that ends in `.synapse`. */
  sampleTarget(): string;
  readonly recent: RecentStore;
  readonly preferences: PreferencesPort;
  /** What went wrong at the start, for `app.state`; null where nothing did. */
  startProblem(): ErrorReport | null;
}

/** The projects opened last, newest first; kept across sessions. */
export interface RecentStore {
  list(): Promise<readonly RecentEntry[]>;
  /** Puts a path first. `openedAt`: UTC, ISO 8601. */
  add(path: string, openedAt: string): Promise<void>;
  forget(path: string): Promise<void>;
}

export interface RecentEntry {
  readonly path: string;
  readonly openedAt: string;
}

/** How tag lists were read before, by their set of headers. `key` comes from `headerSetKey`. */
export interface PreferencesPort {
  importOptions(key: string): Promise<ImportOptionsRequest | null>;
  rememberImportOptions(key: string, options: ImportOptionsRequest): Promise<void>;
}
