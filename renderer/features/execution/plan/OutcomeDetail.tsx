import type { ReactNode } from 'react';
import type { PlanConflict, Skip } from '../../../../shared/model/plan.ts';
import { Button } from '../../../components/Button.tsx';
import { ChangeSign } from '../../../components/ChangeSign.tsx';
import { Tag } from '../../../components/Tag.tsx';
import { fieldLabel, formatFieldValue } from '../../../lib/format.ts';
import { DetailSection } from './DetailSection.tsx';
import type { PlanEntry } from './use-plan-entries.ts';

type Outcome = Exclude<PlanEntry, { part: 'operations' }>;

interface OutcomeDetailProps {
  readonly entry: Outcome;
  /** Decides a conflict for the rule and makes the dry run again; null where that cannot be done now. */
  readonly onTake: ((take: string) => void) | null;
}

/** Why nothing is written for an entity: a skip, a conflict or an error, and what to do about it. */
export function OutcomeDetail({ entry, onTake }: OutcomeDetailProps): ReactNode {
  const take = entry.part === 'conflicts' ? takeFor(entry.value) : null;
  const { tag, aggregateId, ruleId, message } = entry.value;
  return (
    <div className="select-text">
      <div className="px-3 py-2">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <ChangeSign op={SIGNS[entry.part]} />
          <Tag link={aggregateId} className="font-semibold">
            {tag}
          </Tag>
        </p>
        <p className="mt-1 font-mono text-small">{ruleId}</p>
      </div>
      <DetailSection title="What happens">
        <p className="break-words">{message}</p>
      </DetailSection>
      {entry.part === 'conflicts' && <Values conflict={entry.value} />}
      <DetailSection title="What to do">
        <p className="text-text-muted">{adviceFor(entry)}</p>
        {take !== null && (
          <Button size="small" className="mt-2" disabled={onTake === null} onClick={() => onTake?.(take)}>
            Let the rule write it, and dry run again
          </Button>
        )}
      </DetailSection>
    </div>
  );
}

/** How a conflict is decided for the rule; two rules cannot both be right. */
export function takeFor({ kind, tag, field }: PlanConflict): string | null {
  if (kind === 'RULES') return null;
  return field === 'tag' ? tag : `${tag}:${field}`;
}

const SIGNS = { skips: 'SKIP', conflicts: 'CONFLICT', errors: 'ERROR' } as const;

function Values({ conflict }: { readonly conflict: PlanConflict }): ReactNode {
  const { field, present, planned } = conflict;
  return (
    <DetailSection title={fieldLabel(field)}>
      <dl className="grid items-baseline grid-cols-[auto_1fr] gap-x-3">
        <dt className="text-text-muted">stands there now</dt>
        <dd className="font-mono text-small">{formatFieldValue(field, present)}</dd>
        <dt className="text-text-muted">the rule would write</dt>
        <dd className="font-mono text-small">{formatFieldValue(field, planned)}</dd>
      </dl>
    </DetailSection>
  );
}

const SKIPS: Readonly<Record<Skip['reason'], string>> = {
  MISSING_TARGET: 'Add what is missing, by a list or by another rule, and make the dry run again.',
  UNKNOWN: 'Set the values named, and make the dry run again.',
  ENFORCED: 'A rule that is enforced writes this field. Nothing needs to be done.',
};

const CONFLICTS: Readonly<Record<PlanConflict['kind'], string>> = {
  PERSON: "A person's value is kept, unless you decide for the rule.",
  RULES: 'Two rules want different values. Narrow one of them, or give one a higher priority.',
  DELETED: 'A person deleted it, so the rule does not make it again, unless you decide for the rule.',
};

function adviceFor(entry: Outcome): string {
  if (entry.part === 'skips') return SKIPS[entry.value.reason];
  if (entry.part === 'conflicts') return CONFLICTS[entry.value.kind];
  return 'This one action fails, all else goes on. Correct the values or the rule, and make the dry run again.';
}
