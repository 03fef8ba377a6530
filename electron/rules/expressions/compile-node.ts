import { compileIndex, compileMember } from './access.ts';
import { compileArithmetic, compileNegation } from './arithmetic.ts';
import { compileIn, compileList, compileMap } from './collections.ts';
import { compileEquality, compileOrder } from './comparison.ts';
import { type CompileContext, reject, type Term, termOf } from './context.ts';
import { compileCall } from './functions.ts';
import { compileAnd, compileChoice, compileNot, compileOr } from './logic.ts';
import { compileMethod } from './methods.ts';
import type { Node } from './parse.ts';
import { BOOLEAN, NULL, NUMBER, STRING, type StaticType } from './static-type.ts';
import { compileVariable } from './variables.ts';

/** Compiles one node of the syntax tree and what is below it; problems are collected in the context. */
export function compileNode(context: CompileContext, node: Node): Term {
  switch (node.op) {
    case 'value':
      return compileLiteral(context, node, node.args);
    case 'id':
      return compileVariable(context, node, node.args);
    case '.':
      return compileMember(context, node, node.args[0], node.args[1]);
    case '[]':
      return compileIndex(context, node, node.args[0], node.args[1]);
    case 'call':
      return compileCall(context, node, node.args[0], node.args[1]);
    case 'rcall':
      return compileMethod(context, node, node.args[0], node.args[1], node.args[2]);
    case 'list':
      return compileList(context, node, node.args);
    case 'map':
      return compileMap(context, node, node.args);
    case '?:':
      return compileChoice(context, node, node.args);
    case '!_':
      return compileNot(context, node, node.args);
    case '-_':
      return compileNegation(context, node, node.args);
    case '.?':
    case '[?]':
      return reject(context, 'PARSE', 'Optional access is not needed: what is not set is null.', node);
    default:
      return compileBinary(context, node);
  }
}

type BinaryNode = Extract<
  Node,
  { op: '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | 'in' }
>;

function compileBinary(context: CompileContext, node: BinaryNode): Term {
  const [left, right] = node.args;
  switch (node.op) {
    case '&&':
      return compileAnd(context, node, left, right);
    case '||':
      return compileOr(context, node, left, right);
    case '==':
      return compileEquality(context, node, false, left, right);
    case '!=':
      return compileEquality(context, node, true, left, right);
    case 'in':
      return compileIn(context, node, left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(context, node, node.op, left, right);
    default:
      return compileArithmetic(context, node, node.op, left, right);
  }
}

/** Whole numbers become doubles, so that there is one kind of number. */
function compileLiteral(context: CompileContext, node: Node, value: unknown): Term {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isFinite(number)) return literalTerm(node, NUMBER, number);
    return reject(context, 'PARSE', 'The number is too large.', node);
  }
  if (typeof value === 'number') return literalTerm(node, NUMBER, value);
  if (typeof value === 'string') return literalTerm(node, STRING, value);
  if (typeof value === 'boolean') return literalTerm(node, BOOLEAN, value);
  if (value === null) return literalTerm(node, NULL, null);
  return reject(context, 'PARSE', 'Only numbers, texts, true, false and null can be written here.', node);
}

function literalTerm(node: Node, type: StaticType, literal: string | number | boolean | null): Term {
  return { ...termOf(node, type, () => literal), literal };
}
