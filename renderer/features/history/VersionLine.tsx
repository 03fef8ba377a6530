import type { MouseEvent, ReactNode } from 'react';
import type { EntityVersion } from '../../../shared/contract/histories.ts';
import { ChangeSign } from '../../components/ChangeSign.tsx';
import { Time } from '../../components/Time.tsx';
import { classNames } from '../../lib/class-names.ts';
import { authorOf, batchWord, changedFields, operationOf } from './version-words.ts';

interface VersionLineProps {
  readonly id: string;
  readonly version: EntityVersion;
  /** In px from the top of the list. */
  readonly top: number;
  readonly height: number;
  /** How many there are, and the how-manieth this is, for those who hear the list. */
  readonly count: number;
  readonly place: number;
  /** Where it stands in the comparison; null where it is not part of it. */
  readonly side: 'before' | 'after' | null;
  readonly onClick: (event: MouseEvent) => void;
}

/** A version: number, time, what it changed, who did it and why; one that was rolled back says so. */
export function VersionLine(props: VersionLineProps): ReactNode {
  const { id, version, top, height, count, place, side, onClick } = props;
  const { number, timestamp, isRolledBack, reason, batchKind } = version;
  const fields = changedFields(version);
  return (
    <div
      id={id}
      role="option"
      aria-selected={side !== null}
      aria-setsize={count}
      aria-posinset={place}
      onClick={onClick}
      style={{ top, height }}
      className={classNames(
        'absolute inset-x-0 flex cursor-default select-none items-start gap-2 border-line/60 border-b px-3 py-1.5',
        side === null ? 'hover:bg-hover' : 'bg-selected',
      )}
    >
      <span className="w-9 shrink-0 font-mono text-small leading-5">v{number}</span>
      <span className={classNames('min-w-0 flex-1', isRolledBack && 'text-text-muted')}>
        <span className="flex items-baseline gap-2">
          <ChangeSign op={operationOf(version)} {...(fields === '' ? {} : { word: null })} />
          <bdi className={classNames('min-w-0 flex-1 truncate', isRolledBack && 'line-through')}>
            {fields}
          </bdi>
          <Time at={timestamp} className="shrink-0 text-small text-text-muted" />
        </span>
        <span className="flex items-baseline gap-2 text-small text-text-muted">
          <span className="min-w-0 flex-1 truncate">
            {authorOf(version)} {'\u00b7'} {reason === null ? batchWord(batchKind) : `\u201c${reason}\u201d`}
          </span>
          {isRolledBack && <span className="shrink-0 text-remove">rolled back</span>}
          {side !== null && <SideMark side={side} />}
        </span>
      </span>
    </div>
  );
}

function SideMark({ side }: { readonly side: 'before' | 'after' }): ReactNode {
  return (
    <span className="shrink-0 rounded border border-accent px-1 text-accent text-label">
      {side === 'before' ? 'left' : 'right'}
    </span>
  );
}
