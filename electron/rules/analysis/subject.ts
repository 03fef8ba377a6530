import { appliesToProject, countriesOf } from '../groups.ts';
import type { CompiledRule } from '../compiled-rule.ts';
import type { PlantView } from '../plant-view.ts';
import type { ParsedRule } from '../rule-version.ts';
import type { Selection } from '../selection.ts';
import { alternativesOf, type Atom, type Conjunction } from './alternatives.ts';
import { contradictionIn } from './contradiction.ts';

/** A rule as the analysis looks at it. */
export interface Analysed {
  readonly parsed: ParsedRule;
  readonly compiled: CompiledRule;
  /** The ways in which `for` and `where` can hold; null where they are too many to look at. */
  readonly ways: readonly Conjunction[] | null;
}

export function analysed(parsed: ParsedRule, compiled: CompiledRule): Analysed {
  const ways = parsed.rule.where === undefined ? [[]] : alternativesOf(parsed.rule.where);
  const target = atomsOf(compiled.selection);
  return { parsed, compiled, ways: ways?.map((way) => [...target, ...way]) ?? null };
}

/** Whether rules can run in one project, and in this one. */
export function canMeet(a: ParsedRule, b: ParsedRule, plant: PlantView | undefined): boolean {
  const sources = [a.rule.sourceId, b.rule.sourceId];
  if (plant !== undefined) return sources.every((id) => appliesToProject(id, plant.project));
  const [first, second] = sources.map(countriesOf);
  if (!first || !second) return true;
  return [...first].some((country) => second.has(country));
}

/** Comparisons under which both hold, or null where none are found. */
export function commonWay(
  a: readonly Conjunction[] | null,
  b: readonly Conjunction[] | null,
): Conjunction | null {
  for (const one of a ?? []) {
    for (const other of b ?? []) {
      const joined = [...one, ...other];
      if (contradictionIn(joined) === null) return joined;
    }
  }
  return null;
}

/** Whether wherever the first holds the second does: each way of it asks for all that some way of the second asks for. */
export function implies(a: readonly Conjunction[] | null, b: readonly Conjunction[] | null): boolean {
  if (a === null || b === null) return false;
  return a.every((one) => b.some((other) => other.every((atom) => follows(one, atom))));
}

const follows = (known: Conjunction, { term, test, start }: Atom): boolean =>
  [...opposites(test)].every(
    (opposite) => contradictionIn([...known, { term, test: opposite, start }]) !== null,
  );

/** What holds where a test does not, unknown included. */
function opposites(test: Atom['test']): Atom['test'][] {
  switch (test.kind) {
    case 'never':
      return [{ kind: 'set' }, { kind: 'null' }];
    case 'null':
      return [{ kind: 'set' }];
    case 'set':
      return [{ kind: 'null' }];
    case 'one of':
      return [{ kind: 'none of', values: test.values }, { kind: 'null' }];
    case 'none of':
      return [{ kind: 'one of', values: test.values }, { kind: 'null' }];
    case 'compare':
      return [{ kind: 'compare', op: INVERSE[test.op], value: test.value }, { kind: 'null' }];
  }
}

const INVERSE = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

/** What `for` says, as comparisons. */
export function atomsOf(selection: Selection): Conjunction {
  const of = (term: string, values: ReadonlySet<string> | null): Atom[] =>
    values === null ? [] : [{ term, test: { kind: 'one of', values: [...values] }, start: 0 }];
  if (selection.entity === 'CABLE') {
    return [
      { term: '(entity)', test: { kind: 'compare', op: '==', value: 'CABLE' }, start: 0 },
      ...of('cable.cableType', selection.cableTypes),
    ];
  }
  return [
    { term: '(entity)', test: { kind: 'compare', op: '==', value: 'ASSET' }, start: 0 },
    ...of('asset.type', selection.types),
    ...of('asset.discipline', selection.disciplines),
    ...of('asset.area', selection.areas),
    ...of('asset.system', selection.systems),
  ];
}
