import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** What to do next. */
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** True where it is the whole screen: then its title is the screen's heading. */
  readonly isScreen?: boolean;
}

/** Where there is nothing to show: why, and what to do next. */
export function EmptyState({ title, hint, action, icon, isScreen = false }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-2 p-6 text-center">
      {icon !== undefined && (
        <div aria-hidden className="text-text-muted">
          {icon}
        </div>
      )}
      {isScreen ? <h1 className="font-medium">{title}</h1> : <p className="font-medium">{title}</p>}
      {hint !== undefined && <p className="max-w-md text-text-muted">{hint}</p>}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
