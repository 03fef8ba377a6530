import { X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { SeverityIcon } from '../components/SeverityIcon.tsx';
import { dismissProblem, useApp } from '../lib/app-store.ts';
import { copyText } from '../lib/copy-text.ts';
import { errorDetails } from '../lib/error-report.ts';

/** Something failed that belongs to no screen. It stays until it was read. */
export function ProblemBanner() {
  const problem = useApp((app) => app.problem);
  const version = useApp((app) => app.version);
  if (problem === null) return null;
  return (
    <div
      role="alert"
      className="flex max-h-40 shrink-0 items-start gap-2 overflow-auto border-b border-error/40 bg-error/8 px-3 py-1.5"
    >
      <span className="mt-1.5">
        <SeverityIcon severity="ERROR" />
      </span>
      <p className="min-w-0 flex-1 py-1 break-words whitespace-pre-line select-text">{problem.message}</p>
      <Button
        variant="ghost"
        size="small"
        onClick={() => copyText(errorDetails(problem, version), 'Details')}
      >
        Copy details
      </Button>
      <Button variant="ghost" size="small" aria-label="Dismiss" onClick={dismissProblem}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}
