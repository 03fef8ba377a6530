import { formatCount } from '../lib/format.ts';

/** A grouped number. */
export function Count({ value, className }: { readonly value: number; readonly className?: string }) {
  return <span className={className}>{formatCount(value)}</span>;
}
