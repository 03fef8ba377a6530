import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import { SynapseError } from '../../../shared/errors.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { PlantView } from '../plant-view.ts';
import { outdatedFields, type OutdatedFields } from './outdated-fields.ts';
import { sequencesOf, type Sequences } from './sequences.ts';
import { takesOf, type Takes } from './takes.ts';

/** How many steps of making may follow from one another; deeper ones are an error of their action. */
export const MAX_DEPTH = 16;

/** What stays the same for all strata of one plan. */
export interface PlanContext {
  readonly projectId: string;
  /** The plant before the plan. */
  readonly base: PlantView;
  /** Fields of one entity that more than one running rule may write. */
  readonly sharedFields: ReadonlySet<string>;
  /** Rules that fill packages, in the scope or not. */
  readonly packageRules: readonly CompiledRule[];
  /** The numbers that tags have before the plan. */
  readonly sequences: Sequences;
  /** Fields that still hold a value whose source is not known any more, by entity. */
  readonly outdated: OutdatedFields;
  /** Conflicts with a person's value that are decided for the rule. */
  readonly takes: Takes;
  /** The rule that owns a field, where it is in force and does not act on this entity in this plan. */
  absentOwner(ruleId: string, entity: Asset | Cable): CompiledRule | null;
  /** True where the entity may start a rule: it is in the scope, or made in this plan. */
  inScope(entity: Asset | Cable): boolean;
  /** @throws SynapseError CANCELLED where the caller wants to stop. */
  checkCancelled(): void;
}

export function planContext(
  base: PlantView,
  running: readonly CompiledRule[],
  scope: Scope,
  shouldCancel: (() => boolean) | undefined,
  takes: Takes = takesOf([]),
  inForce: ReadonlyMap<string, CompiledRule> = new Map(),
): PlanContext {
  const inScope = scopeFilter(base, scope);
  return {
    takes,
    absentOwner: absentOwners(base, running, inForce, inScope),
    projectId: base.project.id,
    base,
    sharedFields: sharedFields(running),
    packageRules: [...new Set([...running, ...inForce.values()])].filter(
      ({ action }) => action.kind === 'create_package',
    ),
    sequences: sequencesOf(base),
    outdated: outdatedFields(base, running, inScope),
    inScope,
    checkCancelled: () => {
      if (shouldCancel?.() === true) throw new SynapseError('CANCELLED');
    },
  };
}

/** A rule acts on what it made where the scope has its source, on all else where the scope has that itself. */
function absentOwners(
  base: PlantView,
  running: readonly CompiledRule[],
  inForce: ReadonlyMap<string, CompiledRule>,
  inScope: PlanContext['inScope'],
): PlanContext['absentOwner'] {
  const acting = new Set(running.map(({ rule }) => rule.id));
  return (ruleId, entity) => {
    const rule = inForce.get(ruleId);
    if (rule === undefined) return null;
    if (!acting.has(ruleId)) return rule;
    const { origin } = entity;
    const isOwn = 'ruleId' in origin && origin.ruleId === ruleId;
    const source = isOwn ? (base.asset(origin.sourceId) ?? base.cable(origin.sourceId)) : entity;
    return source === undefined || inScope(source) ? null : rule;
  };
}

/** What a rule makes is its own, so two rules can only meet where at least one sets fields of what is there. */
function sharedFields(rules: readonly CompiledRule[]): ReadonlySet<string> {
  const set = new Map<string, number>();
  const made = new Set<string>();
  for (const { action, dependencies } of rules) {
    for (const write of dependencies.writes) {
      if (write.kind !== 'field') continue;
      if (action.kind === 'set_property') set.set(write.field, (set.get(write.field) ?? 0) + 1);
      else made.add(write.field);
    }
  }
  return new Set([...set].filter(([field, count]) => count > 1 || made.has(field)).map(([field]) => field));
}

/** Whether a scope limits the assets that may start a rule. */
export const limitsAssets = (scope: Scope): boolean =>
  scope.assets !== undefined || scope.assetTypes !== undefined || scope.areas !== undefined;

const includesAll = (): boolean => true;

/** An asset counts as it stood before the plan; a cable by its own tag, or by an asset at one of its ends. */
function scopeFilter(base: PlantView, scope: Scope): (entity: Asset | Cable) => boolean {
  if (!limitsAssets(scope)) return includesAll;
  const tags = scope.assets === undefined ? null : new Set(scope.assets.map(tagKey));
  const types = scope.assetTypes === undefined ? null : new Set(scope.assetTypes);
  const areas = scope.areas === undefined ? null : new Set(scope.areas);
  const matches = (asset: Asset): boolean =>
    (tags === null || tags.has(tagKey(asset.tag))) &&
    (types === null || types.has(asset.type)) &&
    (areas === null || areas.has(asset.area ?? ''));
  return (entity) => {
    if (!('cableType' in entity)) {
      const before = base.asset(entity.id);
      return before === undefined || matches(before);
    }
    if (base.cable(entity.id) === undefined) return true;
    if (types === null && areas === null && tags?.has(tagKey(entity.tag)) === true) return true;
    return [entity.fromAssetId, entity.toAssetId].some((id) => {
      const end = base.asset(id ?? '');
      return end !== undefined && matches(end);
    });
  };
}
