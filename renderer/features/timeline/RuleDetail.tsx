import { X } from 'lucide-react';
import { Link } from 'react-router';
import type { BatchLine, BatchRuleLine } from '../../../shared/contract/timelines.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { formatCount } from '../../lib/format.ts';
import { DetailSection, Fact, Facts } from './DetailParts.tsx';
import { eventWordOf } from './event-words.ts';
import { timelinePath } from './timeline-address.ts';

interface RuleDetailProps {
  readonly batch: BatchLine;
  readonly rule: BatchRuleLine;
  readonly onClose: () => void;
}

/** What one rule did in one batch, by kind of event. */
export function RuleDetail({ batch, rule, onClose }: RuleDetailProps) {
  const { ruleId, ruleName, byType } = rule;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-2 border-b border-line py-1 pr-1 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-mono font-semibold" title={ruleId ?? undefined}>
          {ruleId ?? 'No rule'}
        </h2>
        <IconButton label="Close details" keys="Esc" icon={<X size={14} />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {ruleName !== null && <p className="border-b border-line px-3 py-2 select-text">{ruleName}</p>}
        <DetailSection title="Events in this batch">
          <Facts>
            {Object.entries(byType).map(([type, count]) => (
              <Fact key={type} label={eventWordOf(type)}>
                {formatCount(count)}
              </Fact>
            ))}
          </Facts>
        </DetailSection>
        {ruleId !== null && (
          <div className="flex flex-col px-3 py-2">
            <Link
              className="text-accent hover:underline"
              to={timelinePath({ correlationId: batch.correlationId, ruleId }, 'events')}
            >
              Its events in this batch
            </Link>
            <Link className="text-accent hover:underline" to={timelinePath({ ruleId })}>
              All that this rule ever did
            </Link>
          </div>
        )}
      </div>
    </div>
  );
}
