import { displayText } from '../../../shared/json.ts';
import { ruleOwner, type Asset, type Cable, type Edge } from '../../../shared/model/entities.ts';
import { shorten } from '../../../shared/shorten.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { PlantView } from '../plant-view.ts';
import { selects } from '../selection.ts';
import { valueOf } from './entity-state.ts';
import { scopeFor } from './evaluate.ts';

/** Something of a rule whose reason is gone: a thing or a relation that it made, or a field that it wrote. */
export interface GoneReason {
  readonly kind: 'THING' | 'RELATION' | 'FIELD';
  /** The thing, what the relation starts from, or what carries the field. */
  readonly entity: Asset | Cable;
  readonly edge: Edge | null;
  readonly field: string | null;
  /** What the rule was applied to, where it is still there. */
  readonly source: Asset | Cable | undefined;
  /** Why the rule no longer applies, as the end of a sentence. */
  readonly why: string;
}

/** A rule as it is now. Without a compiled one it is not loaded any more; `notInForce` says why it does not run. */
export interface RuleNow {
  readonly id: string;
  readonly rule: CompiledRule | null;
  readonly notInForce: string | null;
}

/**
 * All that a rule left in the plant before the plan and that has no reason in this view any more: its condition is
 * false, its source is gone or of another kind, it does something else now, or it is not in force. Where the
 * condition is unknown or fails, nothing is said.
 */
export function goneReasons(now: RuleNow, base: PlantView, view: PlantView): GoneReason[] {
  const found: GoneReason[] = [];
  const owner = ruleOwner(now.id);
  const reasons = new Map<string, string | null>();
  const whyGone = (sourceId: string): string | null => {
    const known = reasons.get(sourceId);
    if (known !== undefined) return known;
    const why = now.notInForce ?? whyNot(now.rule, view.asset(sourceId) ?? view.cable(sourceId), view);
    reasons.set(sourceId, why);
    return why;
  };
  for (const made of base.madeBy(now.id)) {
    if ('relation' in made) {
      if (now.rule?.action.kind !== 'create_child') addRelation(made); // those go with their child
    } else addThing(made);
  }
  for (const { id } of base.writtenBy(now.id)) addFields(view.asset(id) ?? view.cable(id));
  return found;

  function addThing({ id }: Asset | Cable): void {
    const entity = view.asset(id) ?? view.cable(id);
    if (entity === undefined || !('ruleId' in entity.origin) || entity.origin.ruleId !== now.id) return;
    if (now.rule?.action.kind === 'allocate_io' && now.notInForce === null) return; // cards serve many
    const { sourceId, slot } = entity.origin;
    const why = whyGone(sourceId) ?? otherKind(now.rule, entity) ?? otherSlot(now.rule, slot);
    const source = view.asset(sourceId) ?? view.cable(sourceId);
    if (why !== null) found.push({ kind: 'THING', entity, edge: null, field: null, source, why });
  }

  function addRelation({ id }: Edge): void {
    const edge = view.edge(id);
    if (edge === undefined || !('ruleId' in edge.origin) || edge.origin.ruleId !== now.id) return;
    const { sourceId, slot } = edge.origin;
    if (belongsToThing(now, edge, sourceId, slot, base, view)) return;
    const why = whyGone(sourceId) ?? otherSlot(now.rule, slot);
    const source = view.asset(sourceId);
    const entity = source ?? view.asset(edge.sourceId);
    if (why !== null && entity !== undefined)
      found.push({ kind: 'RELATION', entity, edge, field: null, source, why });
  }

  function addFields(entity: Asset | Cable | undefined): void {
    if (entity === undefined) return;
    if ('ruleId' in entity.origin && entity.origin.ruleId === now.id) return; // it adopted it since
    for (const field in entity.owners) {
      if (entity.owners[field] !== owner || field === '*' || valueOf(entity, field) === null) continue;
      const shares = now.rule?.action.kind === 'allocate_io';
      const why = shares ? now.notInForce : (whyGone(entity.id) ?? otherFields(now.rule, field));
      if (why !== null) found.push({ kind: 'FIELD', entity, edge: null, field, source: entity, why });
    }
  }
}

/** Why a rule does not apply to a source, or null where it does, or where that is not known. */
export function whyNot(
  rule: CompiledRule | null,
  source: Asset | Cable | undefined,
  view: PlantView,
): string | null {
  if (source === undefined) return 'what it was made for is gone';
  if (rule === null) return null;
  if (!selects(rule.selection, source)) return `${source.tag} is not among what it is for any more`;
  if (rule.where === null) return null;
  const scope = scopeFor(source, view);
  try {
    if (rule.where.test(scope) !== false) return null;
    const values = Object.entries(rule.where.observe(scope)).map(
      ([name, value]) => `${name} = ${shorten(displayText(value))}`,
    );
    return `its condition is false for ${source.tag}${values.length === 0 ? '' : ` (${values.join(', ')})`}`;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** Relations that come with a thing of the same rule go with it; so do those of cards. */
function belongsToThing(
  { id, rule }: RuleNow,
  edge: Edge,
  sourceId: string,
  slot: string,
  base: PlantView,
  view: PlantView,
): boolean {
  if (rule !== null) {
    return rule.action.kind === 'allocate_io' && edge.relation === 'contains';
  }
  const maker = view.asset(edge.sourceId);
  const isOf = (entity: Asset | undefined): boolean =>
    entity !== undefined &&
    'ruleId' in entity.origin &&
    entity.origin.ruleId === id &&
    entity.origin.sourceId === sourceId &&
    entity.origin.slot === slot;
  return isOf(maker) || base.adopted(id, sourceId, slot) !== undefined;
}

function otherKind(rule: CompiledRule | null, made: Asset | Cable): string | null {
  const makes = rule?.action.kind;
  if (makes === 'create_child' && 'cableType' in made) return 'it makes no cable any more';
  if (makes === 'create_cable' && !('cableType' in made)) return 'it makes a cable now';
  return null;
}

function otherSlot(rule: CompiledRule | null, slot: string): string | null {
  if (rule === null) return null;
  const { action } = rule;
  switch (action.kind) {
    case 'create_child':
    case 'create_cable':
      return action.slot === slot ? null : `its slot is ${action.slot} now, not ${slot}`;
    case 'create_relationship': {
      const own = action.slot === '' ? action.relation : action.slot;
      return own === slot ? null : `it makes the relation ${own} now, not ${slot}`;
    }
    case 'allocate_io':
      return null;
    default:
      return `it makes nothing any more`;
  }
}

const otherFields = (rule: CompiledRule | null, field: string): string | null =>
  rule?.action.kind === 'set_property' && rule.action.fields.some((one) => one.field === field)
    ? null
    : 'it does not write that any more';
