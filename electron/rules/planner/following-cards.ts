import type { Asset } from '../../../shared/model/entities.ts';
import { IO_KINDS, type CompiledRule } from '../compiled-rule.ts';
import type { Evaluation } from './evaluate.ts';
import { IO_CARD, numberingOfCards } from './io-cards.ts';
import { outcome, type FieldClaim, type Outcome } from './outcome.ts';
import { isSettled } from './set-property.ts';

/** I/O cards that a rule made follow the tag, area and system of their cabinet; each keeps its number. */
export function followingCards(
  { rule, action }: CompiledRule,
  { before, context }: Evaluation,
): readonly Outcome[] {
  if (action.kind !== 'allocate_io') return [];
  const outcomes: Outcome[] = [];
  for (const { id } of context.base.madeBy(rule.id)) {
    const card = before.asset(id);
    const cabinet = card?.type === IO_CARD ? before.asset(card.parentId ?? '') : undefined;
    if (card === undefined || cabinet === undefined || !context.inScope(cabinet)) continue;
    const { claims, unset } = wantedOf(card, cabinet);
    const fields = claims.filter((claim) => !isSettled(claim, card, context.sharedFields));
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
