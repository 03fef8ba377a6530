import { CircleCheck } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { RunState } from '../../../shared/contract/runs.ts';
import { Button } from '../../components/Button.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { formatCountOf, formatDuration } from '../../lib/format.ts';
import { chooseTagList } from '../../lib/project-actions.ts';
import { leaveTagList, useImport } from './import-store.ts';

/** What the import came to and where to go on. */
export function ImportResult({ run }: { readonly run: RunState }) {
  const navigate = useNavigate();
  const file = useImport((state) => state.file?.name ?? 'a tag list');
  const outcome = run.outcome?.kind === 'IMPORT' ? run.outcome : null;
  if (outcome === null) return null;
  const { created, updated, unchanged, failed, blank } = outcome.counts;
  const goTo = (path: string): void => {
    leaveTagList();
    void navigate(path);
  };
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-center gap-3 px-6">
      <div role="status">
        <h1 className="flex items-center gap-2 text-title font-semibold">
          <CircleCheck size={20} aria-hidden className="text-add" />
          <span>{formatCountOf(created + updated, 'asset')} imported</span>
        </h1>
      </div>
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        <ChangeSign op="CREATE" count={created} />
        <ChangeSign op="UPDATE" count={updated} />
        <ChangeSign op="UNCHANGED" count={unchanged} />
        {failed > 0 && (
          <ChangeSign op="ERROR" count={failed} word={failed === 1 ? 'row left out' : 'rows left out'} />
        )}
        {blank > 0 && <ChangeSign op="SKIP" count={blank} word={blank === 1 ? 'empty row' : 'empty rows'} />}
      </p>
      <p className="text-text-muted">
        From {file} in {formatDuration(run.elapsedMs)}. The import is one batch: it can be rolled back as a
        whole.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={leaveTagList}>Done</Button>
        <Button onClick={chooseTagList}>Import another file...</Button>
        <Button
          onClick={() =>
            goTo(`/rules/timeline?${new URLSearchParams({ batch: outcome.correlationId }).toString()}`)
          }
        >
          Show in the timeline
        </Button>
        <Button onClick={() => goTo('/assets')}>Show the assets</Button>
        <Button variant="primary" onClick={() => goTo('/rules/execution')}>
          Run the rules
        </Button>
      </div>
    </div>
  );
}
