import * as Radix from '@radix-ui/react-checkbox';
import { Check, Minus } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

interface CheckboxProps {
  readonly label: ReactNode;
  /** Where the label is not to be seen, or is no text. */
  readonly ariaLabel?: string;
  readonly checked: boolean | 'indeterminate';
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** A box to tick, with its label. */
export function Checkbox({ label, ariaLabel, checked, onCheckedChange, disabled, className }: CheckboxProps) {
  const id = useId();
  return (
    <div className={classNames('flex min-h-control items-center gap-2', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled ?? false}
        aria-label={ariaLabel}
        onCheckedChange={(now) => onCheckedChange(now === true)}
        className="flex size-4 shrink-0 items-center justify-center rounded border border-line-strong bg-surface disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
      >
        <Radix.Indicator className="text-accent-contrast">
          {checked === 'indeterminate' ? <Minus size={12} aria-hidden /> : <Check size={12} aria-hidden />}
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={classNames('min-w-0', disabled && 'opacity-60')}>
        {label}
      </label>
    </div>
  );
}
