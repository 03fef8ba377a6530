import type { JsonObject } from '../../../shared/json.ts';
import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { Because, ChainLink } from '../../../shared/model/plan.ts';
import { valuesOf } from '../cable-values.ts';
import type { CompiledRule, CreateCable } from '../compiled-rule.ts';
import type { EvaluationScope, ObservedValues } from '../expressions/types.ts';
import type { PlantView } from '../plant-view.ts';
import { SIZING_PROPERTIES, SIZING_SETTINGS } from '../sizing-fields.ts';
import type { PlantReader } from '../view.ts';
import { observeEnds } from './ends.ts';
import { nameInRule, valueOf } from './entity-state.ts';
import { scopeFor } from './evaluate.ts';
import { isCardOf } from './io-cards.ts';
import { settingValue } from './size-cable.ts';

/** Why a rule does something: its version, the values it saw on its subject, and how that came to be. */
export function becauseOf(
  rule: CompiledRule,
  subject: Asset | Cable,
  reader: PlantReader,
  chains: Chains,
): Because {
  return {
    ruleId: rule.rule.id,
    ruleName: rule.rule.name,
    ruleHash: rule.hash,
    values: observedValues(rule, subject, reader),
    source: { id: subject.id, tag: subject.tag },
    chain: chains.of(subject),
  };
}

/** The values that a rule's condition and action read on a subject, by their name in the rule. */
export function observedValues(rule: CompiledRule, subject: Asset | Cable, reader: PlantReader): JsonObject {
  const scope = scopeFor(subject, reader);
  const values: ObservedValues = {};
  const { action } = rule;
  if (!('cableType' in subject) && isCardOf(rule, subject)) return valuesOfCabinet(subject, reader);
  rule.where?.observe(scope, values);
  switch (action.kind) {
    case 'create_child':
      action.tag.observe(scope, values);
      for (const field of action.inherit) values[nameInRule(field)] = valueOf(subject, field);
      for (const { value } of action.fields) value.observe(scope, values);
      break;
    case 'set_property':
      for (const { value } of action.fields) value.observe(scope, values);
      break;
    case 'create_relationship':
      if (!('cableType' in subject)) observeEnds(action.to, subject, scope, values);
      break;
    case 'validate':
      action.that.observe(scope, values);
      action.message.observe(scope, values);
      break;
    case 'create_cable':
      if (!('cableType' in subject)) observeCable(action, subject, scope, values);
      break;
    case 'create_package':
      action.code.observe(scope, values);
      break;
    case 'allocate_io':
      if (!('cableType' in subject)) observeEnds(action.cabinet, subject, scope, values);
      values['io_fill_pct'] = reader.settings['io_fill_pct'] ?? null;
      break;
  }
  return values;
}

/** What a card follows, whatever its rule reads of what it gives channels to. */
function valuesOfCabinet({ parentId }: Asset, reader: PlantReader): JsonObject {
  const { tag = null, area = null, system = null } = reader.asset(parentId ?? '') ?? {};
  return { 'parent.tag': tag, 'parent.area': area, 'parent.system': system };
}

function observeCable(
  action: CreateCable,
  subject: Asset,
  scope: EvaluationScope,
  values: ObservedValues,
): void {
  const { lengthM, sizing } = action;
  action.tag.observe(scope, values);
  observeEnds([...action.from, ...action.to], subject, scope, values);
  for (const { value } of [...action.fields, ...valuesOf(action)]) value.observe(scope, values);
  const settings = sizing === null ? [] : SIZING_SETTINGS;
  for (const name of lengthM === null ? ['cable_length_m', ...settings] : settings)
    values[name] = settingValue(subject, scope.reader, name);
  for (const field of sizing === null ? [] : SIZING_PROPERTIES)
    values[nameInRule(field)] = valueOf(subject, field);
}

const LONGEST_CHAIN = 64;

/** The chains from entities back to the row or the person that started them, each followed once. */
export class Chains {
  readonly #view: PlantReader;
  readonly #base: PlantView;
  readonly #known = new Map<string, readonly ChainLink[]>();

  /** `view` has what the plan makes, `base` where all else came from. */
  constructor(view: PlantReader, base: PlantView) {
    this.#view = view;
    this.#base = base;
  }

  of(entity: Asset | Cable): readonly ChainLink[] {
    return this.#chainOf(entity, LONGEST_CHAIN);
  }

  #chainOf(entity: Asset | Cable, longest: number): readonly ChainLink[] {
    const known = this.#known.get(entity.id);
    if (known !== undefined) return known;
    const chain = this.#follow(entity, longest);
    this.#known.set(entity.id, chain);
    return chain;
  }

  #follow({ id, tag, origin }: Asset | Cable, longest: number): readonly ChainLink[] {
    if (!('ruleId' in origin))
      return [{ tag, ...(this.#base.provenanceOf(id) ?? { userId: origin.userId }) }];
    const link: ChainLink = { tag, ruleId: origin.ruleId };
    const view = this.#view;
    const source = longest > 1 ? (view.asset(origin.sourceId) ?? view.cable(origin.sourceId)) : undefined;
    return source === undefined ? [link] : [link, ...this.#chainOf(source, longest - 1)];
  }
}
