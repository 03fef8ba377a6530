import { KNOWN_ASSET_TYPES } from '../../../shared/model/terms.ts';
import { didYouMean, nearestName } from '../../../shared/nearest-name.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { PlantView } from '../plant-view.ts';
import type { RuleProblem } from '../problem.ts';
import type { PathStep } from '../yaml-source.ts';
import type { Atom } from './alternatives.ts';
import { contradictionIn } from './contradiction.ts';
import type { Analysed } from './subject.ts';
import { described, selectedTag } from './witness.ts';

/** Rules that no asset or cable can start: their condition contradicts itself, or there is nothing of their type. */
export function neverMatching(rules: readonly Analysed[], plant: PlantView | undefined): RuleProblem[] {
  const made = madeTypes(rules.map(({ compiled }) => compiled));
  return rules.flatMap((rule) => [...contradictory(rule, plant), ...withoutSubjects(rule, made, plant)]);
}

function contradictory({ parsed, compiled, ways }: Analysed, plant: PlantView | undefined): RuleProblem[] {
  if (ways === null || parsed.rule.where === undefined) return [];
  const found = ways.map(contradictionIn);
  const [first] = found;
  if (first === undefined || first === null || found.includes(null)) return [];
  const { atom, against } = first;
  const reason =
    against === null
      ? `${textAt(parsed.rule.where, atom)} is never true`
      : `${saying(atom)} and ${saying(against)} never hold together`;
  const tag = selectedTag(compiled, plant);
  const example = tag ?? described((ways[0] ?? []).filter(({ term }) => SELECTED.has(term)));
  const message = `The condition can never be true: ${reason}; not even ${example} starts this rule. Correct the condition.`;
  return [problemAt(parsed, ['where'], atom.start, message)];
}

const SELECTED: ReadonlySet<string> = new Set(['(entity)', 'asset.type', 'cable.cableType']);
const textAt = (source: string, { term, test, start }: Atom): string =>
  test.kind === 'never' ? (/^\w+/.exec(source.slice(start))?.[0] ?? term) : saying({ term, test, start });

function saying({ term, test }: Atom): string {
  const subject = term === 'asset.type' ? 'the type' : term;
  switch (test.kind) {
    case 'never':
      return `${subject} (never)`;
    case 'null':
      return `${subject} == null`;
    case 'set':
      return `${subject} != null`;
    case 'one of':
      return `${subject} in ${JSON.stringify(test.values)}`;
    case 'none of':
      return `${subject} not in ${JSON.stringify(test.values)}`;
    case 'compare':
      return `${subject} ${test.op} ${JSON.stringify(test.value)}`;
  }
}

/** Types of what rules make; cables by their cable type. */
function madeTypes(rules: readonly CompiledRule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ action }) => {
      if (action.kind === 'create_child') return [action.type];
      if (action.kind === 'create_cable') return [`${action.cableType} cable`];
      return action.kind === 'allocate_io' ? ['IO_CARD'] : [];
    }),
  );
}

/** Without a project any type may turn up, so that only what looks like a slip of a known one is told. */
function withoutSubjects(
  { parsed, compiled: { selection } }: Analysed,
  made: ReadonlySet<string>,
  plant: PlantView | undefined,
): RuleProblem[] {
  const isAsset = selection.entity === 'ASSET';
  const types = isAsset ? selection.types : selection.cableTypes;
  if (types === null) return [];
  const wanted = [...types].map((type) => (isAsset ? type : `${type} cable`));
  const known = new Set([...Object.keys(KNOWN_ASSET_TYPES), ...made]);
  if (plant === undefined) {
    if (!isAsset) return [];
    return wanted.flatMap((type, index) => {
      const meant = known.has(type) ? null : nearestName(type, known);
      if (meant === null) return [];
      const message = `No rule makes a ${type}, and none is known. Did you mean ${meant}? As it stands, a ${meant} does not start this rule.`;
      return [absent(parsed, index, message)];
    });
  }
  const isThere = (type: string): boolean =>
    made.has(type) || (isAsset ? plant.assetsOfType(type).length > 0 : cablesOf(type, plant));
  if (wanted.some(isThere)) return [];
  const [first = ''] = wanted;
  const meant = known.has(first) ? '' : didYouMean(first, known);
  const reason = `Nothing in the project is a ${wanted.join(' or ')}, and no rule makes one.${meant}`;
  return [absent(parsed, 0, `${reason} The rule never starts; for example a ${first} would start it.`)];
}

const cablesOf = (type: string, plant: PlantView): boolean =>
  plant.candidates({ entity: 'CABLE', cableTypes: new Set([type.replace(/ cable$/, '')]) }).length > 0;

function absent(parsed: Analysed['parsed'], index: number, message: string): RuleProblem {
  const target = parsed.rule.for;
  const key = target.entity === 'CABLE' ? 'cableType' : 'type';
  const value = target.entity === 'CABLE' ? target.cableType : target.type;
  const path: PathStep[] = ['for', key, ...(Array.isArray(value) ? [index] : [])];
  return problemAt(parsed, path, 0, message);
}

function problemAt(
  { file, locate, rule }: Analysed['parsed'],
  path: readonly PathStep[],
  offset: number,
  message: string,
): RuleProblem {
  return {
    file,
    ...locate(path, offset),
    ruleId: rule.id,
    severity: 'WARNING',
    code: 'NEVER_MATCHES',
    message,
  };
}
