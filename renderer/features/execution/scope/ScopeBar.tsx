import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScopeChoice, ScopeCounts } from '../../../../shared/contract/plans.ts';
import type { Scope } from '../../../../shared/model/scope.ts';
import { Button } from '../../../components/Button.tsx';
import { MultiSelect } from '../../../components/MultiSelect.tsx';
import { formatCountOf } from '../../../lib/format.ts';
import { isEverything, withMember, type ScopeMember } from './scope-params.ts';

interface ScopeBarProps {
  readonly scope: Scope;
  /** Null until they are counted; those of the scope before while they are counted anew. */
  readonly counts: ScopeCounts | null;
  readonly disabled: boolean;
  readonly onChange: (scope: Scope) => void;
}

const MEMBERS = [
  ['disciplines', 'Discipline'],
  ['actionTypes', 'Action'],
  ['ruleIds', 'Rule'],
  ['assetTypes', 'Asset type'],
  ['areas', 'Area'],
] as const satisfies readonly (readonly [keyof ScopeCounts['choices'], string])[];

/** What the dry run is limited to, with what each choice would come to. */
export function ScopeBar({ scope, counts, disabled, onChange }: ScopeBarProps): ReactNode {
  return (
    <div role="group" aria-label="Scope" className="flex flex-wrap items-center gap-2">
      {MEMBERS.map(([member, label]) => (
        <MultiSelect
          key={member}
          label={label}
          disabled={disabled}
          options={optionsOf(counts?.choices[member] ?? [], scope[member] ?? [], member)}
          value={scope[member] ?? []}
          onChange={(values) => onChange(withMember(scope, member, values))}
        />
      ))}
      {scope.assets !== undefined && (
        <Button
          disabled={disabled}
          title={scope.assets.join(', ')}
          aria-label={`Take the choice of ${formatCountOf(scope.assets.length, 'tag')} out`}
          onClick={() => onChange(withMember(scope, 'assets', []))}
        >
          <span className="text-text-muted">Tags</span>
          <span className="max-w-48 truncate font-mono">{tagsText(scope.assets)}</span>
          <X size={14} aria-hidden className="text-text-muted" />
        </Button>
      )}
      {!isEverything(scope) && (
        <Button variant="ghost" disabled={disabled} onClick={() => onChange({})}>
          Clear
        </Button>
      )}
      <p role="status" className="ml-auto text-text-muted">
        {counts !== null && summary(counts)}
      </p>
    </div>
  );
}

const summary = ({ rules, assets }: ScopeCounts): string =>
  `${formatCountOf(rules, 'rule')}, ${formatCountOf(assets, 'asset')}`;

const tagsText = (tags: readonly string[]): string =>
  tags.length <= 3 ? tags.join(', ') : formatCountOf(tags.length, 'tag');

/** What is chosen stays to be seen, also where nothing of it is left. */
function optionsOf(
  choices: readonly ScopeChoice[],
  chosen: readonly string[],
  member: ScopeMember,
): readonly ScopeChoice[] {
  const labelled = member === 'ruleIds' ? choices.map(withRuleId) : choices;
  const known = new Set(choices.map(({ value }) => value));
  const gone = chosen.filter((value) => !known.has(value));
  return [...labelled, ...gone.map((value) => ({ value, label: value, count: 0 }))];
}

const withRuleId = (choice: ScopeChoice): ScopeChoice => ({
  ...choice,
  label: `${choice.value}  ${choice.label}`,
});
