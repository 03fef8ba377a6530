import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../lib/class-names.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'medium';
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-accent-contrast border-transparent hover:brightness-110',
  secondary: 'bg-surface-raised text-text border-line-strong/60 hover:bg-hover',
  ghost: 'bg-transparent text-text border-transparent hover:bg-hover',
  danger: 'bg-transparent text-remove border-remove/60 hover:bg-remove/10',
};

/** A button. A screen has one that is `primary`. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap',
        'disabled:opacity-50 disabled:hover:brightness-100',
        size === 'small' ? 'px-2 text-small' : 'px-3',
        VARIANTS[variant],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
