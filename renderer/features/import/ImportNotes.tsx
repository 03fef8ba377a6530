import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import type { Severity } from '../../../shared/model/terms.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useReadOnlyReason } from '../../lib/app-store.ts';
import { formatCountOf } from '../../lib/format.ts';
import { restate } from './import-store.ts';

interface ImportNotesProps {
  readonly preview: ImportPreview;
  readonly error: unknown;
}

/** What to know before importing: what is missing, what was remembered, what is doubtful. */
export function ImportNotes({ preview, error }: ImportNotesProps) {
  const readOnlyReason = useReadOnlyReason();
  return (
    <div className="shrink-0" aria-live="polite">
      {error !== null && error !== undefined && <ErrorState error={error} />}
      {readOnlyReason !== null && (
        <Note severity="WARNING">The project is read-only, so nothing can be imported. {readOnlyReason}</Note>
      )}
      {preview.problem !== null && <Note severity="ERROR">{preview.problem}</Note>}
      {preview.isRemembered && (
        <Note severity="INFO">
          These columns were imported before; the settings of that time are used again.
          <Button variant="ghost" size="small" onClick={() => restate(() => ({}))}>
            Detect anew
          </Button>
        </Note>
      )}
      {preview.warnings.length > 0 && <Warnings warnings={preview.warnings} />}
    </div>
  );
}

interface NoteProps {
  readonly severity: Severity;
  readonly children: ReactNode;
}

function Note({ severity, children }: NoteProps) {
  return (
    <div className="flex min-h-row items-start gap-2 border-b border-line bg-surface-raised px-4 py-1">
      <span className="mt-[3px] flex">
        <SeverityIcon severity={severity} />
      </span>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 break-words select-text">{children}</div>
    </div>
  );
}

const MOST_SHOWN = 50;

function Warnings({ warnings }: Pick<ImportPreview, 'warnings'>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="border-b border-line bg-surface-raised px-4 py-1">
      <div className="flex items-center gap-2">
        <SeverityIcon severity="WARNING" />
        <span className="min-w-0 flex-1 truncate">
          {formatCountOf(warnings.length, 'warning')}
          {isOpen ? '' : `: ${warnings[0]?.message ?? ''}`}
        </span>
        <Button variant="ghost" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide' : 'Show'}
        </Button>
      </div>
      {isOpen && (
        <ul className="max-h-32 overflow-y-auto pl-6 select-text">
          {warnings.slice(0, MOST_SHOWN).map(({ row, column, message }, index) => (
            <li key={index}>
              {row !== null && <span className="text-text-muted">Row {row}: </span>}
              {column !== null && <span className="text-text-muted">{column}: </span>}
              {message}
            </li>
          ))}
          {warnings.length > MOST_SHOWN && (
            <li className="text-text-muted">
              and {formatCountOf(warnings.length - MOST_SHOWN, 'more', 'more')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
