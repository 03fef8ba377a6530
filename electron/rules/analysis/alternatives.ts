import { parseSource, type Node } from '../expressions/parse.ts';

export type Literal = string | number | boolean;

/** One comparison that has to hold. `term` is what is compared, as the rule writes it, without white space. */
export interface Atom {
  readonly term: string;
  readonly test: Test;
  /** Where it stands in the expression. */
  readonly start: number;
}

export type Test =
  | { readonly kind: 'compare'; readonly op: ComparisonOp; readonly value: Literal }
  | { readonly kind: 'one of'; readonly values: readonly Literal[] }
  | { readonly kind: 'none of'; readonly values: readonly Literal[] }
  | { readonly kind: 'null' }
  | { readonly kind: 'set' }
  | { readonly kind: 'never' };
export type ComparisonOp = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Comparisons that hold together. */
export type Conjunction = readonly Atom[];

/**
 * The ways in which a condition can be true, each a list of comparisons that then hold: the disjunctive normal
 * form. An expression that is no comparison with a literal counts as one that is true or false. Null where there
 * are too many ways, or the text does not parse.
 */
export function alternativesOf(source: string): readonly Conjunction[] | null {
  const parsed = parseSource(source);
  if (!parsed.ok) return null;
  try {
    return waysOf(parsed.value, true, source);
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}

class TooMany extends Error {}
const MOST = 256;

function waysOf(node: Node, wanted: boolean, source: string): Conjunction[] {
  switch (node.op) {
    case 'value':
      if (node.args === wanted) return [[]];
      return [[atomOf(node, source, { kind: 'never' })]];
    case '!_':
      return waysOf(node.args, !wanted, source);
    case '&&':
    case '||': {
      const [left, right] = node.args.map((side) => waysOf(side, wanted, source));
      return (node.op === '&&') === wanted ? both(left ?? [], right ?? []) : either(left ?? [], right ?? []);
    }
    case '?:': {
      const [condition, yes, no] = node.args;
      return either(
        both(waysOf(condition, true, source), waysOf(yes, wanted, source)),
        both(waysOf(condition, false, source), waysOf(no, wanted, source)),
      );
    }
    default:
      return [[comparisonOf(node, wanted, source)]];
  }
}

const either = (a: readonly Conjunction[], b: readonly Conjunction[]): Conjunction[] => bounded([...a, ...b]);
const both = (a: readonly Conjunction[], b: readonly Conjunction[]): Conjunction[] => {
  if (a.length * b.length > MOST) throw new TooMany();
  return a.flatMap((left) => b.map((right) => [...left, ...right]));
};

function bounded(ways: Conjunction[]): Conjunction[] {
  if (ways.length > MOST) throw new TooMany();
  return ways;
}

function comparisonOf(node: Node, wanted: boolean, source: string): Atom {
  if (node.op === 'call' && node.args[0] === 'has' && node.args[1][0] !== undefined) {
    return atomOf(node.args[1][0], source, { kind: wanted ? 'set' : 'null' });
  }
  if (node.op === 'in') {
    const values = literalsOf(node.args[1]);
    if (values !== null) {
      return atomOf(node.args[0], source, { kind: wanted ? 'one of' : 'none of', values }, node.start);
    }
  }
  if (isComparison(node)) {
    const [left, right] = node.args;
    const literal = literalOf(right);
    if (literal !== undefined) return compared(left, wanted ? node.op : INVERSE[node.op], literal, source);
    const before = literalOf(left);
    if (before !== undefined) {
      return compared(right, MIRRORED[wanted ? node.op : INVERSE[node.op]], before, source);
    }
  }
  return atomOf(node, source, { kind: 'compare', op: '==', value: wanted });
}

function compared(side: Node, op: ComparisonOp, literal: Literal | null, source: string): Atom {
  const known = literalOf(side);
  if (known !== undefined) {
    const holds = op === '==' ? known === literal : op === '!=' ? known !== literal : true;
    return atomOf(side, source, holds ? { kind: 'compare', op: '==', value: true } : { kind: 'never' });
  }
  if (literal !== null) return atomOf(side, source, { kind: 'compare', op, value: literal });
  if (op === '==' || op === '!=') return atomOf(side, source, { kind: op === '==' ? 'null' : 'set' });
  return atomOf(side, source, { kind: 'never' });
}

const atomOf = (node: Node, source: string, test: Test, start = node.start): Atom => ({
  term: source.slice(node.start, node.end).replaceAll(/\s+/g, ''),
  test,
  start,
});

export type ComparisonNode = Extract<Node, { op: ComparisonOp }>;
export const isComparison = (node: Node): node is ComparisonNode => Object.hasOwn(INVERSE, node.op);

const INVERSE: Readonly<Record<ComparisonOp, ComparisonOp>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const MIRRORED: Readonly<Record<ComparisonOp, ComparisonOp>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The value of a literal, null for `null`; undefined where the node is none. */
export function literalOf(node: Node): Literal | null | undefined {
  if (node.op === '-_') {
    const value = literalOf(node.args);
    return typeof value === 'number' ? -value : undefined;
  }
  if (node.op !== 'value') return undefined;
  const value: unknown = node.args;
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return undefined;
}

/** The values of a list of literals; null where the node is something else. */
export function literalsOf(node: Node): Literal[] | null {
  if (node.op !== 'list') return null;
  const values = node.args.map(literalOf).filter((value) => value !== undefined && value !== null);
  return values.length === node.args.length ? values : null;
}
