import type { ReactNode } from 'react';

interface ScreenHeaderProps {
  readonly title: ReactNode;
  /** The screen's buttons, its one primary last. */
  readonly actions?: ReactNode;
  /** A second line: filters, counts. */
  readonly children?: ReactNode;
}

/** The head of a screen. */
export function ScreenHeader({ title, actions, children }: ScreenHeaderProps) {
  return (
    <header className="shrink-0 border-b border-line px-4 py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="min-w-0 flex-1 truncate text-title font-semibold">{title}</h1>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children !== undefined && <div className="mt-1">{children}</div>}
    </header>
  );
}
