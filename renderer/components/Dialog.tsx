import * as Radix from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** The buttons, the one that acts last. */
  readonly footer?: ReactNode;
  readonly width?: 'small' | 'medium' | 'large';
}

const WIDTHS = { small: 'w-[420px]', medium: 'w-[640px]', large: 'w-[960px]' } as const;

/** A modal dialog. Esc and the cross close it; focus goes back where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = 'small',
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-30 bg-black/45" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={classNames(
            'appear fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100vh-48px)] max-w-[calc(100vw-32px)] -translate-1/2 flex-col rounded-md border border-line-strong/60 bg-surface shadow-xl',
            WIDTHS[width],
          )}
        >
          <header className="flex items-start gap-2 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-[15px] leading-6 font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="text-text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-1 flex size-control shrink-0 items-center justify-center rounded-md text-text-muted hover:bg-hover"
            >
              <X size={16} aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-4 py-3">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
