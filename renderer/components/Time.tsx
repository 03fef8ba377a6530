import { formatFullTime, formatTime } from '../lib/format.ts';

/** An instant as "today 09:14"; on hover with date, seconds and offset. */
export function Time({ at, className }: { readonly at: string; readonly className?: string }) {
  return (
    <time dateTime={at} title={formatFullTime(at)} className={className}>
      {formatTime(at)}
    </time>
  );
}
