import type { ReactNode } from 'react';
import { errorDetails, errorReportOf } from '../lib/error-report.ts';
import { useApp } from '../lib/app-store.ts';
import { copyText } from '../lib/copy-text.ts';
import { Button } from './Button.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Further ways on, such as a link. */
  readonly children?: ReactNode;
}

/** What failed, why, and what can be done: in the place where the result would have stood. */
export function ErrorState({ error, onRetry, children }: ErrorStateProps) {
  const version = useApp((app) => app.version);
  return (
    <div role="alert" className="m-4 flex items-start gap-3 rounded-md border border-error/40 bg-error/5 p-3">
      <span className="mt-0.5">
        <SeverityIcon severity="ERROR" size={16} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="break-words select-text">{errorReportOf(error).message}</p>
        {children}
        <div className="mt-2 flex flex-wrap gap-2">
          {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
          <Button variant="ghost" onClick={() => copyText(errorDetails(error, version), 'Details')}>
            Copy details
          </Button>
        </div>
      </div>
    </div>
  );
}
