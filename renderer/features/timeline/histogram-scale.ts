/** A stretch of time, in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Buckets of equal length over a stretch of time. */
export interface HistogramScale extends TimeSpan {
  readonly buckets: number;
}

/** The bucket that an instant falls into; what lies outside falls into the first or the last. */
export function bucketOf(scale: HistogramScale, at: number): number {
  const index = Math.floor((at - scale.from) / bucketLength(scale));
  return Math.min(scale.buckets - 1, Math.max(0, index));
}

/** When a bucket starts; the number of buckets gives the end of the last. */
export const startOfBucket = (scale: HistogramScale, bucket: number): number =>
  scale.from + bucket * bucketLength(scale);

const bucketLength = ({ from, to, buckets }: HistogramScale): number => Math.max(1, to - from) / buckets;

/** The bucket under a point of a chart, by its distance from the left edge in pixels. */
export function bucketAt(scale: HistogramScale, x: number, width: number): number {
  if (width <= 0) return 0;
  return Math.min(scale.buckets - 1, Math.max(0, Math.floor((x / width) * scale.buckets)));
}

/** Buckets that are chosen, both included. */
export interface Brush {
  readonly first: number;
  readonly last: number;
}

/** A drag from one bucket to another, in whichever direction. */
export const brushBetween = (a: number, b: number): Brush => ({
  first: Math.min(a, b),
  last: Math.max(a, b),
});

/** The buckets that a filter's range covers; null where it has none, or lies outside. */
export function brushOf(
  scale: HistogramScale,
  from: string | undefined,
  to: string | undefined,
): Brush | null {
  if (from === undefined && to === undefined) return null;
  const start = from === undefined ? scale.from : Date.parse(from);
  const end = to === undefined ? scale.to : endOf(to);
  if (end < scale.from || start > scale.to || end < start) return null;
  return { first: bucketOf(scale, start), last: bucketOf(scale, end) };
}

/** The last millisecond that belongs to an instant or (UTC) date. */
export const endOf = (to: string): number =>
  Date.parse(to) + (/^\d{4}-\d{2}-\d{2}$/.test(to) ? 86_399_999 : 0);

/** The range that a brush stands for, as a filter states it: both ends belong to it. */
export function rangeOf(scale: HistogramScale, { first, last }: Brush): { from: string; to: string } {
  const start = Math.ceil(startOfBucket(scale, first));
  const isLast = last >= scale.buckets - 1;
  const end = isLast ? Math.ceil(scale.to) : Math.ceil(startOfBucket(scale, last + 1)) - 1;
  return { from: new Date(start).toISOString(), to: new Date(Math.max(start, end)).toISOString() };
}

const BIG_STEP = 10;

/** The brush after a key at one of its ends; null where the key means nothing there. */
export function brushAfterKey(
  brush: Brush,
  end: 'first' | 'last',
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  buckets: number,
): Brush | null {
  const moved = valueAfterKey(brush[end], key, shiftKey ? BIG_STEP : 1, buckets);
  if (moved === null) return null;
  return end === 'first'
    ? { first: Math.min(moved, brush.last), last: brush.last }
    : { first: brush.first, last: Math.max(moved, brush.first) };
}

function valueAfterKey(value: number, key: string, step: number, buckets: number): number | null {
  const moves: Readonly<Partial<Record<string, number>>> = {
    ArrowLeft: value - step,
    ArrowDown: value - step,
    ArrowRight: value + step,
    ArrowUp: value + step,
    PageDown: value - BIG_STEP,
    PageUp: value + BIG_STEP,
    Home: 0,
    End: buckets - 1,
  };
  const moved = moves[key];
  return moved === undefined ? null : Math.min(buckets - 1, Math.max(0, moved));
}

/** Heights of the bars, 0 to 1. The root lets one event be seen beside a million; none stays none. */
export function barHeights(counts: readonly number[]): number[] {
  const most = Math.max(0, ...counts);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0.06, Math.cbrt(count / most))));
}
