import * as Radix from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

interface DrawerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
}

/** A pane that slides over the screen from a side, where there is no room beside it. */
export function Drawer({ open, onOpenChange, title, side = 'right', children }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-20 bg-black/35" />
        <Radix.Content
          aria-describedby={undefined}
          className={classNames(
            'appear fixed inset-y-0 z-20 flex w-[min(420px,90vw)] flex-col bg-surface shadow-xl',
            side === 'left' ? 'left-0 border-r border-line' : 'right-0 border-l border-line',
          )}
        >
          <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-1 pl-3">
            <Radix.Title className="min-w-0 flex-1 truncate font-semibold">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="flex size-control items-center justify-center rounded-md text-text-muted hover:bg-hover"
            >
              <X size={16} aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
