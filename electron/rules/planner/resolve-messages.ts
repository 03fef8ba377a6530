import { ownerOf, type Asset, type Cable } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import { shorten } from '../../../shared/shorten.ts';
import { isFixed, type FieldWish } from './contested-fields.ts';
import { fieldName, valueOf } from './entity-state.ts';
import type { FieldClaim } from './outcome.ts';

/** An override that an enforced rule blocks. */
export interface BlockedOverride {
  readonly ruleId: string;
  readonly message: string;
}

const shown = (value: FieldClaim['value'] | null): string => shorten(JSON.stringify(value));

/** A rule wants another value than a person's. */
export function personConflict(
  state: Asset | Cable,
  field: string,
  planned: FieldClaim['value'],
  ruleId: string,
): PlanConflict {
  const present = valueOf(state, field);
  const owner = ownerOf(state.owners, field)?.replace(/^user:/, '') ?? 'a person';
  const by = isFixed(state) && 'cableType' in state ? `and the cable is ${state.status}` : `by ${owner}`;
  return {
    kind: 'PERSON',
    ruleId,
    aggregateId: state.id,
    tag: state.tag,
    field,
    present,
    planned,
    message: `${fieldName(field)} of ${state.tag} is ${shown(present)} ${by}; ${ruleId} would write ${shown(planned)}. The person's value is kept.`,
  };
}

/** Rules of equal priority want different values. */
export function ruleConflict(
  state: Asset | Cable,
  field: string,
  rivals: readonly FieldWish[],
): PlanConflict {
  const wishes = rivals.map(({ rule, value, by }) =>
    by === null ? `${rule.rule.id} wrote ${shown(value)}` : `${rule.rule.id} would write ${shown(value)}`,
  );
  const first = rivals.find(({ by }) => by !== null);
  return {
    kind: 'RULES',
    ruleId: first?.rule.rule.id ?? '',
    aggregateId: state.id,
    tag: state.tag,
    field,
    present: valueOf(state, field),
    planned: first?.value ?? null,
    message: `${fieldName(field)} of ${state.tag}: ${wishes.join(', ')}. Neither is written; narrow one of the rules.`,
  };
}

export const blockedOverride = (
  { tag }: Asset | Cable,
  name: string,
  ruleId: string,
  planned: FieldClaim['value'],
  enforced: FieldWish,
): BlockedOverride => ({
  ruleId,
  message: `${name} of ${tag}: ${ruleId} would write ${shown(planned)}, but ${enforced.rule.rule.id} is enforced and says ${shown(enforced.value)}; no rule overrides it.`,
});
