import type { ReactNode } from 'react';
import type { PlanOverview } from '../../../../shared/contract/plans.ts';
import { Button } from '../../../components/Button.tsx';
import { formatCountOf } from '../../../lib/format.ts';
import { Hint } from '../Hint.tsx';
import type { ExecutionBodyProps } from '../ExecutionBody.tsx';
import { useExecution } from '../execution-store.ts';
import { sameScope } from '../scope/scope-params.ts';
import { PlanHeader, PlanNotes } from './PlanHeader.tsx';
import { PlanView } from './PlanView.tsx';

interface PlanPanelProps extends Omit<ExecutionBodyProps, 'plan'> {
  readonly plan: PlanOverview;
  /** While its execution is shown. */
  readonly isHeaderOnly: boolean;
}

/** A plan with what is to know of it. */
export function PlanPanel({
  plan,
  isHeaderOnly,
  scope,
  dryRun,
  isBusy,
  execution,
  onScope,
}: PlanPanelProps): ReactNode {
  const isOfScope = sameScope(plan.scope, scope);
  return (
    <>
      <div className="shrink-0 border-b border-line">
        <PlanHeader plan={plan} isExecuted={execution?.status === 'COMPLETED'}>
          {execution !== null && <PlanOrRun />}
        </PlanHeader>
        {!isHeaderOnly && (
          <>
            {!isOfScope && (
              <Hint text="This plan is of another scope.">
                <Button size="small" disabled={isBusy} onClick={() => dryRun.start(scope)}>
                  Dry run this scope
                </Button>
                <Button size="small" variant="ghost" onClick={() => onScope(plan.scope)}>
                  Back to the scope of the plan
                </Button>
              </Hint>
            )}
            {plan.takes.length > 0 && (
              <Hint
                text={`${formatCountOf(plan.takes.length, 'conflict is', 'conflicts are')} decided for the rule.`}
              >
                <Button
                  size="small"
                  variant="ghost"
                  disabled={isBusy}
                  onClick={() => dryRun.start(scope, [])}
                >
                  Decide for the persons again
                </Button>
              </Hint>
            )}
            <PlanNotes notes={plan.notes} />
          </>
        )}
      </div>
      {!isHeaderOnly && (
        <PlanView
          plan={plan}
          onTake={isBusy ? null : (take) => dryRun.start(plan.scope, [...new Set([...plan.takes, take])])}
        />
      )}
    </>
  );
}

const VIEWS = [
  ['PLAN', 'Plan'],
  ['RUN', 'Run'],
] as const;

/** Switches between what was planned and how its execution goes. */
function PlanOrRun(): ReactNode {
  const shows = useExecution((view) => view.shows);
  return (
    <span role="group" aria-label="Shown" className="flex gap-1">
      {VIEWS.map(([value, word]) => (
        <Button
          key={value}
          size="small"
          variant="ghost"
          aria-pressed={shows === value}
          className="aria-pressed:bg-selected"
          onClick={() => useExecution.setState({ shows: value })}
        >
          {word}
        </Button>
      ))}
    </span>
  );
}
