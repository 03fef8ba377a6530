import { isPerson, ownerOf, type Asset, type Cable } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { addTo } from '../lookup.ts';
import { valueOf } from './entity-state.ts';
import type { FieldClaim } from './outcome.ts';
import { precedenceOf, type Precedence } from './precedence.ts';
import type { RuleClaim } from './resolve.ts';
import type { Takes } from './takes.ts';

/** Who, beside the rules that claim, has a say on the fields of an entity. */
export interface Authority {
  readonly takes: Takes;
  /** The rule that owns a field, where it is in force and does not act on this entity in this plan. */
  absentOwner(ruleId: string, entity: Asset | Cable): CompiledRule | null;
}

/** What a rule wants of a field. Without a claim it owns the field already, and does not act in this plan. */
export interface FieldWish {
  readonly rule: CompiledRule;
  readonly value: FieldClaim['value'];
  readonly by: RuleClaim | null;
}

/** A field that more than one rule has a say in. */
export interface Contest extends Precedence<FieldWish> {
  readonly decidedByPerson: boolean;
}

/** The fields that more than one rule has a say in, with who may write them. */
export function contestedFields(
  claims: readonly RuleClaim[],
  before: Asset | Cable | undefined,
  authority: Authority,
): ReadonlyMap<string, Contest> {
  const [only] = claims;
  if (only !== undefined && claims.length === 1) {
    const isContested = ({ field }: FieldClaim): boolean =>
      absentWish(before, field, claims, authority) !== null;
    if (!only.claim.fields.some(isContested)) return NONE;
  }
  const wishes = new Map<string, FieldWish[]>();
  for (const by of claims) {
    for (const { field, value } of by.claim.fields) addTo(wishes, field, { rule: by.rule, value, by });
  }
  const contests = new Map<string, Contest>();
  for (const [field, group] of wishes) {
    const absent = absentWish(before, field, group, authority);
    const all = absent === null ? group : [...group, absent];
    if (all.length < 2) continue;
    const decidedByPerson =
      before !== undefined && isPersonsOwn(before, field) && !authority.takes.field([before.tag], field);
    contests.set(field, { ...precedenceOf(all), decidedByPerson });
  }
  return contests;
}

const NONE: ReadonlyMap<string, Contest> = new Map();

/** A rule that the scope leaves out keeps its say on what it wrote. */
function absentWish(
  before: Asset | Cable | undefined,
  field: string,
  group: readonly Pick<FieldWish, 'rule'>[],
  authority: Authority,
): FieldWish | null {
  const value = before === undefined ? null : valueOf(before, field);
  if (before === undefined || value === null) return null;
  const owner = ownerOf(before.owners, field);
  if (owner === null || isPerson(owner)) return null;
  const ruleId = owner.slice('rule:'.length);
  if (group.some(({ rule }) => rule.rule.id === ruleId)) return null;
  const rule = authority.absentOwner(ruleId, before);
  return rule === null ? null : { rule, value, by: null };
}

/** True for a value that a person wrote, and for every field of a cable that is approved or installed. */
export function isPersonsOwn(entity: Asset | Cable, field: string): boolean {
  if (isFixed(entity)) return true;
  const value = valueOf(entity, field);
  return value !== null && value !== '' && isPerson(ownerOf(entity.owners, field));
}

/** A cable that is approved or installed counts as a person's in every field. */
export const isFixed = (entity: Asset | Cable): boolean =>
  'cableType' in entity && entity.status !== 'PROPOSED';
