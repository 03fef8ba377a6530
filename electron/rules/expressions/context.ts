import { failWrongType } from './error.ts';
import type { Node } from './parse.ts';
import { ANY, type StaticType, type TypeKind, typeName } from './static-type.ts';
import type { ExpressionProblem, KnownNames, Read, SubjectKind } from './types.ts';
import type { Closure, Value } from './value.ts';

/** A part of an expression, compiled: what it is and how to get its value. */
export interface Term {
  readonly node: Node;
  readonly type: StaticType;
  readonly run: Closure;
  /** The value before it is checked against the known type; for `== null` and `has()`, which accept any. */
  readonly raw: Closure;
  /** Where the term is a literal: its value. */
  readonly literal?: string | number | boolean | null;
  /** Where the term is a property of the subject: its name. Comparisons read it without a call. */
  readonly ownProperty?: string;
  /** Where the term compares a property of the subject: with what. Lets `x == null || x == "A"` read x once. */
  readonly comparison?: { readonly property: string; readonly literal: string | number | boolean | null };
}

/** What compiling one expression knows and collects. */
export interface CompileContext {
  readonly source: string;
  readonly kind: SubjectKind;
  readonly names: KnownNames;
  readonly allowSequence: boolean;
  readonly reads: Read[];
  readonly problems: ExpressionProblem[];
  /** What the expression reads, by its text, for reasons. */
  readonly observed: Map<string, { readonly type: StaticType; readonly run: Closure }>;
  /** The variables of the macros around, innermost last. */
  readonly variables: { readonly name: string; readonly type: StaticType; readonly place: number }[];
  usesSequence: boolean;
  compile(node: Node): Term;
}

export function textOf(context: CompileContext, node: Node): string {
  return context.source.slice(node.start, node.end);
}

/** Records a problem at the node; the term that stands for it fits everywhere, so that nothing follows from it. */
export function reject(
  context: CompileContext,
  code: ExpressionProblem['code'],
  message: string,
  node: Node,
  start: number = node.start,
): Term {
  context.problems.push({ code, message, start, end: node.end });
  return unknownTerm(node);
}

export function termOf(node: Node, type: StaticType, run: Closure): Term {
  return { node, type, run, raw: run };
}

/** The term as one of the given kind: checked now where its type is known, otherwise when it runs. */
export function expectKind(
  context: CompileContext,
  term: Term,
  kind: 'number' | 'string' | 'boolean' | 'list',
): Closure {
  if (term.type.kind === kind) return term.run;
  if (term.type.kind !== 'any') {
    reject(context, 'WRONG_TYPE', wrongKindMessage(context, term, kind), term.node);
    return unknown;
  }
  const { run } = term;
  const text = textOf(context, term.node);
  const fits = kind === 'list' ? Array.isArray : (value: Value) => typeof value === kind;
  return (scope, locals) => {
    const value = run(scope, locals);
    return value === null || fits(value) ? value : failWrongType(text, value, kind);
  };
}

/** Whether two types can be told apart before anything runs. */
export function kindsDiffer(a: TypeKind, b: TypeKind): boolean {
  return a !== b && a !== 'any' && b !== 'any' && a !== 'null' && b !== 'null';
}

export const unknown: Closure = () => null;

function unknownTerm(node: Node): Term {
  return termOf(node, ANY, unknown);
}

function wrongKindMessage(context: CompileContext, term: Term, kind: TypeKind): string {
  const remedy = kind === 'string' && term.type.kind === 'number' ? ' Write string(...) around it.' : '';
  return `${textOf(context, term.node)} is ${typeName(term.type.kind)}, where ${typeName(kind)} is needed.${remedy}`;
}
