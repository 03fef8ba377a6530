import {
  type CompileContext,
  expectKind,
  kindsDiffer,
  reject,
  type Term,
  termOf,
  textOf,
} from './context.ts';
import { kleeneEqual } from './equality.ts';
import { failWrongType } from './error.ts';
import type { Node } from './parse.ts';
import { propertyReader } from './property-reader.ts';
import { BOOLEAN, type TypeKind, typeName } from './static-type.ts';
import type { Closure, Value } from './value.ts';

export type OrderOperator = '<' | '<=' | '>' | '>=';

/** `==` and `!=`: unknown where a side is, except against the literal null, which asks whether it is set. */
export function compileEquality(
  context: CompileContext,
  node: Node,
  negated: boolean,
  leftNode: Node,
  rightNode: Node,
): Term {
  const left = context.compile(leftNode);
  const right = context.compile(rightNode);
  if (right.type.kind === 'null')
    return withComparison(termOf(node, BOOLEAN, nullTest(left, negated)), left, null, negated);
  if (left.type.kind === 'null') return termOf(node, BOOLEAN, nullTest(right, negated));
  if (kindsDiffer(left.type.kind, right.type.kind)) return rejectComparison(context, node, left, right);
  return withComparison(
    termOf(node, BOOLEAN, equality(context, negated, left, right)),
    left,
    right.literal,
    negated,
  );
}

/** `<`, `<=`, `>`, `>=` of two numbers or two texts; unknown where a side is. */
export function compileOrder(
  context: CompileContext,
  node: Node,
  operator: OrderOperator,
  leftNode: Node,
  rightNode: Node,
): Term {
  const left = context.compile(leftNode);
  const right = context.compile(rightNode);
  if (kindsDiffer(left.type.kind, right.type.kind)) return rejectComparison(context, node, left, right);
  const kind = orderKind(left.type.kind, right.type.kind);
  if (kind === 'any') return termOf(node, BOOLEAN, orderOfAny(context, operator, left, right));
  const a = expectKind(context, left, kind);
  const b = expectKind(context, right, kind);
  const { literal } = right;
  if (typeof literal === 'number' || typeof literal === 'string') {
    return termOf(node, BOOLEAN, ORDER_WITH_LITERAL[operator](a, literal));
  }
  return termOf(node, BOOLEAN, order(operator, a, b));
}

function withComparison(term: Term, left: Term, literal: Term['literal'], negated: boolean): Term {
  if (negated || left.ownProperty === undefined || literal === undefined) return term;
  return { ...term, comparison: { property: left.ownProperty, literal } };
}

function equality(context: CompileContext, negated: boolean, left: Term, right: Term): Closure {
  const literal = right.literal ?? left.literal;
  const other = right.literal === undefined ? right : left;
  if (literal !== undefined && literal !== null) return equalsLiteral(context, negated, other, literal);
  const a = left.run;
  const b = right.run;
  const leftText = textOf(context, left.node);
  return (scope, locals) => {
    const first = a(scope, locals);
    const second = b(scope, locals);
    if (first === null || second === null) return null;
    if (typeof first !== typeof second) return failWrongType(leftText, first, typeof second);
    const equal = kleeneEqual(first, second);
    return equal === null ? null : equal !== negated;
  };
}

/** The most frequent condition by far, so it looks at the subject's own property itself. */
function equalsLiteral(
  context: CompileContext,
  negated: boolean,
  term: Term,
  literal: string | number | boolean,
): Closure {
  const kind = typeof literal;
  const text = textOf(context, term.node);
  const equal = !negated;
  const name = term.ownProperty;
  if (name !== undefined) {
    const read = propertyReader(name);
    return (scope) => {
      const value = read(scope.subject.entity.properties);
      if (value === literal) return equal;
      if (value === undefined || value === null) return null;
      return typeof value === kind ? negated : failWrongType(text, value, kind);
    };
  }
  const { raw } = term;
  return (scope, locals) => {
    const value = raw(scope, locals);
    if (value === literal) return equal;
    if (value === null) return null;
    return typeof value === kind ? negated : failWrongType(text, value, kind);
  };
}

function nullTest({ raw, ownProperty: name }: Term, negated: boolean): Closure {
  if (name !== undefined) {
    const read = propertyReader(name);
    return (scope) => ((read(scope.subject.entity.properties) ?? null) === null) !== negated;
  }
  return (scope, locals) => (raw(scope, locals) === null) !== negated;
}

function orderKind(left: TypeKind, right: TypeKind): 'number' | 'string' | 'any' {
  const known = left === 'any' ? right : left;
  return known === 'string' || known === 'any' ? known : 'number';
}

/** One closure for each operator, so that the engine compiles each on its own. */
const ORDER_WITH_LITERAL: Readonly<Record<OrderOperator, (a: Closure, b: number | string) => Closure>> = {
  '<': (a, b) => (scope, locals) => {
    const value = a(scope, locals);
    return value === null ? null : value < b;
  },
  '<=': (a, b) => (scope, locals) => {
    const value = a(scope, locals);
    return value === null ? null : value <= b;
  },
  '>': (a, b) => (scope, locals) => {
    const value = a(scope, locals);
    return value === null ? null : value > b;
  },
  '>=': (a, b) => (scope, locals) => {
    const value = a(scope, locals);
    return value === null ? null : value >= b;
  },
};

function order(operator: OrderOperator, a: Closure, b: Closure): Closure {
  const compare = COMPARE[operator];
  return (scope, locals) => {
    const first = a(scope, locals);
    const second = b(scope, locals);
    return first === null || second === null ? null : compare(first, second);
  };
}

function orderOfAny(context: CompileContext, operator: OrderOperator, left: Term, right: Term): Closure {
  const a = left.run;
  const b = right.run;
  const leftText = textOf(context, left.node);
  const rightText = textOf(context, right.node);
  const compare = COMPARE[operator];
  return (scope, locals) => {
    const first = a(scope, locals);
    const second = b(scope, locals);
    if (first === null || second === null) return null;
    if (typeof first !== 'number' && typeof first !== 'string')
      return failWrongType(leftText, first, 'number');
    if (typeof first !== typeof second) return failWrongType(rightText, second, typeof first);
    return compare(first, second);
  };
}

type Comparable = NonNullable<Value>;

const COMPARE: Readonly<Record<OrderOperator, (a: Comparable, b: Comparable) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function rejectComparison(context: CompileContext, node: Node, left: Term, right: Term): Term {
  const sides = `${textOf(context, left.node)} is ${typeName(left.type.kind)}, ${textOf(context, right.node)} is ${typeName(right.type.kind)}`;
  return reject(
    context,
    'WRONG_TYPE',
    `${sides}: they cannot be compared. Compare values of one kind.`,
    node,
  );
}
