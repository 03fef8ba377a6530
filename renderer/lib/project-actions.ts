import { toast } from 'sonner';
import type { RequestArgs } from '../../shared/contract/contract.ts';
import type { FileRef } from '../../shared/contract/files.ts';
import type { TimelineFilter } from '../../shared/model/timeline.ts';
import { showProblem, useApp } from './app-store.ts';
import { request } from './client.ts';
import { fileStem } from './file-stem.ts';
import { formatCountOf } from './format.ts';
import { useImportFile } from './import-file.ts';

/** What the menu, the palette and the screens do alike. A refusal is shown as a problem of the application. */
const reporting =
  <Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>) =>
  (...args: Args): void => {
    act(...args).catch(showProblem);
  };

/** Asks for a project file and opens it. */
export const chooseProject = reporting(async () => {
  const file = await request('file.choose', { purpose: 'project' });
  if (file !== null) await request('project.open', { fileId: file.fileId });
});

/** Opens a project of the recent list. */
export const openProject = reporting(async (fileId: string) => {
  await request('project.open', { fileId });
});

export const forgetProject = reporting(async (fileId: string) => {
  const recent = await request('recent.forget', { fileId });
  useApp.setState({ recent });
});

export const openSample = reporting(async () => {
  await request('project.openSample', {});
});

export const closeProject = reporting(async () => {
  await request('project.close', {});
});

/** Asks for a tag list; the import screen then reads it. */
export const chooseTagList = reporting(async () => {
  const file = await request('file.choose', { purpose: 'tag-list' });
  if (file !== null) useImportFile.setState({ file });
});

export const verifyProject = reporting(async () => {
  await request('verify.start', {});
});

/** Loads rule files, or without any the packs that come with the application. */
export const loadRules = reporting(async (files: readonly FileRef[] | null) => {
  const fileIds = files === null ? null : files.map(({ fileId }) => fileId);
  await request('rules.load', { fileIds, reason: null });
});

export const chooseRules = reporting(async () => {
  const file = await request('file.choose', { purpose: 'rules' });
  if (file !== null) await request('rules.load', { fileIds: [file.fileId], reason: null });
});

export type ExportFormat = RequestArgs<'export.start'>['format'];

/** Writes the events that the filter finds to a file that the user names; `stem` is what it is called otherwise. */
export const exportEvents = reporting(async (stem: string, format: ExportFormat, filter: TimelineFilter) => {
  const file = await request('file.chooseTarget', {
    purpose: `export-${format}`,
    suggestedName: `${stem}.${format}`,
  });
  if (file === null) return;
  exportTargets.set(file.name, file.fileId);
  await request('export.start', { fileId: file.fileId, format, filter });
});

/** Writes the whole log. */
export const exportLog = (format: ExportFormat): void => exportEvents(`${projectStem()} log`, format, {});

/** The open project as the name of a file, without its ending. */
export const projectStem = (): string => fileStem(useApp.getState().project?.project.name ?? '', 'project');

/** Name of an exported file -> its id, to show it in its folder afterwards. */
const exportTargets = new Map<string, string>();

export function tellExported(name: string, events: number): void {
  const fileId = exportTargets.get(name);
  toast.success(
    `${formatCountOf(events, 'event')} written to ${name}`,
    fileId === undefined ? {} : { action: { label: 'Show in folder', onClick: () => showInFolder(fileId) } },
  );
}

export const showInFolder = reporting(async (fileId: string) => {
  await request('app.showInFolder', { fileId });
});

export const cancelRun = reporting(async (runId: string) => {
  await request('run.cancel', { runId });
});
