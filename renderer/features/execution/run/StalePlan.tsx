import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ErrorReport } from '../../../../shared/errors.ts';
import { Button } from '../../../components/Button.tsx';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { Tag } from '../../../components/Tag.tsx';
import { fieldLabel, formatCount, formatFieldValue } from '../../../lib/format.ts';
import { batchPath } from './batch-path.ts';
import { staleness, type MovedValue } from './staleness.ts';

interface StalePlanProps {
  readonly error: ErrorReport;
  readonly onPlanAgain: () => void;
  readonly onShowPlan: () => void;
}

/** So many values are listed. */
const MOST_MOVED = 100;

/** The plan would come out differently by now: what moved, and the way on. */
export function StalePlan({ error, onPlanAgain, onShowPlan }: StalePlanProps): ReactNode {
  const { moved, added, removed, changed } = staleness(error.context);
  const more = moved.length - MOST_MOVED;
  return (
    <section role="alert" className="min-h-0 flex-1 overflow-auto p-4">
      <div className="flex items-start gap-3">
        <span className="mt-0.5">
          <SeverityIcon severity="WARNING" size={16} />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">The project changed since the plan was made. Nothing was applied.</h2>
          <p className="text-text-muted">
            Planned again, {formatCount(added)} changes would be added, {formatCount(removed)} dropped, and{' '}
            {formatCount(changed)} would come out differently.
          </p>
          {moved.length > 0 && <MovedTable moved={moved.slice(0, MOST_MOVED)} />}
          {more > 0 && <p className="mt-1 text-text-muted">and {formatCount(more)} more</p>}
          <div className="mt-3 flex gap-2">
            <Button variant="primary" onClick={onPlanAgain}>
              Plan again
            </Button>
            <Button onClick={onShowPlan}>Show the plan</Button>
          </div>
        </div>
      </div>
    </section>
  );
}

function MovedTable({ moved }: { readonly moved: readonly MovedValue[] }): ReactNode {
  return (
    <table className="mt-3 text-left select-text">
      <caption className="sr-only">What moved</caption>
      <thead className="label-caps">
        <tr className="h-row">
          {['Tag', 'Field', 'Planned with', 'Now', 'By'].map((title) => (
            <th key={title} scope="col" className="pr-6 font-semibold">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moved.map(({ tag, field, planned, now, correlationId }, index) => (
          <tr key={index} className="h-row border-t border-line">
            <td className="pr-6">{tag === '' ? 'project' : <Tag link>{tag}</Tag>}</td>
            <td className="pr-6">{fieldLabel(field)}</td>
            <td className="pr-6 font-mono text-small">{formatFieldValue(field, planned)}</td>
            <td className="pr-6 font-mono text-small">{formatFieldValue(field, now)}</td>
            <td>
              {correlationId !== null && (
                <Link className="text-accent hover:underline" to={batchPath(correlationId)}>
                  Show batch
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
