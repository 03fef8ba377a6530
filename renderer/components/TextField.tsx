import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Field } from './Field.tsx';

export const INPUT_STYLE =
  'h-control w-full min-w-0 rounded-md border border-line-strong/70 bg-surface px-2 text-text disabled:opacity-60 aria-invalid:border-error';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Shown above the field; with `hideLabel` only read aloud. */
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with the value. */
  readonly error?: string | null | undefined;
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text with its label, hint and error. */
export function TextField({
  label,
  hideLabel = false,
  hint,
  error,
  mono = false,
  className,
  id: givenId,
  ...rest
}: TextFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        className={classNames(INPUT_STYLE, mono && 'font-mono', 'read-only:bg-surface-sunken')}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
    </Field>
  );
}
