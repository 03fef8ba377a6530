import { ArrowUp } from 'lucide-react';
import { formatCount } from '../../lib/format.ts';
import { classNames } from '../../lib/class-names.ts';
import type { ShownHead } from './use-shown-head.ts';

interface LiveTailProps {
  readonly head: ShownHead;
  /** Goes to the newest row, where the new ones are taken in. */
  readonly onCatchUp: () => void;
}

/** How many events came since the reader last looked, and whether the list follows the log. */
export function LiveTail({ head, onCatchUp }: LiveTailProps) {
  return (
    <span className="flex items-center gap-2">
      <span role="status" aria-live="polite">
        {head.fresh > 0 && (
          <button
            type="button"
            onClick={onCatchUp}
            className="appear flex h-6 items-center gap-1 rounded-full bg-accent px-2.5 text-small font-medium text-accent-contrast"
          >
            <ArrowUp size={12} aria-hidden />
            {formatCount(head.fresh)} new
          </button>
        )}
      </span>
      <button
        type="button"
        aria-pressed={head.isLive}
        title="Follow the log while the top of the list is in view"
        onClick={() => {
          head.setLive(!head.isLive);
          if (!head.isLive) onCatchUp();
        }}
        className="flex h-control items-center gap-1.5 rounded-md border border-line-strong/60 bg-surface-raised px-2.5 font-medium hover:bg-hover"
      >
        <span
          aria-hidden
          className={classNames('size-2 rounded-full', head.isLive ? 'bg-add' : 'border border-line-strong')}
        />
        Live
      </button>
    </span>
  );
}
