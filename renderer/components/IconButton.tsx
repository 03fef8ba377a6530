import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import type { ButtonProps } from './Button.tsx';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'variant' | 'size'> {
  /** What it does, read aloud and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys that do the same, shown with the label. */
  readonly keys?: string;
}

/** A button that shows an icon only. */
export function IconButton({ label, icon, keys, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip content={keys === undefined ? label : `${label} (${keys})`}>
      <button
        type={type}
        aria-label={label}
        className={classNames(
          'inline-flex size-control shrink-0 items-center justify-center rounded-md text-text-muted',
          'hover:bg-hover hover:text-text disabled:opacity-50 aria-pressed:bg-selected aria-pressed:text-text',
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
