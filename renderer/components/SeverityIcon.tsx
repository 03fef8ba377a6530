import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Severity } from '../../shared/model/terms.ts';

const LOOKS = {
  ERROR: { Icon: OctagonAlert, colour: 'text-error', word: 'error' },
  WARNING: { Icon: TriangleAlert, colour: 'text-warning', word: 'warning' },
  INFO: { Icon: Info, colour: 'text-info', word: 'information' },
} as const;

interface SeverityIconProps {
  readonly severity: Severity;
  readonly size?: number;
}

/** Octagon, triangle or circle, so that the shape alone tells how grave it is. */
export function SeverityIcon({ severity, size = 14 }: SeverityIconProps) {
  const { Icon, colour, word } = LOOKS[severity];
  return (
    <span role="img" aria-label={word} title={word} className={`inline-flex shrink-0 ${colour}`}>
      <Icon size={size} aria-hidden />
    </span>
  );
}
