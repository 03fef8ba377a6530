import type { ReactNode } from 'react';

interface DetailSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the details with its heading. */
export function DetailSection({ title, children }: DetailSectionProps): ReactNode {
  return (
    <section className="border-t border-line px-3 py-2">
      <h2 className="label-caps mb-1">{title}</h2>
      {children}
    </section>
  );
}
