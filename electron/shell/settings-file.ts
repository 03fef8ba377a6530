import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from './settings.ts';

/** The settings in memory, and their file. */
export interface SettingsFile {
  current(): Settings;
  /** Takes effect at once; the file follows. A file that cannot be written costs the memory, nothing else. */
  update(change: (settings: Settings) => Settings): void;
  /** Resolves when what was changed so far is on the disk. */
  written(): Promise<void>;
}

/** Reads the settings; a missing or damaged file means the defaults. */
export function openSettings(path: string): SettingsFile {
  let settings = readSettings(path);
  let writing: Promise<void> = Promise.resolve();
  let isScheduled = false;
  return {
    current: () => settings,
    update: (change) => {
      settings = change(settings);
      if (isScheduled) return;
      isScheduled = true;
      // One after the other, each with what is current when its turn comes.
      writing = writing.then(() => {
        isScheduled = false;
        return replaceFile(path, `${JSON.stringify(settings, null, 2)}\n`).catch(() => undefined);
      });
    },
    written: () => writing,
  };
}

function readSettings(path: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** Written beside and renamed, so that the file is whole whenever the machine stops. */
async function replaceFile(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path).catch(async (error: unknown) => {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  });
}
