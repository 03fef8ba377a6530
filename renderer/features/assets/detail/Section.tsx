import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A part of the details with its title. */
export function Section({ title, count, children }: SectionProps): ReactNode {
  return (
    <section aria-label={title} className="pt-3">
      <h3 className="label-caps px-3 pb-1">
        {title}
        {count !== undefined && <span className="font-normal"> {formatCount(count)}</span>}
      </h3>
      {children}
    </section>
  );
}
