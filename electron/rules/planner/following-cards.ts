import { isPerson, ownerOf, type Asset } from '../../../shared/model/entities.ts';
import { IO_KINDS, type CompiledRule } from '../compiled-rule.ts';
import { valueOf } from './entity-state.ts';
import type { Evaluation } from './evaluate.ts';
import { IO_CARD, numberingOfCards } from './io-cards.ts';
import { outcome, type FieldClaim, type Outcome } from './outcome.ts';

/**
 * I/O cards that a rule made follow the tag, area and system of their cabinet; each keeps its number. What another
 * rule wrote since is left to it: that rule stands in a later stratum, and its value would come and go.
 */
export function followingCards(
  { rule, action, owner }: CompiledRule,
  { before, context }: Evaluation,
): readonly Outcome[] {
  if (action.kind !== 'allocate_io') return [];
  const outcomes: Outcome[] = [];
  for (const { id } of context.base.madeBy(rule.id)) {
    const card = before.asset(id);
    const cabinet = card?.type === IO_CARD ? before.asset(card.parentId ?? '') : undefined;
    if (card === undefined || cabinet === undefined || !context.inScope(cabinet)) continue;
    const { claims, unset } = wantedOf(card, cabinet);
    const isOfOtherRule = (field: string): boolean => {
      const writer = ownerOf(card.owners, field);
      return writer !== owner && !isPerson(writer);
    };
    const fields = claims.filter(
      (claim) => valueOf(card, claim.field) !== claim.value && !isOfOtherRule(claim.field),
    );
    if (fields.length + unset.length === 0) continue;
    outcomes.push(outcome(card, { claim: { entityId: id, present: card, creation: null, fields }, unset }));
  }
  return outcomes;
}

function wantedOf(
  { origin }: Asset,
  cabinet: Asset,
): { readonly claims: readonly FieldClaim[]; readonly unset: readonly string[] } {
  if (!('ruleId' in origin) || origin.sourceId !== cabinet.id) return { claims: [], unset: [] };
  const [name, number] = origin.slot.split('_');
  const kind = IO_KINDS.find((one) => one.toLowerCase() === name);
  if (kind === undefined) return { claims: [], unset: [] };
  const { area, system } = cabinet;
  const wanted = { tag: numberingOfCards(cabinet, kind).tagFor(Number(number)), area, system };
  const fields = Object.entries(wanted);
  return {
    claims: fields.flatMap(([field, value]) => (value === null ? [] : [{ field, value }])),
    unset: fields.flatMap(([field, value]) => (value === null ? [field] : [])),
  };
}
