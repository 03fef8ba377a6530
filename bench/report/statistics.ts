/** How the runs of one measurement become its figure. */
export type Statistic = 'median' | 'best';

/**
 * The value below which a share (0 to 1) of the values lies, by the nearest rank: always one of the values.
 * @throws RangeError where there are no values or the share is no share
 */
export function percentile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`A share is 0 to 1, not ${share}.`);
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There is no percentile of no values.');
  return value;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of no values.');
  return (lower + upper) / 2;
}

/** The figure of several runs, where less is better (times, memory). */
export function figure(runs: readonly number[], statistic: Statistic): number {
  return statistic === 'median' ? median(runs) : percentile(runs, 0);
}
