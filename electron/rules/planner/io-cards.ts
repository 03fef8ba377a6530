import { madeId } from '../../kernel/ids.ts';
import { ruleOwner, type Asset } from '../../../shared/model/entities.ts';
import { disciplineOfType } from '../../../shared/model/terms.ts';
import { IO_KINDS, type CompiledRule, type IoKind } from '../compiled-rule.ts';
import { compareText } from '../problem.ts';
import type { WorkingView } from '../working-view.ts';
import { numberIn } from './numbering.ts';
import type { PlanContext } from './plan-context.ts';
import { ALLOCATED_TO } from './want-channels.ts';

/** The channels of a new card by its kind. */
const CHANNELS: Readonly<Record<IoKind, number>> = { AI: 8, AO: 8, DI: 16, DO: 16 };
const IO_CARD = 'IO_CARD';

/** A card with the channels that are in use, and how many may be. */
export interface CardState {
  readonly card: Asset;
  readonly used: Set<string>;
  /** Relations that name no channel count as well. */
  inUse: number;
  readonly most: number;
}

/** The cards of a kind in a cabinet, by number, with what they carry. */
export function cardsOf(cabinet: Asset, kind: IoKind, view: WorkingView): CardState[] {
  const contained = view.edgesFrom(cabinet.id).flatMap(({ relation, targetId }) => {
    const target = relation === 'contains' ? view.asset(targetId) : undefined;
    return target === undefined ? [] : [target];
  });
  const cards = [...view.childrenOf(cabinet.id), ...contained].filter(
    (asset) => asset.type === IO_CARD && kindOf(asset) === kind,
  );
  const numbering = numberingOfCards(cabinet, kind);
  const numberOf = ({ tag }: Asset): number => numberIn(tag, numbering) ?? Number.MAX_SAFE_INTEGER;
  return [...new Map(cards.map((card) => [card.id, card])).values()]
    .toSorted((a, b) => numberOf(a) - numberOf(b) || compareText(a.tag, b.tag))
    .map((card) => stateOf(card, kind, view));
}

/** The card of a kind in a cabinet with the next number after `last`. A number whose card a person deleted is passed over. */
export function newCard(
  { rule }: CompiledRule,
  cabinet: Asset,
  kind: IoKind,
  last: number,
  { view, context }: { readonly view: WorkingView; readonly context: PlanContext },
): { readonly made: CardState; readonly number: number } {
  const numbering = numberingOfCards(cabinet, kind);
  const idOf = (number: number): string =>
    madeId(context.projectId, rule.id, cabinet.id, slotOf(kind, number));
  const isTaken = (number: number): boolean => {
    const id = idOf(number);
    const isDeleted = context.base.deletedByPerson.has(id) && !context.takes.thing(numbering.tagFor(number));
    return isDeleted || view.asset(id) !== undefined;
  };
  let number = last + 1;
  while (isTaken(number)) number += 1;
  const card: Asset = {
    id: idOf(number),
    tag: numbering.tagFor(number),
    type: IO_CARD,
    description: null,
    discipline: disciplineOfType(IO_CARD),
    area: cabinet.area,
    system: cabinet.system,
    parentId: cabinet.id,
    ioType: kind,
    dataStatus: 'FRESH_IMPORT',
    properties: { channels: CHANNELS[kind] },
    origin: { ruleId: rule.id, slot: slotOf(kind, number), sourceId: cabinet.id },
    owners: { '*': ruleOwner(rule.id) },
  };
  return { made: stateOf(card, kind, view), number };
}

/** The slot of a card in the origin that it has: `ai_01`. */
const slotOf = (kind: IoKind, number: number): string =>
  `${kind.toLowerCase()}_${String(number).padStart(2, '0')}`;

/** The kind and the number that a card was made with; null for one that a person made, or another action. */
export function madeAs({ origin }: Asset): { readonly kind: IoKind; readonly number: number } | null {
  const [, name = '', number] = 'ruleId' in origin ? (/^([a-z]{2})_(\d+)$/.exec(origin.slot) ?? []) : [];
  const kind = IO_KINDS.find((one) => one.toLowerCase() === name);
  return kind === undefined ? null : { kind, number: Number(number) };
}

/** A card that the rule made for what it gives channels to. It follows its cabinet. */
export const isCardOf = ({ rule, action }: CompiledRule, { type, origin }: Asset): boolean =>
  action.kind === 'allocate_io' && type === IO_CARD && 'ruleId' in origin && origin.ruleId === rule.id;

/** Takes the lowest free channel of a card. */
export function takeChannel(state: CardState, kind: IoKind): string {
  let number = 1;
  const slot = (): string => `${kind}-${String(number).padStart(2, '0')}`;
  while (state.used.has(slot())) number += 1;
  state.used.add(slot());
  state.inUse += 1;
  return slot();
}

const kindOf = ({ ioType, properties }: Asset): unknown => ioType ?? properties['io_type'];

function stateOf(card: Asset, kind: IoKind, view: WorkingView): CardState {
  const edges = view.edgesTo(card.id).filter(({ relation }) => relation === ALLOCATED_TO);
  const stated = card.properties['channels'];
  const channels = typeof stated === 'number' && stated > 0 ? Math.floor(stated) : CHANNELS[kind];
  const fillPct = Number(view.settings['io_fill_pct'] ?? 80);
  const most = Math.max(1, Math.floor((channels * fillPct) / 100 + 1e-9));
  return { card, used: new Set(edges.map(({ slot }) => slot)), inUse: edges.length, most };
}

export function numberingOfCards({ tag }: Asset, kind: IoKind) {
  const prefix = `${tag}-${kind}`;
  return {
    prefix,
    suffix: '',
    tagFor: (number: number): string => `${prefix}${String(number).padStart(2, '0')}`,
  };
}
