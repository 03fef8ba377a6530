import { classNames } from '../lib/class-names.ts';
import { formatCount } from '../lib/format.ts';

/** What can happen to an entity: operations, and why nothing happened. */
export type ChangeKind =
  | 'CREATE'
  | 'UPDATE'
  | 'DELETE'
  | 'RAISE'
  | 'RESOLVE'
  | 'CONFLICT'
  | 'SKIP'
  | 'ERROR'
  | 'UNCHANGED';

interface ChangeLook {
  readonly sign: string;
  readonly word: string;
  readonly colour: string;
}

const LOOKS: Readonly<Record<ChangeKind, ChangeLook>> = {
  CREATE: { sign: '+', word: 'created', colour: 'text-add' },
  UPDATE: { sign: '~', word: 'changed', colour: 'text-change' },
  DELETE: { sign: '-', word: 'deleted', colour: 'text-remove' },
  RAISE: { sign: '+', word: 'raised', colour: 'text-warning' },
  RESOLVE: { sign: '-', word: 'resolved', colour: 'text-add' },
  CONFLICT: { sign: '!', word: 'conflict', colour: 'text-conflict' },
  SKIP: { sign: 'o', word: 'skipped', colour: 'text-skip' },
  ERROR: { sign: 'x', word: 'error', colour: 'text-error' },
  UNCHANGED: { sign: '=', word: 'unchanged', colour: 'text-text-muted' },
};

interface ChangeSignProps {
  readonly op: ChangeKind;
  /** How many; the word then stands behind the number: "+ 12 created". */
  readonly count?: number;
  /** Another word, such as "will be created"; null shows the sign only and reads the word aloud. */
  readonly word?: string | null;
  readonly className?: string;
}

/** A change told by sign, word and colour together. */
export function ChangeSign({ op, count, word, className }: ChangeSignProps) {
  const look = LOOKS[op];
  const told = word ?? wordFor(op, look, count);
  return (
    <span
      className={classNames('inline-flex items-baseline gap-1 whitespace-nowrap', look.colour, className)}
    >
      <span aria-hidden className="w-2.5 text-center font-mono font-semibold">
        {look.sign}
      </span>
      {count !== undefined && <span>{formatCount(count)}</span>}
      <span className={word === null ? 'sr-only' : undefined}>{told}</span>
    </span>
  );
}

function wordFor(op: ChangeKind, { word }: ChangeLook, count: number | undefined): string {
  const isNoun = op === 'CONFLICT' || op === 'ERROR';
  return isNoun && count !== undefined && count !== 1 ? `${word}s` : word;
}
