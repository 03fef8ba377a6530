import { isPerson, ownerOf, type Asset } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { valueOf } from './entity-state.ts';
import type { Evaluation } from './evaluate.ts';
import { isCardOf, madeAs, numberingOfCards } from './io-cards.ts';
import { outcome, type FieldClaim, type Outcome } from './outcome.ts';

/**
 * I/O cards that a rule made follow the tag, area and system of their cabinet; each keeps its number. What another
 * rule wrote since is left to it: that rule stands in a later stratum, and its value would come and go.
 */
export function followingCards(rule: CompiledRule, { before, context }: Evaluation): readonly Outcome[] {
  if (rule.action.kind !== 'allocate_io') return [];
  const outcomes: Outcome[] = [];
  for (const made of context.base.madeBy(rule.rule.id)) {
    const card = 'parentId' in made ? before.asset(made.id) : undefined; // most are channels
    if (card === undefined || !isCardOf(rule, card)) continue;
    const cabinet = before.asset(card.parentId ?? '');
    if (cabinet === undefined || !context.inScope(cabinet)) continue;
    const { claims, unset } = wantedOf(card, cabinet);
    const isOfOtherRule = (field: string): boolean => {
      const writer = ownerOf(card.owners, field);
      return writer !== rule.owner && !isPerson(writer);
    };
    const fields = claims.filter(
      (claim) => valueOf(card, claim.field) !== claim.value && !isOfOtherRule(claim.field),
    );
    if (fields.length + unset.length === 0) continue;
    outcomes.push(
      outcome(card, { claim: { entityId: card.id, present: card, creation: null, fields }, unset }),
    );
  }
  return outcomes;
}

function wantedOf(
  card: Asset,
  cabinet: Asset,
): { readonly claims: readonly FieldClaim[]; readonly unset: readonly string[] } {
  const made = madeAs(card);
  const isMoved = !('ruleId' in card.origin) || card.origin.sourceId !== cabinet.id;
  if (made === null || isMoved) return { claims: [], unset: [] };
  const { area, system } = cabinet;
  const fields = Object.entries({
    tag: numberingOfCards(cabinet, made.kind).tagFor(made.number),
    area,
    system,
  });
  return {
    claims: fields.flatMap(([field, value]) => (value === null ? [] : [{ field, value }])),
    unset: fields.flatMap(([field, value]) =>
      value === null && valueOf(card, field) !== null ? [field] : [],
    ),
  };
}
