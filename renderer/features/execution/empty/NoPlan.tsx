import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScopeCounts } from '../../../../shared/contract/plans.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { formatCountOf } from '../../../lib/format.ts';

interface NoPlanProps {
  readonly counts: ScopeCounts | null;
  /** A dry run was asked for and cancelled. */
  readonly isCancelled: boolean;
  /** There was a plan, and it is not kept any more. */
  readonly wasLost: boolean;
}

/** Before the first dry run: what one would do. */
export function NoPlan({ counts, isCancelled, wasLost }: NoPlanProps): ReactNode {
  const title = isCancelled
    ? 'The dry run was cancelled'
    : wasLost
      ? 'The last dry run is not kept any more'
      : 'No dry run yet';
  return (
    <EmptyState
      icon={<FlaskConical size={28} />}
      title={title}
      hint={
        <>
          A dry run shows what {subject(counts)} would change, and why. Nothing is written. Press{' '}
          <kbd className="rounded border border-line-strong/60 px-1 font-mono text-small">d</kbd> to start.
        </>
      }
    />
  );
}

const subject = (counts: ScopeCounts | null): string =>
  counts === null
    ? 'the rules'
    : `${formatCountOf(counts.rules, 'rule')} on ${formatCountOf(counts.assets, 'asset')}`;
