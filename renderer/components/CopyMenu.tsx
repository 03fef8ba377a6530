import * as Radix from '@radix-ui/react-context-menu';
import type { ReactElement } from 'react';
import { copyText } from '../lib/copy-text.ts';

export interface CopyMenuItem {
  /** What the item does, such as "Copy tag". */
  readonly label: string;
  /** The text that is copied, or made when it is asked for. */
  readonly text?: string | (() => string);
  /** What is said afterwards: "Tag copied". By default made of the label. */
  readonly what?: string;
  /** Something else than copying, such as going to a history. */
  readonly onSelect?: () => void;
}

interface CopyMenuProps {
  readonly items: readonly CopyMenuItem[];
  /** One element that takes a ref. */
  readonly children: ReactElement;
}

/** A menu on right click (or the menu key) for copying what its child shows. */
export function CopyMenu({ items, children }: CopyMenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          collisionPadding={8}
          className="appear z-50 min-w-40 rounded-md border border-line-strong/60 bg-surface-raised p-1 shadow-lg"
        >
          {items.map((item) => (
            <Radix.Item
              key={item.label}
              onSelect={() => choose(item)}
              className="flex h-control items-center rounded px-2 outline-none data-highlighted:bg-accent data-highlighted:text-accent-contrast"
            >
              {item.label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function choose({ label, text, what, onSelect }: CopyMenuItem): void {
  onSelect?.();
  if (text === undefined) return;
  const subject = label.replace(/^copy /i, '');
  copyText(
    typeof text === 'string' ? text : text(),
    what ?? subject.charAt(0).toUpperCase() + subject.slice(1),
  );
}
