import { useId, type ReactNode, type Ref, type TextareaHTMLAttributes } from 'react';
import { Field } from './Field.tsx';

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hideLabel = false,
  hint,
  error,
  className,
  id: givenId,
  ...rest
}: TextAreaProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      <textarea
        id={id}
        rows={3}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-more` : undefined}
        className="w-full resize-y rounded-md border border-line-strong/70 bg-surface px-2 py-1 text-text disabled:opacity-60 aria-invalid:border-error"
        {...rest}
      />
    </Field>
  );
}
