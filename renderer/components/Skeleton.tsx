import { classNames } from '../lib/class-names.ts';

interface SkeletonProps {
  /** Rows of the list that will stand there. */
  readonly rows?: number;
  readonly className?: string;
}

const WIDTHS = ['w-3/5', 'w-4/5', 'w-2/5', 'w-3/4', 'w-1/2'] as const;

/** Grey bars where data will be; they show only after 150 ms, so that what is quick does not flicker. */
export function Skeleton({ rows = 1, className }: SkeletonProps) {
  return (
    <div role="status" aria-label="Loading" className={classNames('appear-late', className)}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-row items-center px-3">
          <div className={classNames('h-2.5 rounded bg-hover', WIDTHS[row % WIDTHS.length])} />
        </div>
      ))}
    </div>
  );
}
