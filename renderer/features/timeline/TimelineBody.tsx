import { ListX } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import type { ReactNode } from 'react';
import type { TimelineSource } from './timeline-source.ts';

interface TimelineBodyProps {
  readonly source: TimelineSource;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** The list, or why there is none. */
export function TimelineBody({ source, isFiltered, onClear, children }: TimelineBodyProps) {
  if (source.error !== null && source.rows.count === 0) {
    return (
      <ErrorState error={source.error} onRetry={source.retry}>
        {isFiltered && (
          <Button className="mt-2" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </ErrorState>
    );
  }
  if (source.isLoading) return <Skeleton rows={14} />;
  if (source.rows.count > 0) return children;
  return isFiltered ? (
    <EmptyState
      icon={<ListX size={28} />}
      title="No events match"
      hint="Take away a filter, or search for less."
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  ) : (
    <EmptyState title="The log is empty" hint="What imports, rules and people change will stand here." />
  );
}
