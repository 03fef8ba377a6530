import { Link } from 'react-router';
import type { RollbackResult } from '../../../shared/model/rollback.ts';
import { formatCountOf } from '../../lib/format.ts';
import { timelinePath } from '../timeline/timeline-address.ts';
import { impactsOf } from './impact.ts';

interface RollbackOutcomeProps {
  readonly result: RollbackResult;
  readonly onClose: () => void;
}

/** What was done, with the way to the batch that recorded it. */
export function RollbackOutcome({ result, onClose }: RollbackOutcomeProps) {
  const { cascaded, correlationId, eventsRolledBack } = result;
  return (
    <div role="status" className="flex flex-col gap-2">
      <p className="font-medium">
        {formatCountOf(eventsRolledBack, 'event')} rolled back
        {cascaded.length > 0 && `, with ${formatCountOf(cascaded.length, 'later batch', 'later batches')}`}.
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {impactsOf(result, true).map(({ way, title, text }) => (
          <div key={way} className="contents">
            <dt className="text-text-muted">{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {correlationId !== null && (
        <Link className="text-accent hover:underline" to={timelinePath({ correlationId })} onClick={onClose}>
          Show the rollback in the timeline
        </Link>
      )}
    </div>
  );
}
