import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import type { Node } from './parse.ts';
import { propertyReader } from './property-reader.ts';
import { BOOLEAN, typeName, unify } from './static-type.ts';
import type { Closure } from './value.ts';

/** `a && b`, three-valued: false wins over unknown, unknown over true. The right side is skipped after false. */
export function compileAnd(context: CompileContext, node: Node, leftNode: Node, rightNode: Node): Term {
  const leftTerm = context.compile(leftNode);
  const left = expectKind(context, leftTerm, 'boolean');
  const right = expectKind(context, context.compile(rightNode), 'boolean');
  const fused = equalAnd(leftTerm, left, right);
  if (fused !== null) return termOf(node, BOOLEAN, fused);
  return termOf(node, BOOLEAN, (scope, locals) => {
    const first = left(scope, locals);
    if (first === false) return false;
    const second = right(scope, locals);
    if (second === false) return false;
    return first === null || second === null ? null : true;
  });
}

/** `a || b`, three-valued: true wins over unknown, unknown over false. The right side is skipped after true. */
export function compileOr(context: CompileContext, node: Node, leftNode: Node, rightNode: Node): Term {
  const leftTerm = context.compile(leftNode);
  const rightTerm = context.compile(rightNode);
  const left = expectKind(context, leftTerm, 'boolean');
  const right = expectKind(context, rightTerm, 'boolean');
  const fused = unsetOr(leftTerm, rightTerm, right);
  if (fused !== null) return termOf(node, BOOLEAN, fused);
  return termOf(node, BOOLEAN, (scope, locals) => {
    const first = left(scope, locals);
    if (first === true) return true;
    const second = right(scope, locals);
    if (second === true) return true;
    return first === null || second === null ? null : false;
  });
}

/** `x == "A" && ...` with the look at x in place, for the condition that most rules begin with. */
function equalAnd({ comparison }: Term, compare: Closure, right: Closure): Closure | null {
  if (comparison === undefined || comparison.literal === null) return null;
  const { property, literal } = comparison;
  const kind = typeof literal;
  const read = propertyReader(property);
  return (scope, locals) => {
    const value = read(scope.subject.entity.properties);
    if (value === literal) return right(scope, locals);
    if (value === undefined || value === null) return right(scope, locals) === false ? false : null;
    return typeof value === kind ? false : compare(scope, locals);
  };
}

/**
 * `x == null || x == "A"` with one look at x: a default, the most frequent `||` in rules. What is neither goes
 * to the comparison itself, which also complains of a wrong type.
 */
function unsetOr(left: Term, right: Term, compare: Closure): Closure | null {
  const name = left.comparison?.property;
  const literal = right.comparison?.literal;
  if (name === undefined || left.comparison?.literal !== null || right.comparison?.property !== name)
    return null;
  const read = propertyReader(name);
  return (scope, locals) => {
    const value = read(scope.subject.entity.properties);
    return value === undefined || value === null || value === literal ? true : compare(scope, locals);
  };
}

/** `!a`: unknown stays unknown. */
export function compileNot(context: CompileContext, node: Node, operandNode: Node): Term {
  const operand = expectKind(context, context.compile(operandNode), 'boolean');
  return termOf(node, BOOLEAN, (scope, locals) => {
    const value = operand(scope, locals);
    return value === null ? null : value === false;
  });
}

/** `condition ? a : b`: unknown where the condition is. */
export function compileChoice(context: CompileContext, node: Node, parts: readonly [Node, Node, Node]): Term {
  const condition = expectKind(context, context.compile(parts[0]), 'boolean');
  const yes = context.compile(parts[1]);
  const no = context.compile(parts[2]);
  const type = unify(yes.type, no.type);
  if (type === null) {
    const kinds = `${typeName(yes.type.kind)} and ${typeName(no.type.kind)}`;
    return reject(
      context,
      'WRONG_TYPE',
      `${textOf(context, node)} gives ${kinds}. Both sides must be of one kind.`,
      node,
    );
  }
  const yesRun: Closure = yes.run;
  const noRun: Closure = no.run;
  return termOf(node, type, (scope, locals) => {
    const value = condition(scope, locals);
    if (value === null) return null;
    return value === true ? yesRun(scope, locals) : noRun(scope, locals);
  });
}
