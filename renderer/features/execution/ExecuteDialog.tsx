import { useState, type FormEvent, type ReactNode } from 'react';
import type { PlanOverview } from '../../../shared/contract/plans.ts';
import { Button } from '../../components/Button.tsx';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { formatCountOf } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-request.ts';
import { executeLabel } from './execute-label.ts';
import { followExecution } from './execution-store.ts';
import { PlanHash } from './plan/PlanHash.tsx';

interface ExecuteDialogProps {
  readonly plan: PlanOverview;
  readonly onClose: () => void;
}

const LONGEST_REASON = 2_000;

/** Shows once more what will be done before it is. */
export function ExecuteDialog({ plan, onClose }: ExecuteDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const command = useCommand('execution.start');
  const execute = (event?: FormEvent): void => {
    event?.preventDefault();
    if (command.isPending) return;
    const given = reason.trim();
    command.mutate(
      { planId: plan.planId, reason: given === '' ? null : given },
      {
        onSuccess: ({ runId }) => {
          followExecution(runId);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${executeLabel(plan)}?`}
      description="As one batch: all of it is applied, or nothing. The batch can be rolled back afterwards."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="execute" disabled={command.isPending}>
            {executeLabel(plan)}
          </Button>
        </>
      }
    >
      <form id="execute" onSubmit={execute} className="flex flex-col gap-3">
        <PlanNumbers plan={plan} />
        {!plan.isCurrent && <StaleHint />}
        <TextArea
          label="Reason (optional)"
          hint="Kept with the batch in the timeline. Ctrl+Enter executes."
          rows={2}
          autoFocus
          maxLength={LONGEST_REASON}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) execute();
          }}
        />
        {command.error !== null && <ErrorState error={command.error} />}
      </form>
    </Dialog>
  );
}

function PlanNumbers({ plan }: { readonly plan: PlanOverview }): ReactNode {
  const { creates, updates, deletes, findingsRaised, findingsResolved, conflicts, skips, errors } =
    plan.summary;
  return (
    <>
      <p className="text-text-muted">
        Plan <PlanHash planId={plan.planId} />, {formatCountOf(plan.rules.length, 'rule')}
      </p>
      <ul className="grid grid-cols-3 gap-x-4 gap-y-1">
        <li>
          <ChangeSign op="CREATE" count={creates} />
        </li>
        <li>
          <ChangeSign op="UPDATE" count={updates} />
        </li>
        <li>
          <ChangeSign op="DELETE" count={deletes} />
        </li>
        {findingsRaised > 0 && (
          <li>
            <ChangeSign
              op="RAISE"
              count={findingsRaised}
              word={findingsRaised === 1 ? 'finding' : 'findings'}
            />
          </li>
        )}
        {findingsResolved > 0 && (
          <li>
            <ChangeSign op="RESOLVE" count={findingsResolved} word="resolved" />
          </li>
        )}
      </ul>
      {conflicts + skips + errors > 0 && (
        <p className="text-text-muted">
          Left as it is: {formatCountOf(conflicts, 'conflict')}, {formatCountOf(skips, 'skip')},{' '}
          {formatCountOf(errors, 'error')}.
        </p>
      )}
    </>
  );
}

function StaleHint(): ReactNode {
  return (
    <p className="flex items-start gap-2">
      <span className="mt-0.5">
        <SeverityIcon severity="WARNING" />
      </span>
      The project changed since the plan was made. The plan is applied only if it would come out the same;
      otherwise you are shown what moved.
    </p>
  );
}
