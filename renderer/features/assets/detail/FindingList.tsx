import type { ReactNode } from 'react';
import type { Finding } from '../../../../shared/model/entities.ts';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { Section } from './Section.tsx';

/** What rules found about an asset and is open; nothing where there is none. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return null;
  return (
    <Section title="Findings" count={findings.length}>
      <ul>
        {findings.map(({ id, severity, message, ruleId }) => (
          <li key={id} className="flex gap-2 px-3 py-1">
            <span className="pt-0.5">
              <SeverityIcon severity={severity} />
            </span>
            <span className="min-w-0">
              <span className="break-words">{message}</span>
              <span className="block text-small text-text-muted">rule {ruleId}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
