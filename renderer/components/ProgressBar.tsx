import { classNames } from '../lib/class-names.ts';
import { formatCount } from '../lib/format.ts';

interface ProgressBarProps {
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** What goes on: "Reading rows". */
  readonly label: string;
  readonly className?: string;
}

/** How far something is. A native element, as its width needs no inline style. */
export function ProgressBar({ done, total, label, className }: ProgressBarProps) {
  const told = total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
  return (
    <progress
      aria-label={label}
      aria-valuetext={`${label}: ${told}`}
      max={total === null || total === 0 ? 1 : total}
      value={total === null ? undefined : total === 0 ? 1 : Math.min(done, total)}
      className={classNames('progress h-2', className ?? 'w-full')}
    />
  );
}
