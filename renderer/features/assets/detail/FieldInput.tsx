import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FieldRow } from '../field-rows.ts';

interface FieldInputProps {
  readonly row: FieldRow;
  readonly label: string;
  readonly text: string;
  /** Null: left as it was. */
  readonly onDone: (text: string | null) => void;
}

/** The value of a field while it is typed: Enter or leaving takes it, Escape gives it up. */
export function FieldInput({ row, label, text, onDone }: FieldInputProps): ReactNode {
  const [typed, setTyped] = useState(text);
  const list = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Enter') onDone(typed);
    if (event.key === 'Escape') onDone(null);
  };
  return (
    <span className="flex min-w-0 items-center gap-1">
      <input
        // The input stands where the user just asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the user has just asked for this field
        autoFocus
        aria-label={label}
        value={typed}
        list={row.choices === null ? undefined : list}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => onDone(typed)}
        onKeyDown={onKeyDown}
        className="h-6 w-full min-w-0 rounded-md border border-line-strong bg-surface px-1.5 font-mono text-small"
      />
      {row.choices !== null && (
        <datalist id={list}>
          {row.choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      {row.unit !== null && <span className="text-text-muted">{row.unit}</span>}
    </span>
  );
}
