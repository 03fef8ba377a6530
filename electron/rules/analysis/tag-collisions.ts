import type { Asset, Cable } from '../../../shared/model/entities.ts';
import { tagKey } from '../../../shared/model/terms.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { Template } from '../expressions/types.ts';
import { createPlantView, type PlantView } from '../plant-view.ts';
import { compareText, type RuleProblem } from '../problem.ts';
import { examplePlant } from './example-plant.ts';
import { canMeet, commonWay, type Analysed } from './subject.ts';
import { fires, scopeOf, witnessOf } from './witness.ts';

/** Rules that would give two things one tag: by their templates, and with a project by its assets. */
export function tagCollisions(rules: readonly Analysed[], plant: PlantView | undefined): RuleProblem[] {
  const makers = rules
    .filter(({ compiled }) => tagOf(compiled) !== null)
    .toSorted((a, b) => compareText(a.parsed.rule.id, b.parsed.rule.id));
  const byText = makers.flatMap((maker, index) => {
    const other = makers.slice(0, index).find((one) => collide(one, maker, plant));
    const way = other === undefined ? null : commonWay(other.ways, maker.ways);
    if (other === undefined || way === null) return [];
    return [
      collision(
        maker,
        `${maker.parsed.rule.id} and ${other.parsed.rule.id} give what they make from one source the same tag; ${witnessOf([other.compiled, maker.compiled], way, plant)}.`,
      ),
    ];
  });
  if (plant === undefined) return byText;
  const told = new Set(byText.map(({ ruleId }) => ruleId));
  return [...byText, ...inProject(makers, plant).filter(({ ruleId }) => !told.has(ruleId))];
}

const tagOf = ({ action }: CompiledRule): Template | null =>
  (action.kind === 'create_child' || action.kind === 'create_cable') && !action.tag.usesSequence
    ? action.tag
    : null;

/** Whether both can start from one source and their templates give the same tag there. */
function collide(a: Analysed, b: Analysed, plant: PlantView | undefined): boolean {
  if (a.parsed.rule.id === b.parsed.rule.id || !canMeet(a.parsed, b.parsed, plant)) return false;
  const way = commonWay(a.ways, b.ways);
  if (way === null) return false;
  if (tagOf(a.compiled)?.source === tagOf(b.compiled)?.source) return true;
  const { state, subject } = examplePlant(way);
  const view = createPlantView(state);
  const [first, second] = [a, b].map(({ compiled }) => render(compiled, subject, view));
  return (
    first !== null &&
    first !== undefined &&
    second !== null &&
    second !== undefined &&
    tagKey(first) === tagKey(second)
  );
}

/** The tag that a rule gives what it makes from a source; null where it is not known. */
function render(rule: CompiledRule, source: Asset | Cable, view: PlantView): string | null {
  try {
    return tagOf(rule)?.render(scopeOf(source, view)) ?? null;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

/** The first collision of each rule over the assets as they are now. */
function inProject(makers: readonly Analysed[], plant: PlantView): RuleProblem[] {
  const wanted = new Map<string, { maker: Analysed; source: Asset | Cable }>();
  const problems = new Map<Analysed, RuleProblem>();
  for (const maker of makers) {
    if (!canMeet(maker.parsed, maker.parsed, plant)) continue;
    const sources = plant
      .candidates(maker.compiled.selection)
      .filter((one) => fires(maker.compiled, one, plant));
    for (const source of sources.toSorted((a, b) => compareText(tagKey(a.tag), tagKey(b.tag)))) {
      const tag = render(maker.compiled, source, plant);
      if (tag === null || problems.has(maker)) continue;
      const before = wanted.get(tagKey(tag));
      const holder = before === undefined ? holderOf(tag, maker.compiled, plant) : null;
      if (before === undefined && holder === null) wanted.set(tagKey(tag), { maker, source });
      else problems.set(maker, collision(maker, saying(tag, maker, source, before ?? holder)));
    }
  }
  return [...problems.values()];
}

function saying(
  tag: string,
  maker: Analysed,
  source: Asset | Cable,
  other: { maker: Analysed; source: Asset | Cable } | string | null,
): string {
  const own = `${maker.parsed.rule.id} gives the tag ${tag} to what it makes from ${source.tag}`;
  if (other === null || typeof other === 'string') return `${own}, which ${other ?? 'another one'} has.`;
  const who = other.maker === maker ? 'and' : `and ${other.maker.parsed.rule.id} from`;
  return `${own}, ${other.maker === maker ? `${who} from` : who} ${other.source.tag}.`;
}

/** What holds a tag and is neither of this rule nor what it would adopt, in words. */
function holderOf(tag: string, { rule, action }: CompiledRule, plant: PlantView): string | null {
  const asset = plant.assetByTag(tag);
  const holder = asset ?? plant.cableByTag(tag);
  if (holder === undefined) return null;
  const isOwn = 'ruleId' in holder.origin && holder.origin.ruleId === rule.id;
  const kind = 'cableType' in holder ? `${holder.cableType} cable` : holder.type;
  const made =
    action.kind === 'create_child'
      ? action.type
      : action.kind === 'create_cable'
        ? `${action.cableType} cable`
        : '';
  return isOwn || (kind === made && 'userId' in holder.origin) ? null : `a ${kind} of the project`;
}

function collision({ parsed: { file, locate, rule }, compiled }: Analysed, reason: string): RuleProblem {
  const message = `${reason} Only one of them can be made. Change a tag, or narrow a rule.`;
  const place = locate(['do', compiled.action.kind, 'tag'], 0);
  return { file, ...place, ruleId: rule.id, severity: 'WARNING', code: 'TAG_COLLISION', message };
}
