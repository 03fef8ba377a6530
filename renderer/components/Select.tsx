import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Field } from './Field.tsx';
import { INPUT_STYLE } from './TextField.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
}

interface SelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  readonly mono?: boolean;
  readonly className?: string;
}

/** A choice of one: the system's own control, quick with the keyboard. */
export function Select({
  label,
  hideLabel = false,
  hint,
  options,
  value,
  onChange,
  disabled = false,
  mono = false,
  className,
}: SelectProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} className={className}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(INPUT_STYLE, 'pr-1', mono && 'font-mono')}
      >
        {groupsOf(options).map(([group, members]) =>
          group === '' ? (
            members.map(option)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(option)}
            </optgroup>
          ),
        )}
      </select>
    </Field>
  );
}

const option = ({ value, label }: SelectOption): ReactNode => (
  <option key={value} value={value}>
    {label}
  </option>
);

function groupsOf(options: readonly SelectOption[]): readonly (readonly [string, readonly SelectOption[]])[] {
  return [...Map.groupBy(options, ({ group }) => group ?? '')];
}
