import { madeId } from '../../kernel/ids.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import type { PlanConflict } from '../../../shared/model/plan.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { IO_KINDS, type CompiledRule, type IoKind } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import type { WorkingView } from '../working-view.ts';
import type { Draft } from './draft.ts';
import { cardsOf, madeAs, newCard, numberingOfCards, takeChannel, type CardState } from './io-cards.ts';
import type { ChannelClaim, EdgeClaim, Outcome } from './outcome.ts';
import { sequencesNow, type Sequences } from './sequences.ts';
import type { RuleFindings } from './stratum.ts';
import { ALLOCATED_TO, channelsOf, missingNeeds } from './want-channels.ts';

/** What one outcome gets: cards that are made for it, and the channels. */
export interface Allocated {
  readonly cards: Asset[];
  readonly edges: EdgeClaim[];
  readonly conflicts: PlanConflict[];
}

/** The cards of a kind in a cabinet. */
interface Cards {
  readonly cards: CardState[];
  /** The first that may have room. */
  first: number;
  /** The highest number that is given. */
  last: number;
}

interface Cabinets {
  readonly known: Map<string, Cards>;
  readonly sequences: Sequences;
}

interface Request {
  readonly rule: CompiledRule;
  readonly outcome: Outcome;
  readonly subject: Asset;
  readonly channels: ChannelClaim;
}

/**
 * Gives channels to all that want some in a stratum, in the order of their tags: the lowest free channel of the
 * first card of the kind that is not filled yet; where all are, a card is added. New cards stand in the draft's
 * view from then on.
 */
export function allocateChannels(
  findings: readonly RuleFindings[],
  draft: Draft,
): ReadonlyMap<Outcome, Allocated> {
  const requests = findings.flatMap(({ rule, outcomes }) => requestsOf(rule, outcomes.values(), draft));
  const cabinets: Cabinets = {
    known: new Map(),
    sequences: sequencesNow(draft.view, draft.context.sequences),
  };
  const result = new Map<Outcome, Allocated>();
  for (const request of requests.toSorted(inTagOrder)) {
    const byHand = handMade(request.subject, draft);
    const allocated: Allocated = { cards: [], edges: [], conflicts: [] };
    for (const kind of IO_KINDS) serve(request, kind, byHand, cabinets, allocated, draft);
    result.set(request.outcome, allocated);
  }
  return result;
}

function requestsOf(rule: CompiledRule, outcomes: Iterable<Outcome>, { view }: Draft): Request[] {
  const requests: Request[] = [];
  for (const outcome of outcomes) {
    const { channels } = outcome;
    const subject = channels === null ? undefined : view.asset(outcome.subject.id);
    if (channels !== null && subject !== undefined) requests.push({ rule, outcome, subject, channels });
  }
  return requests;
}

const inTagOrder = (a: Request, b: Request): number =>
  compareText(tagKey(a.subject.tag), tagKey(b.subject.tag)) || compareText(a.rule.rule.id, b.rule.rule.id);

function serve(
  { rule, subject, channels }: Request,
  kind: IoKind,
  byHand: Map<IoKind, number>,
  cabinets: Cabinets,
  allocated: Allocated,
  draft: Draft,
): void {
  const { view, context } = draft;
  const cabinet = view.asset(channels.cabinetId);
  if (cabinet === undefined) return;
  const missing = missingNeeds(kind, channels.counts[kind], channelsOf(rule.rule.id, subject.id, view));
  const covered = Math.min(byHand.get(kind) ?? 0, missing.length);
  byHand.set(kind, (byHand.get(kind) ?? 0) - covered);
  for (const need of missing.slice(covered)) {
    const id = madeId(context.projectId, rule.rule.id, subject.id, `channel ${need}`);
    const tags = [subject.tag, context.base.asset(subject.id)?.tag];
    if (context.base.deletedByPerson.has(id) && !context.takes.field(tags, ALLOCATED_TO)) {
      allocated.conflicts.push(deletedConflict(rule, id, subject, need));
      continue;
    }
    const card = cardWithRoom(rule, cabinet, kind, cabinets, allocated, draft);
    allocated.edges.push({
      id,
      sourceId: subject.id,
      targetId: card.card.id,
      relation: ALLOCATED_TO,
      slot: takeChannel(card, kind),
      originSlot: need,
    });
  }
}

function cardWithRoom(
  rule: CompiledRule,
  cabinet: Asset,
  kind: IoKind,
  cabinets: Cabinets,
  allocated: Allocated,
  { view, context }: Draft,
): CardState {
  const state = cardsIn(cabinet, kind, cabinets, view);
  for (; state.first < state.cards.length; state.first += 1) {
    const card = state.cards[state.first];
    if (card !== undefined && card.inUse < card.most) return card;
  }
  const { made, number } = newCard(rule, cabinet, kind, state.last, { view, context });
  state.last = number;
  view.setAsset(made.card.id, made.card);
  state.cards.push(made);
  allocated.cards.push(made.card);
  return made;
}

function cardsIn(cabinet: Asset, kind: IoKind, { known, sequences }: Cabinets, view: WorkingView): Cards {
  const key = `${kind} ${cabinet.id}`;
  const last = known.get(key);
  if (last !== undefined) return last;
  const numbering = numberingOfCards(cabinet, kind);
  const cards = cardsOf(cabinet, kind, view);
  const numbers = cards.map(({ card }) => madeAs(card)?.number ?? 0); // of cards that keep another tag as well
  const state = { cards, first: 0, last: Math.max(sequences.highest(numbering), ...numbers) };
  known.set(key, state);
  return state;
}

/** How many channels of each kind a person gave to an asset. They count, whichever rule asks first. */
function handMade({ id }: Asset, { view }: Draft): Map<IoKind, number> {
  const counts = new Map<IoKind, number>();
  for (const { relation, slot, origin } of view.edgesFrom(id)) {
    if (relation !== ALLOCATED_TO || 'ruleId' in origin) continue;
    const kind = IO_KINDS.find((one) => slot.startsWith(one));
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const deletedConflict = ({ rule }: CompiledRule, id: string, { tag }: Asset, need: string): PlanConflict => ({
  kind: 'DELETED',
  ruleId: rule.id,
  aggregateId: id,
  tag,
  field: ALLOCATED_TO,
  present: null,
  planned: need,
  message: `The channel ${need} of ${tag} by ${rule.id} was deleted by a person and is not given again.`,
});
