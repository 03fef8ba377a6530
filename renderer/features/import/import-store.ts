import { create } from 'zustand';
import type { FileRef } from '../../../shared/contract/files.ts';
import type { ImportOptionsRequest, ImportPreview } from '../../../shared/contract/imports.ts';
import { isEnded, type RunState } from '../../../shared/contract/runs.ts';
import { useApp } from '../../lib/app-store.ts';
import { request } from '../../lib/client.ts';
import { useImportFile } from '../../lib/import-file.ts';

/** The import that is looked at. It stays while other screens are looked at. */
export interface ImportState {
  readonly file: FileRef | null;
  /** Of the file as it was read last; stays while it is read anew. */
  readonly preview: ImportPreview | null;
  readonly isReading: boolean;
  /** Why the last reading or start was refused. */
  readonly error: unknown;
  /** Where the log ended when the file was read. */
  readonly position: number | null;
  /** The run that was started, as it stands or ended. */
  readonly run: RunState | null;
  readonly runId: string | null;
}

const NOTHING: ImportState = {
  file: null,
  preview: null,
  isReading: false,
  error: null,
  position: null,
  run: null,
  runId: null,
};

export const useImport = create<ImportState>()(() => NOTHING);

/** Each reading has a number: the answer to an older one is not wanted any more. */
let reading = 0;

/** Reads a file: with null as remembered or detected, otherwise as stated. Only the last reading counts. */
export async function readTagList(file: FileRef, options: ImportOptionsRequest | null): Promise<void> {
  reading += 1;
  const own = reading;
  const position = useApp.getState().project?.head.position ?? null;
  const isSame = useImport.getState().file?.fileId === file.fileId;
  useImport.setState({
    ...(isSame ? {} : NOTHING),
    file,
    isReading: true,
    error: null,
    run: null,
    runId: null,
  });
  try {
    const preview = await request('import.read', { fileId: file.fileId, options });
    if (own === reading) useImport.setState({ preview, position, isReading: false });
  } catch (error) {
    if (own === reading) useImport.setState({ error, isReading: false });
  }
}

/** Reads the file again with some options stated otherwise. */
export function restate(change: (options: ImportOptionsRequest) => ImportOptionsRequest): void {
  const { file, preview } = useImport.getState();
  if (file !== null && preview !== null) void readTagList(file, change(preview.options));
}

/** Imports what the preview shows. How it goes comes with the pushes of the run. */
export async function startImport(previewId: string): Promise<void> {
  useImport.setState({ error: null });
  try {
    const { runId } = await request('import.start', { previewId });
    useImport.setState({ runId });
    takeRun(useApp.getState().run);
  } catch (error) {
    useImport.setState({ error });
  }
}

/** Puts the file aside. */
export function leaveTagList(): void {
  reading += 1;
  useImport.setState(NOTHING);
  useImportFile.setState({ file: null });
}

/** The run of this import, and after a reload of the window whichever import goes on. */
function takeRun(run: RunState | null): void {
  const { runId, run: before } = useImport.getState();
  if (run === null || run.kind !== 'IMPORT' || (before !== null && isEnded(before))) return;
  if (run.runId === runId || (runId === null && !isEnded(run))) useImport.setState({ run, runId: run.runId });
}

takeRun(useApp.getState().run);
useApp.subscribe(({ run, project }, before) => {
  if (run !== before.run) takeRun(run);
  if (project?.fileId !== before.project?.fileId) leaveTagList();
});
