import type { ScopeChoice, ScopeCounts } from '../../shared/contract/plans.ts';
import type { ListedRule } from '../../shared/model/listed-rule.ts';
import type { Scope } from '../../shared/model/scope.ts';
import { tagKey } from '../../shared/model/terms.ts';
import type { AssetIndex } from './assets-view/asset-index.ts';
import { allowedCodes, countValues, selectRows, type AssetSelection } from './assets-view/asset-selection.ts';

/** What a scope selects, and what each choice would come to. `rules` are all rules of the project. */
export function scopeCounts(rules: readonly ListedRule[], index: AssetIndex, scope: Scope): ScopeCounts {
  const selection = assetSelection(index, scope);
  const assets = countValues(index, selection);
  const isSelected = (rule: ListedRule, without?: RuleMember) =>
    RULE_MEMBERS.every((member) => member === without || selectsRule(scope, rule, member));
  const ruleChoices = (member: RuleMember, labelOf: (rule: ListedRule) => string) =>
    choicesOf(
      rules.filter((rule) => isSelected(rule, member)),
      (rule) => VALUE_OF[member](rule),
      labelOf,
    );
  return {
    rules: rules.filter((rule) => isSelected(rule)).length,
    assets: selectRows(index, selection, index.order('tag', false)).length,
    choices: {
      disciplines: ruleChoices('disciplines', ({ discipline }) => sentence(discipline)),
      actionTypes: ruleChoices('actionTypes', ({ actionType }) => sentence(actionType)),
      ruleIds: ruleChoices('ruleIds', ({ name }) => name),
      assetTypes: assetChoices(assets.types, sentence),
      areas: assetChoices(assets.areas, (area) => area),
    },
  };
}

const RULE_MEMBERS = ['disciplines', 'actionTypes', 'ruleIds'] as const;
type RuleMember = (typeof RULE_MEMBERS)[number];

const VALUE_OF: Readonly<Record<RuleMember, (rule: ListedRule) => string>> = {
  disciplines: ({ discipline }) => discipline,
  actionTypes: ({ actionType }) => actionType,
  ruleIds: ({ ruleId }) => ruleId,
};

function selectsRule(scope: Scope, rule: ListedRule, member: RuleMember): boolean {
  const wanted: readonly string[] | undefined = scope[member];
  return wanted === undefined || wanted.includes(VALUE_OF[member](rule));
}

/** The assets that may start a rule. */
function assetSelection(index: AssetIndex, { assetTypes, areas, assets }: Scope): AssetSelection {
  const named = assets === undefined ? null : index.rowsOfTags(new Set(assets.map(tagKey)));
  return {
    allowed: {
      types: allowedCodes(index, 'types', assetTypes),
      areas: allowedCodes(index, 'areas', areas),
      disciplines: null,
      systems: null,
    },
    passes: named === null ? null : (row) => named[row] === 1,
  };
}

/** A scope names areas and types that are there; "none" is no choice. */
const assetChoices = (
  facet: readonly { readonly value: string; readonly count: number }[],
  labelOf: (value: string) => string,
): ScopeChoice[] =>
  facet.filter(({ value }) => value !== '').map((choice) => ({ ...choice, label: labelOf(choice.value) }));

function choicesOf(
  rules: readonly ListedRule[],
  valueOf: (rule: ListedRule) => string,
  labelOf: (rule: ListedRule) => string,
): ScopeChoice[] {
  const choices = new Map<string, { value: string; label: string; count: number }>();
  for (const rule of rules) {
    const value = valueOf(rule);
    const choice = choices.get(value) ?? { value, label: labelOf(rule), count: 0 };
    choice.count += 1;
    choices.set(value, choice);
  }
  return [...choices.values()].toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** `create_child`, `LOCAL_CONTROL_STATION` -> "Create child", "Local control station". */
function sentence(name: string): string {
  const text = name.replaceAll('_', ' ').toLowerCase();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
