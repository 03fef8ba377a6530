import type { ReactNode } from 'react';

/** A part of the details with its heading. */
export function DetailSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-line px-3 py-2">
      <h3 className="label-caps mb-1">{title}</h3>
      {children}
    </section>
  );
}

/** Names with their values. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-2 gap-y-1 text-small">{children}</dl>;
}

interface FactProps {
  readonly label: string;
  readonly mono?: boolean;
  readonly children: ReactNode;
}

export function Fact({ label, mono = false, children }: FactProps) {
  return (
    <>
      <dt className="truncate text-text-muted" title={label}>
        {label}
      </dt>
      <dd className={mono ? 'font-mono break-all select-text' : 'break-words select-text'}>{children}</dd>
    </>
  );
}
