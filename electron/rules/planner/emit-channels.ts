import { madeId } from '../../kernel/ids.ts';
import type { Asset, Edge } from '../../../shared/model/entities.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { Allocated } from './allocate-channels.ts';
import { becauseOf } from './because.ts';
import type { Draft } from './draft.ts';
import { edgeOperation, entityOperation } from './operations.ts';

/** Writes down the cards that were added for an asset, each with the relation from its cabinet. */
export function emitCards(rule: CompiledRule, subject: Asset, { cards }: Allocated, draft: Draft): void {
  const { list, view, chains, context } = draft;
  for (const card of cards) {
    const operation = entityOperation(undefined, card);
    const cabinet = view.asset(card.parentId ?? '');
    if (operation === null || cabinet === undefined || !('ruleId' in card.origin)) continue;
    const because = becauseOf(rule, subject, view, chains);
    const made = list.add(rule, because, operation, list.causeOf(rule, subject));
    const edge: Edge = {
      id: madeId(context.projectId, rule.rule.id, cabinet.id, `${card.origin.slot} contains`),
      sourceId: cabinet.id,
      targetId: card.id,
      relation: 'contains',
      slot: '',
      discipline: rule.rule.discipline,
      properties: {},
      origin: card.origin,
    };
    list.add(rule, because, edgeOperation('CREATE', edge, cabinet.tag), made);
    view.addEdge(edge);
  }
}

/** Writes down the channels that an asset gets. */
export function emitChannels(
  rule: CompiledRule,
  subject: Asset,
  { edges, conflicts }: Allocated,
  draft: Draft,
): void {
  const { list, view, chains } = draft;
  draft.conflicts.push(...conflicts);
  if (edges.length === 0) return;
  const because = becauseOf(rule, subject, view, chains);
  for (const { originSlot, ...ends } of edges) {
    const edge: Edge = {
      ...ends,
      discipline: rule.rule.discipline,
      properties: {},
      origin: { ruleId: rule.rule.id, slot: originSlot, sourceId: subject.id },
    };
    const cause = list.madeBy(edge.targetId) ?? list.causeOf(rule, subject);
    list.add(rule, because, edgeOperation('CREATE', edge, subject.tag), cause);
    view.addEdge(edge);
  }
}
