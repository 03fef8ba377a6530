import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Histogram } from '../../../shared/contract/timelines.ts';
import { formatCountOf, formatFullTime, formatTime } from '../../lib/format.ts';
import {
  barHeights,
  brushAfterKey,
  brushBetween,
  brushOf,
  bucketAt,
  rangeOf,
  startOfBucket,
  type Brush,
  type HistogramScale,
} from './histogram-scale.ts';

interface TimelineHistogramProps {
  readonly histogram: Histogram;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Null: the whole log. */
  readonly onRange: (range: { readonly from: string; readonly to: string } | null) => void;
}

const HEIGHT = 40;

/** Events over time. Drag, or move the two handles by keyboard, to choose a range. */
export function TimelineHistogram({ histogram, from, to, onRange }: TimelineHistogramProps) {
  const [dragged, setDragged] = useState<{ readonly start: number; readonly brush: Brush } | null>(null);
  const scale = scaleOf(histogram);
  if (scale === null) return null;
  const { buckets } = scale;
  const chosen = dragged?.brush ?? brushOf(scale, from, to);
  const shown = chosen ?? { first: 0, last: buckets - 1 };
  const take = (brush: Brush): void =>
    onRange(brush.first === 0 && brush.last === buckets - 1 ? null : rangeOf(scale, brush));

  const bucketUnder = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return bucketAt(scale, clientX - left, width);
  };
  const onPointerDown = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    const start = bucketUnder(event);
    setDragged({ start, brush: { first: start, last: start } });
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    if (dragged !== null)
      setDragged({ start: dragged.start, brush: brushBetween(dragged.start, bucketUnder(event)) });
  };
  const onPointerUp = (): void => {
    if (dragged === null) return;
    setDragged(null);
    take(dragged.brush);
  };
  return (
    <div className="relative min-w-0 flex-1">
      <svg
        viewBox={`0 0 ${buckets} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="h-10 w-full touch-none rounded-[3px] bg-surface-sunken"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDragged(null)}
        onDoubleClick={() => onRange(null)}
      >
        {chosen !== null && (
          <rect
            x={chosen.first}
            width={chosen.last - chosen.first + 1}
            height={HEIGHT}
            className="fill-selected"
          />
        )}
        <Bars histogram={histogram} scale={scale} shown={shown} />
      </svg>
      <Handle end="first" brush={shown} scale={scale} onBrush={take} onClear={() => onRange(null)} />
      <Handle end="last" brush={shown} scale={scale} onBrush={take} onClear={() => onRange(null)} />
    </div>
  );
}

interface BarsProps {
  readonly histogram: Histogram;
  readonly scale: HistogramScale;
  readonly shown: Brush;
}

function Bars({ histogram, scale, shown }: BarsProps) {
  const heights = barHeights(histogram.counts);
  return heights.map((height, bucket) => {
    const isIn = bucket >= shown.first && bucket <= shown.last;
    return (
      <g key={bucket}>
        <rect
          x={bucket + 0.12}
          y={HEIGHT - height * (HEIGHT - 2)}
          width={0.76}
          height={height * (HEIGHT - 2)}
          className={isIn ? 'fill-accent' : 'fill-line-strong opacity-60'}
        />
        <rect x={bucket} width={1} height={HEIGHT} className="fill-transparent">
          <title>{bucketText(scale, bucket, histogram.counts[bucket] ?? 0)}</title>
        </rect>
      </g>
    );
  });
}

interface HandleProps {
  readonly end: 'first' | 'last';
  readonly brush: Brush;
  readonly scale: HistogramScale;
  readonly onBrush: (brush: Brush) => void;
  readonly onClear: () => void;
}

/** One end of the range: arrows move it by a bar, with Shift by ten; Delete takes the whole log. */
function Handle({ end, brush, scale, onBrush, onClear }: HandleProps) {
  const at = end === 'first' ? brush.first : brush.last + 1;
  const instant = new Date(startOfBucket(scale, at)).toISOString();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') return onClear();
    const next = brushAfterKey(brush, end, event, scale.buckets);
    if (next === null) return;
    event.preventDefault();
    onBrush(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={end === 'first' ? 'Start of the range' : 'End of the range'}
      aria-valuemin={0}
      aria-valuemax={scale.buckets - 1}
      aria-valuenow={brush[end]}
      aria-valuetext={formatTime(instant)}
      title={formatFullTime(instant)}
      onKeyDown={onKeyDown}
      style={{ left: `${(at / scale.buckets) * 100}%` }}
      className="pointer-events-none absolute inset-y-0 -ml-1 w-2 rounded before:absolute before:inset-y-0 before:left-[3px] before:w-0.5 before:bg-accent/70"
    />
  );
}

function scaleOf({ from, to, counts }: Histogram): HistogramScale | null {
  if (from === null || to === null || counts.length === 0) return null;
  return { from: Date.parse(from), to: Date.parse(to), buckets: counts.length };
}

const bucketText = (scale: HistogramScale, bucket: number, count: number): string =>
  `${formatTime(new Date(startOfBucket(scale, bucket)).toISOString())}: ${formatCountOf(count, 'event')}`;
