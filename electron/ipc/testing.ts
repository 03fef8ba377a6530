import type { ImportOptionsRequest } from '../../shared/contract/imports.ts';
import type { RecentEntry, ShellPort } from './shell-port.ts';

/** A desktop of which every answer is decided by the test; `said` tells what it was asked. */
export interface FakeShell extends ShellPort {
  readonly said: string[];
  readonly kept: Map<string, ImportOptionsRequest>;
  chosen: string | null;
}

export function fakeShell(): FakeShell {
  const said: string[] = [];
  const kept = new Map<string, ImportOptionsRequest>();
  let entries: RecentEntry[] = [];
  const shell: FakeShell = {
    said,
    kept,
    chosen: null,
    version: '1.2.3',
    platform: 'linux',
    userId: 'anna',
    chooseFile: async (purpose) => {
      said.push(`choose ${purpose}`);
      return shell.chosen;
    },
    chooseTarget: async (purpose, name) => {
      said.push(`save ${purpose} ${name}`);
      return shell.chosen;
    },
    copyText: (text) => void said.push(`copy ${text}`),
    showInFolder: (path) => void said.push(`show ${path}`),
    sampleTarget: () => '/documents/sample.synapse',
    recent: {
      list: async () => entries,
      add: async (path, openedAt) => {
        entries = [{ path, openedAt }, ...entries.filter((entry) => entry.path !== path)];
      },
      forget: async (path) => {
        entries = entries.filter((entry) => entry.path !== path);
      },
    },
    preferences: {
      importOptions: async (key) => kept.get(key) ?? null,
      rememberImportOptions: async (key, options) => void kept.set(key, options),
    },
    startProblem: () => null,
  };
  return shell;
}
