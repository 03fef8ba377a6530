import type { ReactNode } from 'react';
import type { PlanOverview } from '../../../shared/contract/plans.ts';
import { Button } from '../../components/Button.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { executeLabel } from './execute-label.ts';

interface ExecutionActionsProps {
  readonly plan: PlanOverview | null;
  readonly isBusy: boolean;
  /** A dry run is the next step to take. */
  readonly isNext: boolean;
  /** Why the plan cannot be executed; null where it can. */
  readonly whyNot: string | null;
  readonly onDryRun: () => void;
  readonly onExecute: () => void;
}

/** The two steps of the screen. */
export function ExecutionActions({
  plan,
  isBusy,
  isNext,
  whyNot,
  onDryRun,
  onExecute,
}: ExecutionActionsProps): ReactNode {
  const canExecute = whyNot === null;
  return (
    <>
      <Tooltip content="Shows what would change; nothing is written (d)">
        <Button variant={isNext ? 'primary' : 'secondary'} disabled={isBusy} onClick={onDryRun}>
          Dry run
        </Button>
      </Tooltip>
      <Tooltip content={whyNot ?? 'Applies the plan as one batch (Ctrl+Enter)'}>
        <Button
          variant={canExecute ? 'primary' : 'secondary'}
          aria-disabled={!canExecute}
          className={canExecute ? undefined : 'opacity-50'}
          onClick={() => {
            if (canExecute) onExecute();
          }}
        >
          {executeLabel(plan)}
        </Button>
      </Tooltip>
    </>
  );
}
