import { useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { EntityVersion } from '../../../shared/contract/histories.ts';
import { stepFor } from '../../components/list-keys.ts';
import { VersionLine } from './VersionLine.tsx';
import type { VersionPair } from './version-pair.ts';
import { OVERSCAN } from '../../components/overscan.ts';

interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly EntityVersion[];
  readonly pair: VersionPair;
  /** With Shift the version is compared with the one shown, otherwise with the one before it. */
  readonly onChoose: (number: number, withShift: boolean) => void;
}

const LINE_HEIGHT = 58;
const PAGE_LINES = 8;

/** The versions, newest first. A click or the arrows compare one with the one before it, with Shift any two. */
export function VersionList({ versions, pair, onChoose }: VersionListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: versions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
    initialRect: { width: 360, height: 600 },
  });
  const active = versions.findIndex(({ number }) => number === pair.shown);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const other = versions.findIndex(({ number }) => number === pair.base);
    const from = event.shiftKey && other !== -1 ? other : active;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const next = stepFor(key, from, versions.length, PAGE_LINES);
    const version = next === null ? undefined : versions[next];
    if (next === null || version === undefined) return;
    event.preventDefault();
    onChoose(version.number, event.shiftKey);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <aside
      aria-label="Versions"
      className="flex max-h-[38%] shrink-0 flex-col border-line border-b narrow:max-h-none narrow:w-[360px] narrow:border-r narrow:border-b-0"
    >
      <p className="border-line border-b px-3 py-1.5 text-small text-text-muted">
        Click: with the version before. Shift+click: any two.
      </p>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Versions, newest first"
        aria-multiselectable
        aria-activedescendant={active === -1 ? undefined : lineId(pair.shown)}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const version = versions[index];
            if (version === undefined) return null;
            return (
              <VersionLine
                key={version.number}
                id={lineId(version.number)}
                version={version}
                top={start}
                height={LINE_HEIGHT}
                count={versions.length}
                place={index + 1}
                side={sideOf(version.number, pair)}
                onClick={(event: MouseEvent) => onChoose(version.number, event.shiftKey)}
              />
            );
          })}
        </div>
      </div>
    </aside>
  );
}

const lineId = (number: number): string => `version-${number}`;

function sideOf(number: number, { base, shown }: VersionPair): 'before' | 'after' | null {
  if (number === shown) return 'after';
  return number === base ? 'before' : null;
}
