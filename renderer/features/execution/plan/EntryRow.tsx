import type { ReactNode } from 'react';
import { SEVERITIES } from '../../../../shared/model/terms.ts';
import { ChangeSign, type ChangeKind } from '../../../components/ChangeSign.tsx';
import { SeverityIcon } from '../../../components/SeverityIcon.tsx';
import { formatFieldValue, fieldLabel } from '../../../lib/format.ts';
import { rowStyle } from './GroupRow.tsx';
import { becauseText, operationText } from './operation-text.ts';
import type { PlanEntry } from './use-plan-entries.ts';

interface EntryRowProps {
  /** Undefined while it is read: then the row only holds its place. */
  readonly entry: PlanEntry | undefined;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

/** One operation, skip, conflict or error of a plan in a line. */
export function EntryRow({ entry, isActive, onOpen }: EntryRowProps): ReactNode {
  return (
    <div
      className={rowStyle(isActive, 'pl-10')}
      onClick={onOpen}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {entry === undefined ? <span className="h-2.5 w-2/5 rounded bg-hover" /> : <Entry entry={entry} />}
    </div>
  );
}

function Entry({ entry }: { readonly entry: PlanEntry }): ReactNode {
  const [what, why] = lineOf(entry);
  return (
    <>
      <ChangeSign op={signOf(entry)} word={null} />
      <Severity entry={entry} />
      <span className="w-40 shrink-0 truncate font-mono" title={entry.value.tag}>
        {entry.value.tag}
      </span>
      <span className="min-w-0 flex-3 truncate" title={what}>
        {what}
      </span>
      {why !== null && (
        <span className="min-w-0 flex-2 truncate text-small text-text-muted max-narrow:hidden" title={why}>
          {why}
        </span>
      )}
    </>
  );
}

/** How grave a finding is; other entries have none. */
function Severity({ entry }: { readonly entry: PlanEntry }): ReactNode {
  if (entry.part !== 'operations' || entry.value.aggregateType !== 'FINDING') return null;
  const stated = (entry.value.after ?? entry.value.before)?.['severity'];
  const severity = SEVERITIES.find((each) => each === stated);
  return severity === undefined ? null : <SeverityIcon severity={severity} />;
}

/** What an entry comes to, and why. */
function lineOf(entry: PlanEntry): readonly [string, string | null] {
  switch (entry.part) {
    case 'operations':
      return [operationText(entry.value), becauseText(entry.value.because)];
    case 'conflicts': {
      const { field, present, planned } = entry.value;
      const [stands, wanted] = [formatFieldValue(field, present), formatFieldValue(field, planned)];
      return [`${fieldLabel(field)} is ${stands}, the rule would write ${wanted}`, null];
    }
    case 'skips':
    case 'errors':
      return [entry.value.message, null];
  }
}

function signOf(entry: PlanEntry): ChangeKind {
  if (entry.part === 'operations') return entry.value.op;
  return entry.part === 'skips' ? 'SKIP' : entry.part === 'conflicts' ? 'CONFLICT' : 'ERROR';
}
