import type { Asset, Cable } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import type { PlantView } from '../plant-view.ts';
import { compareText } from '../problem.ts';
import { selects } from '../selection.ts';
import type { Conjunction, Literal } from './alternatives.ts';
import { exampleOf } from './contradiction.ts';

/** What a problem is about: a tag of the project that all the rules start from, otherwise an example made up. */
export function witnessOf(
  rules: readonly CompiledRule[],
  way: Conjunction,
  plant: PlantView | undefined,
): string {
  const tag = plant === undefined ? null : actualTag(rules, plant);
  return tag === null ? `for example ${described(way)}` : `for example ${tag}`;
}

/** The first tag, by tag order, that `for` of a rule selects, whatever its `where` says. */
export function selectedTag({ selection }: CompiledRule, plant: PlantView | undefined): string | null {
  const found = plant?.candidates(selection).filter((entity) => selects(selection, entity));
  return first(found ?? []);
}

function actualTag(rules: readonly CompiledRule[], plant: PlantView): string | null {
  const [one] = rules;
  if (one === undefined) return null;
  return first(
    plant.candidates(one.selection).filter((entity) => rules.every((rule) => fires(rule, entity, plant))),
  );
}

const first = (entities: readonly (Asset | Cable)[]): string | null =>
  entities.map(({ tag }) => tag).toSorted((a, b) => compareText(tagKey(a), tagKey(b)))[0] ?? null;

/** Whether a rule fires on an entity as it is now; a value that fails the rule does not. */
export function fires(rule: CompiledRule, entity: Asset | Cable, plant: PlantView): boolean {
  if (!selects(rule.selection, entity)) return false;
  try {
    return rule.where === null || rule.where.test(scopeOf(entity, plant)) === true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

export const scopeOf = (entity: Asset | Cable, reader: PlantView): EvaluationScope => ({
  subject: 'cableType' in entity ? { kind: 'CABLE', entity } : { kind: 'ASSET', entity },
  reader,
});

/** `a MOTOR with props.power_kw = 31`. */
export function described(way: Conjunction): string {
  const values = exampleOf(way);
  const type = values.get('asset.type') ?? values.get('cable.cableType');
  const noun =
    values.get('(entity)') === 'CABLE' ? `${type === undefined ? '' : `${type} `}cable` : (type ?? 'asset');
  const rest = [...values]
    .filter(([term]) => !NAMED.has(term))
    .map(([term, value]) => `${term} = ${shown(value)}`);
  return `a ${noun}${rest.length === 0 ? '' : ` with ${rest.join(', ')}`}`;
}

const NAMED: ReadonlySet<string> = new Set(['(entity)', 'asset.type', 'cable.cableType']);
const shown = (value: Literal | null): string => JSON.stringify(value);
