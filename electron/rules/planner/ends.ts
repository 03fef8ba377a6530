import { displayText } from '../../../shared/json.ts';
import type { Asset } from '../../../shared/model/entities.ts';
import { shorten } from '../../../shared/shorten.ts';
import type { CompiledEnd } from '../compiled-rule.ts';
import type { EvaluationScope, ObservedValues } from '../expressions/types.ts';
import { groupBy } from '../lookup.ts';
import type { PlantReader } from '../view.ts';
import { fieldName, nameInRule, valueOf } from './entity-state.ts';

/** Finds the assets that ends of relations name. It remembers what it grouped, so it is good for one stratum. */
export interface EndFinder {
  /** The first of the ends that exists, several by tag order; null where none does. */
  find(ends: readonly CompiledEnd[], asset: Asset, scope: EvaluationScope): Asset | null;
}

export function endFinder(reader: PlantReader): EndFinder {
  const groups = new Map<string, ReadonlyMap<string, readonly Asset[]>>();
  const sameAs = (type: string, fields: readonly string[]): ReadonlyMap<string, readonly Asset[]> => {
    const key = JSON.stringify([type, fields]);
    const known = groups.get(key);
    if (known !== undefined) return known;
    const grouped = groupBy(reader.assetsOfType(type), (asset) => keyOf(asset, fields));
    groups.set(key, grouped);
    return grouped;
  };
  const candidates = (
    end: CompiledEnd,
    asset: Asset,
    scope: EvaluationScope,
  ): readonly (Asset | undefined)[] => {
    switch (end.kind) {
      case 'self':
        return [asset];
      case 'parent':
        return [reader.asset(asset.parentId ?? '')];
      case 'child':
        return reader.childrenOf(asset.id).filter(({ type }) => type === end.type);
      case 'relation':
        return related(reader, asset, end.relation, end.type);
      case 'type':
        return (sameAs(end.type, end.same).get(keyOf(asset, end.same)) ?? []).filter(
          ({ id }) => id !== asset.id,
        );
      case 'tag': {
        const tag = end.tag.render(scope);
        return [tag === null ? undefined : reader.assetByTag(tag)];
      }
    }
  };
  return {
    find(ends, asset, scope) {
      for (const end of ends) {
        const found = candidates(end, asset, scope).find((candidate) => candidate !== undefined);
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

/** Two values that are not stated are the same. */
const keyOf = (asset: Asset, fields: readonly string[]): string =>
  JSON.stringify(fields.map((field) => valueOf(asset, field)));

function related(reader: PlantReader, asset: Asset, relation: string, type: string | null): readonly Asset[] {
  const targets = reader
    .edgesFrom(asset.id)
    .filter((edge) => edge.relation === relation)
    .map((edge) => reader.asset(edge.targetId))
    .filter((target): target is Asset => target !== undefined && (type === null || target.type === type));
  return targets.toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
}

/** Adds what finding the ends read to `values`, by its name in a rule. */
export function observeEnds(
  ends: readonly CompiledEnd[],
  asset: Asset,
  scope: EvaluationScope,
  values: ObservedValues,
): void {
  for (const end of ends) {
    if (end.kind === 'tag') end.tag.observe(scope, values);
    if (end.kind !== 'type') continue;
    for (const field of end.same) values[nameInRule(field)] = valueOf(asset, field);
  }
}

/** What was looked for in vain, as a sentence. */
export const notFound = (ends: readonly CompiledEnd[], asset: Asset, scope: EvaluationScope): string =>
  `Not found: ${ends.map((end) => describeEnd(end, asset, scope)).join('; ')}.`;

/** An end in words: `MCC with area 47`. */
function describeEnd(end: CompiledEnd, asset: Asset, scope: EvaluationScope): string {
  switch (end.kind) {
    case 'self':
      return 'the asset itself';
    case 'parent':
      return 'its parent';
    case 'child':
      return `child of type ${end.type}`;
    case 'relation':
      return `what it is ${end.relation}${end.type === null ? '' : ` of type ${end.type}`}`;
    case 'type':
      return end.same.length === 0
        ? end.type
        : `${end.type} with ${end.same.map((field) => stated(asset, field)).join(', ')}`;
    case 'tag':
      return `asset ${end.tag.render(scope) ?? end.tag.source}`;
  }
}

function stated(asset: Asset, field: string): string {
  const value = valueOf(asset, field);
  return value === null ? `no ${fieldName(field)}` : `${fieldName(field)} ${shorten(displayText(value))}`;
}
