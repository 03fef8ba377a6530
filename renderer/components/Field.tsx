import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

interface FieldProps {
  /** Of the control inside; what explains it has the id `ID-more`. */
  readonly id: string;
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The label above a control, and under it what is wrong or what to know. */
export function Field({ id, label, hideLabel, hint, error, className, children }: FieldProps) {
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-small font-medium text-text-muted'}>
        {label}
      </label>
      {children}
      {(error || hint) && (
        <p
          id={`${id}-more`}
          role={error ? 'alert' : undefined}
          className={classNames('text-small', error ? 'text-error' : 'text-text-muted')}
        >
          {error || hint}
        </p>
      )}
    </div>
  );
}
