import type { BatchRuleLine } from '../../../shared/contract/timelines.ts';
import { ChangeSign, type ChangeKind } from '../../components/ChangeSign.tsx';
import { eventTypeSchema } from '../../../shared/model/events.ts';
import { formatCountOf } from '../../lib/format.ts';
import { ExpandButton } from './BatchRowView.tsx';
import { changeKindOf } from './event-words.ts';

interface RuleRowViewProps {
  readonly rule: BatchRuleLine;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** What one rule did in a batch. */
export function RuleRowView({ rule, isOpen, onToggle }: RuleRowViewProps) {
  const name = rule.ruleName ?? (rule.ruleId === null ? 'Start and end of the batch' : '');
  return (
    <div className="flex h-full items-center gap-2 pr-2 pl-6" onDoubleClick={onToggle}>
      <ExpandButton isOpen={isOpen} label={rule.ruleId ?? name} onToggle={onToggle} />
      {rule.ruleId !== null && (
        <span className="min-w-0 shrink truncate font-mono" title={rule.ruleId}>
          {rule.ruleId}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate text-text-muted" title={name}>
        {name}
      </span>
      <span className="hidden shrink-0 items-center gap-2 text-small @md:flex">
        {countsByKind(rule.byType).map(([kind, count]) => (
          <ChangeSign key={kind} op={kind} count={count} word={null} />
        ))}
      </span>
      <span className="w-24 shrink-0 text-right text-small whitespace-nowrap text-text-muted">
        {formatCountOf(rule.events, 'event')}
      </span>
    </div>
  );
}

/** Events of a rule by what they do, whatever kind of entity it is done to. */
export function countsByKind(byType: BatchRuleLine['byType']): readonly (readonly [ChangeKind, number])[] {
  const counts = new Map<ChangeKind, number>();
  for (const [type, count] of Object.entries(byType)) {
    const known = eventTypeSchema.safeParse(type);
    const kind = known.success ? changeKindOf(known.data) : null;
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return [...counts];
}
