import {
  type CompileContext,
  expectKind,
  kindsDiffer,
  reject,
  type Term,
  termOf,
  textOf,
} from './context.ts';
import { failDivision, failOverflow, failWrongType } from './error.ts';
import type { Node } from './parse.ts';
import { ANY, listOf, NUMBER, type StaticType, STRING, typeName, unify } from './static-type.ts';
import type { Closure, Value } from './value.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** Arithmetic on doubles; null with anything is null. `+` also joins texts and lists. */
export function compileArithmetic(
  context: CompileContext,
  node: Node,
  operator: ArithmeticOperator,
  leftNode: Node,
  rightNode: Node,
): Term {
  const left = context.compile(leftNode);
  const right = context.compile(rightNode);
  if (operator === '+' && !(left.type.kind === 'number' && right.type.kind === 'number')) {
    return compileSum(context, node, left, right);
  }
  const a = expectKind(context, left, 'number') as Closure<number>;
  const b = expectKind(context, right, 'number') as Closure<number>;
  return termOf(node, NUMBER, onNumbers(operator, a, b, textOf(context, node), textOf(context, rightNode)));
}

/** `-a`. */
export function compileNegation(context: CompileContext, node: Node, operandNode: Node): Term {
  const term = context.compile(operandNode);
  const operand = expectKind(context, term, 'number') as Closure<number>;
  const negated = termOf(node, NUMBER, (scope, locals) => {
    const value = operand(scope, locals);
    return value === null ? null : -value;
  });
  return typeof term.literal === 'number' ? { ...negated, literal: -term.literal } : negated;
}

function onNumbers(
  operator: ArithmeticOperator,
  a: Closure<number>,
  b: Closure<number>,
  text: string,
  divisor: string,
): Closure<number> {
  const apply = OPERATIONS[operator];
  const divides = operator === '/' || operator === '%';
  return (scope, locals) => {
    const left = a(scope, locals);
    const right = b(scope, locals);
    if (left === null || right === null) return null;
    if (divides && right === 0) return failDivision(divisor);
    const result = apply(left, right);
    return Number.isFinite(result) ? result : failOverflow(text, result);
  };
}

const OPERATIONS: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

function compileSum(context: CompileContext, node: Node, left: Term, right: Term): Term {
  const type = sumType(left.type, right.type);
  if (type === null) {
    const kinds = `${typeName(left.type.kind)} and ${typeName(right.type.kind)}`;
    const message = `${textOf(context, node)} adds ${kinds}. Only numbers, texts or lists can be added to their own kind; string(...) makes a text.`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  const a = left.run;
  const b = right.run;
  const text = textOf(context, node);
  const rightText = textOf(context, right.node);
  return termOf(node, type, (scope, locals) => add(a(scope, locals), b(scope, locals), text, rightText));
}

function sumType(a: StaticType, b: StaticType): StaticType | null {
  if (a.kind === 'null' || b.kind === 'null' || kindsDiffer(a.kind, b.kind)) return null;
  if (a.kind === 'list' && b.kind === 'list') {
    const of = unify(a.of, b.of);
    return of === null ? null : listOf(of);
  }
  const known = a.kind === 'any' ? b : a;
  if (known.kind === 'number') return NUMBER;
  if (known.kind === 'string') return STRING;
  if (known.kind === 'list') return listOf(ANY);
  return known.kind === 'any' ? ANY : null;
}

function add(a: Value, b: Value, text: string, rightText: string): Value {
  if (a === null || b === null) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    return Number.isFinite(a + b) ? a + b : failOverflow(text, a + b);
  }
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as Value[]), ...(b as Value[])];
  return failWrongType(rightText, b, Array.isArray(a) ? 'list' : typeof a);
}
