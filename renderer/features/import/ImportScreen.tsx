import { FileInput } from 'lucide-react';
import { useEffect } from 'react';
import { isEnded } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useApp, useReadOnlyReason } from '../../lib/app-store.ts';
import { useImportFile } from '../../lib/import-file.ts';
import { chooseTagList } from '../../lib/project-actions.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { ImportHeader } from './ImportHeader.tsx';
import { ImportNotes } from './ImportNotes.tsx';
import { ImportResult } from './ImportResult.tsx';
import { ImportRun } from './ImportRun.tsx';
import { readTagList, useImport } from './import-store.ts';
import { PreviewTabs } from './PreviewTabs.tsx';
import { RowDefaults } from './RowDefaults.tsx';

/** Reads a tag list, shows what importing it would do, and imports it. */
export function ImportScreen() {
  useChosenFile();
  useFreshPreview();
  const { file, preview, isReading, error, run, runId } = useImport();
  if (run !== null && isEnded(run) && run.status === 'COMPLETED') return <ImportResult run={run} />;
  if (runId !== null && (run === null || !isEnded(run))) return <ImportRun run={run} />;
  if (file === null) return <NoFile />;
  if (preview === null) {
    if (isReading) return <Skeleton rows={14} />;
    return (
      <ErrorState error={error} onRetry={() => void readTagList(file, null)}>
        <Button className="mt-2" onClick={chooseTagList}>
          Choose another file...
        </Button>
      </ErrorState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <ImportHeader preview={preview} file={file} />
      <ImportNotes preview={preview} error={error ?? run?.error ?? null} />
      <section
        aria-label="Columns"
        className="flex max-h-[45%] min-h-32 shrink-0 flex-col border-b border-line"
      >
        <ColumnTable preview={preview} />
        <RowDefaults options={preview.options} />
      </section>
      <PreviewTabs preview={preview} />
    </div>
  );
}

/** Reads the file that was chosen, here, in the menu or by a drop. */
function useChosenFile(): void {
  const chosen = useImportFile((state) => state.file);
  useEffect(() => {
    if (chosen === null || chosen === useImport.getState().file) return;
    void readTagList(chosen, null);
  }, [chosen]);
}

/** What the project became since the file was read counts: it is read again. */
function useFreshPreview(): void {
  const head = useApp((app) => app.project?.head.position ?? null);
  const isBusy = useApp((app) => app.run !== null && !isEnded(app.run));
  useEffect(() => {
    const { file, preview, position, isReading, runId } = useImport.getState();
    if (file === null || preview === null || isReading || isBusy || runId !== null || position === head)
      return;
    void readTagList(file, preview.options);
  }, [head, isBusy]);
}

const WHAT_IT_TAKES =
  'A CSV file with a row for each tag, from a spreadsheet or another system. Drop it on the window or choose it; you see every change before anything is imported.';

function NoFile() {
  const readOnlyReason = useReadOnlyReason();
  const onlyPreview = `The project is read-only: a list can be looked at, but not imported. ${readOnlyReason}`;
  return (
    <EmptyState
      isScreen
      icon={<FileInput size={28} />}
      title="Import a tag list"
      hint={readOnlyReason === null ? WHAT_IT_TAKES : onlyPreview}
      action={
        <Button variant="primary" onClick={chooseTagList}>
          Choose a tag list...
        </Button>
      }
    />
  );
}
