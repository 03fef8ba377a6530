import type { PreferencesPort, RecentStore } from '../ipc/shell-port.ts';
import { MOST_MAPPINGS, MOST_RECENT } from './settings.ts';
import type { SettingsFile } from './settings-file.ts';

/**
 * The projects opened last, newest first.
 * @param onChange called after each change, so that menus can follow
 */
export function recentStore(file: SettingsFile, onChange: () => void): RecentStore {
  const replace = (change: (entries: Entries) => Entries): Promise<void> => {
    file.update((settings) => ({ ...settings, recent: change(settings.recent) }));
    onChange();
    return Promise.resolve();
  };
  return {
    list: () => Promise.resolve(file.current().recent),
    add: (path, openedAt) =>
      replace((entries) => [{ path, openedAt }, ...without(entries, path)].slice(0, MOST_RECENT)),
    forget: (path) => replace((entries) => without(entries, path)),
  };
}

/** How tag lists were read before. */
export function preferences(file: SettingsFile): PreferencesPort {
  return {
    importOptions: (key) => {
      const found = file.current().importOptions.find((entry) => entry.key === key);
      return Promise.resolve(found?.options ?? null);
    },
    rememberImportOptions: (key, options) => {
      file.update((settings) => {
        const others = settings.importOptions.filter((entry) => entry.key !== key);
        return { ...settings, importOptions: [...others, { key, options }].slice(-MOST_MAPPINGS) };
      });
      return Promise.resolve();
    },
  };
}

type Entries = ReturnType<SettingsFile['current']>['recent'];

const without = (entries: Entries, path: string): Entries => entries.filter((entry) => entry.path !== path);
