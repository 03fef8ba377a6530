import type { ReactNode } from 'react';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';

interface HintProps {
  readonly text: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** A line that says what is special about what is shown. */
export function Hint({ text, children }: HintProps): ReactNode {
  return (
    <div role="status" className="flex items-start gap-2 border-t border-line px-4 py-1">
      <span className="mt-0.5">
        <SeverityIcon severity="INFO" />
      </span>
      <p className="min-w-0 flex-1">{text}</p>
      {children}
    </div>
  );
}
