import { didYouMean } from '../../../shared/nearest-name.ts';
import { propertyTerm } from '../../../shared/vocabulary.ts';
import { isExpression } from '../expressions/compile.ts';
import { parseSource, type Node } from '../expressions/parse.ts';
import type { PlantView } from '../plant-view.ts';
import type { RuleProblem, RuleProblemCode } from '../problem.ts';
import type { PathStep } from '../yaml-source.ts';
import { isComparison, literalOf, literalsOf } from './alternatives.ts';
import { fieldWrites, nameOf, type FieldWrite } from './field-writes.ts';
import type { Analysed } from './subject.ts';
import { described, selectedTag } from './witness.ts';

/** Texts that a property of the vocabulary never has, where rules compare it with them or write them. */
export function impossibleValues(rules: readonly Analysed[], plant: PlantView | undefined): RuleProblem[] {
  const writes = rules.flatMap(fieldWrites);
  const isPossible = (name: string, value: string): boolean =>
    writes.some((write) => nameOf(write) === name && write.constant === value) ||
    isCarried(name, value, plant);
  const compared = rules.flatMap((rule) =>
    expressionsOf(rule).flatMap(({ source, path, shift }) =>
      comparisonsIn(source)
        .filter(({ name, value }) => isForeign(name, value) && !isPossible(name, value))
        .map(({ name, value, start }) =>
          problemOf(
            rule,
            path,
            start + shift,
            'NEVER_MATCHES',
            `${name} is never ${JSON.stringify(value)}${allowed(name, value)} ${example(rule, plant)}`,
          ),
        ),
    ),
  );
  const written = writes
    .filter((write): write is FieldWrite & { constant: string } => typeof write.constant === 'string')
    .filter((write) => write.field.startsWith('properties.') && isForeign(nameOf(write), write.constant))
    .map((write) =>
      problemOf(
        write.by,
        write.path,
        0,
        'IMPOSSIBLE_VALUE',
        `${nameOf(write)} cannot be ${JSON.stringify(write.constant)}${allowed(nameOf(write), write.constant)} ${example(write.by, plant)}`,
      ),
    );
  return [...compared, ...written];
}

const isForeign = (name: string, value: string): boolean => {
  const values = propertyTerm(name)?.values ?? null;
  return values !== null && !values.includes(value);
};

function allowed(name: string, value: string): string {
  const values = propertyTerm(name)?.values ?? [];
  return `: it is one of ${values.join(', ')}.${didYouMean(value, values)}`;
}

const example = ({ compiled, ways }: Analysed, plant: PlantView | undefined): string =>
  `Seen from ${selectedTag(compiled, plant) ?? described((ways?.[0] ?? []).filter(({ term }) => term === '(entity)' || term.endsWith('ype')))}.`;

function isCarried(name: string, value: string, plant: PlantView | undefined): boolean {
  const everything = plant?.candidates({
    entity: 'ASSET',
    types: null,
    disciplines: null,
    areas: null,
    systems: null,
  });
  return (
    everything?.some(({ properties }) => Object.hasOwn(properties, name) && properties[name] === value) ??
    false
  );
}

interface Text {
  readonly source: string;
  readonly path: readonly PathStep[];
  /** How many characters stand before it in its text. */
  readonly shift: number;
}

function expressionsOf({ parsed: { rule } }: Analysed): Text[] {
  const { validate, set_property: set, create_child: child, create_cable: cable } = rule.do;
  const values = (map: object | undefined, path: readonly PathStep[]): Text[] =>
    Object.entries(map ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' && isExpression(value)
        ? [{ source: value.slice(2), path: [...path, name], shift: 2 }]
        : [],
    );
  return [
    ...(rule.where === undefined ? [] : [{ source: rule.where, path: ['where'], shift: 0 }]),
    ...(validate === undefined
      ? []
      : [{ source: validate.that, path: ['do', 'validate', 'that'], shift: 0 }]),
    ...values(set, ['do', 'set_property']),
    ...values(child?.properties, ['do', 'create_child', 'properties']),
    ...values(cable?.properties, ['do', 'create_cable', 'properties']),
    ...values(cable?.sizing, ['do', 'create_cable', 'sizing']),
  ];
}

interface Comparison {
  readonly name: string;
  readonly value: string;
  readonly start: number;
}

function comparisonsIn(source: string): Comparison[] {
  const parsed = parseSource(source);
  const found: Comparison[] = [];
  if (parsed.ok) visit(parsed.value, found);
  return found;
}

function visit(part: unknown, found: Comparison[]): void {
  if (Array.isArray(part)) for (const inner of part) visit(inner, found);
  else if (typeof part === 'object' && part !== null && 'op' in part) {
    const node = part as Node;
    found.push(...comparisonsOf(node));
    visit(node.args, found);
  }
}

function comparisonsOf(node: Node): Comparison[] {
  const of = (side: Node, values: readonly unknown[], start: number): Comparison[] => {
    const name = propertyOf(side);
    if (name === null) return [];
    return values.flatMap((value) => (typeof value === 'string' ? [{ name, value, start }] : []));
  };
  if (node.op === 'in') return of(node.args[0], literalsOf(node.args[1]) ?? [], node.start);
  if (!isComparison(node)) return [];
  const [left, right] = node.args;
  return [...of(left, [literalOf(right)], left.start), ...of(right, [literalOf(left)], left.start)];
}

/** The name of a property that a path such as `parent.props.duty` ends in. */
function propertyOf(node: Node): string | null {
  if (node.op !== '.') return null;
  const [receiver, name] = node.args;
  const isProps =
    (receiver.op === 'id' && receiver.args === 'props') ||
    (receiver.op === '.' && receiver.args[1] === 'props');
  return isProps ? name : null;
}

function problemOf(
  { parsed: { file, locate, rule } }: Analysed,
  path: readonly PathStep[],
  offset: number,
  code: RuleProblemCode,
  message: string,
): RuleProblem {
  return { file, ...locate(path, offset), ruleId: rule.id, severity: 'WARNING', code, message };
}
