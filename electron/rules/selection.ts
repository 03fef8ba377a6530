import type { Asset, Cable } from '../../shared/model/entities.ts';
import type { Rule } from '../../shared/model/rule.ts';

/** What `for` of a rule selects; a member that is null selects all. */
export type Selection =
  | {
      readonly entity: 'ASSET';
      readonly types: ReadonlySet<string> | null;
      readonly disciplines: ReadonlySet<string> | null;
      readonly areas: ReadonlySet<string> | null;
      readonly systems: ReadonlySet<string> | null;
    }
  | { readonly entity: 'CABLE'; readonly cableTypes: ReadonlySet<string> | null };

export type AssetSelection = Extract<Selection, { entity: 'ASSET' }>;

export function selectionOf(target: Rule['for']): Selection {
  if (target.entity === 'CABLE') return { entity: 'CABLE', cableTypes: setOf(target.cableType) };
  return {
    entity: 'ASSET',
    types: setOf(target.type),
    disciplines: setOf(target.discipline),
    areas: setOf(target.area),
    systems: setOf(target.system),
  };
}

export function selects(selection: Selection, entity: Asset | Cable): boolean {
  if ('cableType' in entity) {
    return selection.entity === 'CABLE' && allows(selection.cableTypes, entity.cableType);
  }
  return (
    selection.entity === 'ASSET' &&
    allows(selection.types, entity.type) &&
    allows(selection.disciplines, entity.discipline) &&
    allows(selection.areas, entity.area) &&
    allows(selection.systems, entity.system)
  );
}

const setOf = (value: string | readonly string[] | undefined): ReadonlySet<string> | null =>
  value === undefined ? null : new Set(typeof value === 'string' ? [value] : value);

const allows = (set: ReadonlySet<string> | null, value: string | null): boolean =>
  set === null || (value !== null && set.has(value));
