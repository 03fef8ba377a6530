import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { join } from 'node:path';
import type { OpenPurpose, SavePurpose } from '../ipc/shell-port.ts';

const PROJECT: FileFilter = { name: 'Synapse project', extensions: ['synapse'] };
const ALL: FileFilter = { name: 'All files', extensions: ['*'] };

const OPEN: Readonly<Record<OpenPurpose, { title: string; filters: FileFilter[] }>> = {
  project: { title: 'Open project', filters: [PROJECT, ALL] },
  'tag-list': {
    title: 'Choose a tag list',
    filters: [{ name: 'Tag list (CSV)', extensions: ['csv', 'tsv', 'txt'] }, ALL],
  },
  'values-mapping': {
    title: 'Choose a mapping of values',
    filters: [{ name: 'Mapping (YAML)', extensions: ['yaml', 'yml'] }, ALL],
  },
  rules: { title: 'Choose rules', filters: [{ name: 'Rules (YAML)', extensions: ['yaml', 'yml'] }, ALL] },
};

const SAVE: Readonly<Record<SavePurpose, { title: string; filter: FileFilter }>> = {
  project: { title: 'New project', filter: PROJECT },
  'export-csv': { title: 'Export as CSV', filter: { name: 'CSV', extensions: ['csv'] } },
  'export-jsonl': { title: 'Export as JSON Lines', filter: { name: 'JSON Lines', extensions: ['jsonl'] } },
  'export-html': { title: 'Export as HTML', filter: { name: 'HTML', extensions: ['html'] } },
};

/** The path that the user chose to open, or null. */
export async function chooseFile(window: BrowserWindow, purpose: OpenPurpose): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, { ...OPEN[purpose], properties: ['openFile'] });
  return filePaths[0] ?? null;
}

/** The path that the user chose to save under, with the ending that belongs to it, or null. */
export async function chooseTarget(
  window: BrowserWindow,
  purpose: SavePurpose,
  suggestedName: string,
  folder: string,
): Promise<string | null> {
  const { title, filter } = SAVE[purpose];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    filters: [filter],
    defaultPath: join(folder, safeName(suggestedName)),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  const ending = `.${filter.extensions[0] ?? ''}`;
  return filePath.toLowerCase().endsWith(ending) ? filePath : filePath + ending;
}

/** Without what no file system takes in a name. */
const safeName = (name: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, '-').trim() || 'Untitled';
