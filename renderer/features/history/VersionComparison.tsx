import { Columns2, Rows2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { EntityVersion } from '../../../shared/contract/histories.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { Select, type SelectOption } from '../../components/Select.tsx';
import { Time } from '../../components/Time.tsx';
import { formatTime } from '../../lib/format.ts';
import { DiffViewer } from './DiffViewer.tsx';
import { batchLink } from './links.ts';
import { authorOf, batchWord } from './version-words.ts';
import type { AskedPair, VersionPair } from './version-pair.ts';

interface VersionComparisonProps {
  readonly versions: readonly EntityVersion[];
  readonly pair: VersionPair;
  readonly onAsk: (asked: AskedPair) => void;
}

/** Two versions side by side or one below the other, and what the newer one came from. */
export function VersionComparison({ versions, pair, onAsk }: VersionComparisonProps): ReactNode {
  const [isSplit, setSplit] = useState(prefersSplit);
  const base = versions.find(({ number }) => number === pair.base) ?? null;
  const shown = versions.find(({ number }) => number === pair.shown);
  if (shown === undefined) return null;
  const toggle = (): void => {
    localStorage.setItem(SPLIT_KEY, String(!isSplit));
    setSplit(!isSplit);
  };
  return (
    <>
      <VersionFacts version={shown} />
      <div className="flex flex-wrap items-end gap-2 px-4 pb-2">
        <PairChoice versions={versions} pair={pair} onAsk={onAsk} />
        <IconButton
          label={isSplit ? 'Show unified' : 'Show side by side'}
          icon={isSplit ? <Rows2 size={16} /> : <Columns2 size={16} />}
          onClick={toggle}
          className="ml-auto"
        />
      </div>
      <div className="border-line border-t">
        <DiffViewer
          key={`${pair.base}-${pair.shown}`}
          before={base?.state ?? null}
          after={shown.state}
          leftTitle={titleOf(base)}
          rightTitle={titleOf(shown)}
          split={isSplit}
        />
      </div>
    </>
  );
}

const SPLIT_KEY = 'history.split';
const prefersSplit = (): boolean => localStorage.getItem(SPLIT_KEY) !== 'false';

function titleOf(version: EntityVersion | null): string {
  if (version === null) return 'before v1: not there';
  return `v${version.number}${version.state === null ? ': deleted' : ''}  ${formatTime(version.timestamp)}`;
}

/** Who, when, why, from what, and in which batch. */
function VersionFacts({ version }: { readonly version: EntityVersion }): ReactNode {
  const { number, timestamp, ruleName, userId, ruleId, correlationId, batchKind, reason, because } = version;
  return (
    <div className="px-4 pt-3 pb-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-mono font-semibold">v{number}</span>
        <Time at={timestamp} />
        <span>
          {authorOf(version)}
          {ruleName !== null && (
            <span className="text-text-muted">
              {' '}
              {'\u201c'}
              {ruleName}
              {'\u201d'}
            </span>
          )}
          {ruleId !== null && <span className="text-text-muted">, run by {userId}</span>}
        </span>
        <Link to={batchLink(correlationId)} className="text-accent hover:underline">
          {batchWord(batchKind)} in the timeline
        </Link>
        {version.isRolledBack && <span className="text-remove">rolled back: not in force</span>}
      </p>
      {because !== null && <p className="break-words">{capitalized(because)}</p>}
      {reason !== null && (
        <p className="break-words">
          <span className="text-text-muted">reason </span>
          {reason}
        </p>
      )}
    </div>
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same choice as in the list, with two controls of the system. */
function PairChoice({ versions, pair, onAsk }: VersionComparisonProps): ReactNode {
  const options: readonly SelectOption[] = versions.map(({ number, timestamp }) => ({
    value: String(number),
    label: `v${number}  ${formatTime(timestamp)}`,
  }));
  const nothing: SelectOption = { value: '', label: 'nothing' };
  return (
    <>
      <Select
        label="Left"
        options={pair.base === null ? [nothing, ...options] : options}
        value={pair.base === null ? '' : String(pair.base)}
        onChange={(value) => onAsk({ base: value === '' ? null : Number(value), shown: pair.shown })}
        mono
      />
      <Select
        label="Right"
        options={options}
        value={String(pair.shown)}
        onChange={(value) => onAsk({ base: pair.base, shown: Number(value) })}
        mono
      />
    </>
  );
}
