import { SquareFunction } from 'lucide-react';
import type { ReactNode } from 'react';
import { isEnded, type RunState } from '../../../../shared/contract/runs.ts';
import { displayText, isJsonArray, isJsonObject, type JsonValue } from '../../../../shared/json.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { useApp } from '../../../lib/app-store.ts';
import { chooseRules, loadRules } from '../../../lib/project-actions.ts';

/** A project without rules: the ways to load some. */
export function NoRules(): ReactNode {
  const run = useApp((app) => app.run);
  const readOnlyReason = useApp((app) => app.project?.readOnlyReason ?? null);
  const isBusy = run !== null && !isEnded(run);
  const failure = loadFailure(run);
  return (
    <>
      {failure !== null && (
        <ErrorState error={failure}>
          <RuleProblems problems={failure.context['problems']} />
        </ErrorState>
      )}
      <EmptyState
        icon={<SquareFunction size={28} />}
        title="No rules are loaded"
        hint={
          readOnlyReason === null
            ? 'The rule pack has rules for motors, cables, transmitters, I/O and packages. No asset changes until rules are executed.'
            : `The project is read-only, so no rules can be loaded. ${readOnlyReason}`
        }
        action={
          <>
            <Button disabled={isBusy || readOnlyReason !== null} onClick={chooseRules}>
              Choose rule files...
            </Button>
            <Button
              variant="primary"
              disabled={isBusy || readOnlyReason !== null}
              onClick={() => loadRules(null)}
            >
              {isBusy && run.kind === 'RULES' ? 'Loading rules' : 'Load the rule pack'}
            </Button>
          </>
        }
      />
    </>
  );
}

const loadFailure = (run: RunState | null) => (run?.kind === 'RULES' ? run.error : null);

/** So many problems are listed; the rest comes once these are solved. */
const MOST_PROBLEMS = 20;

/** Where the files are wrong, line by line. */
function RuleProblems({ problems }: { readonly problems: JsonValue | undefined }): ReactNode {
  if (!isJsonArray(problems)) return null;
  return (
    <ul className="mt-2 list-disc pl-5 select-text">
      {problems.slice(0, MOST_PROBLEMS).map((problem, index) => (
        <li key={index}>{problemText(problem)}</li>
      ))}
    </ul>
  );
}

function problemText(problem: JsonValue): string {
  if (!isJsonObject(problem)) return displayText(problem);
  const place = [problem['file'], problem['line'], problem['column']]
    .filter((part) => part !== undefined && part !== null)
    .map(displayText)
    .join(':');
  return [place, displayText(problem['message'] ?? '')].filter((part) => part !== '').join('  ');
}
