import {
  type CompileContext,
  expectKind,
  kindsDiffer,
  reject,
  type Term,
  termOf,
  textOf,
} from './context.ts';
import { isList, kleeneIncludes } from './equality.ts';
import { failWrongType } from './error.ts';
import type { Node } from './parse.ts';
import { ANY, BOOLEAN, listOf, NULL, type StaticType, typeName, unify } from './static-type.ts';
import type { Closure, Value } from './value.ts';

/** `[a, b]`. Elements may be unknown; of different kinds only where they are plain values. */
export function compileList(context: CompileContext, node: Node, elements: readonly Node[]): Term {
  const terms = elements.map((element) => context.compile(element));
  const of = commonType(context, node, terms);
  const runs = terms.map((term) => term.run);
  return termOf(node, listOf(of), (scope, locals) => runs.map((run) => run(scope, locals)));
}

/** `{"key": value}`. */
export function compileMap(
  context: CompileContext,
  node: Node,
  entries: readonly (readonly [Node, Node])[],
): Term {
  const keys = entries.map(([key]) => expectKind(context, context.compile(key), 'string') as Closure<string>);
  const values = entries.map(([, value]) => context.compile(value));
  const of = commonType(context, node, values);
  return termOf(node, { kind: 'map', of }, (scope, locals) => {
    const map = new Map<string, Value>();
    for (const [index, key] of keys.entries()) {
      const name = key(scope, locals);
      if (name === null) return null;
      map.set(name, values[index]?.run(scope, locals) ?? null);
    }
    return map;
  });
}

/** `x in list` and `key in map`: unknown where x is, or where only an unknown element could be it. */
export function compileIn(context: CompileContext, node: Node, itemNode: Node, containerNode: Node): Term {
  const item = context.compile(itemNode);
  const container = context.compile(containerNode);
  if (container.type.kind === 'map') return inMap(context, node, item, container);
  const list = expectKind(context, container, 'list') as Closure<readonly Value[]>;
  const of = container.type.kind === 'list' ? container.type.of : ANY;
  if (kindsDiffer(item.type.kind, of.kind)) {
    const message = `${textOf(context, itemNode)} is ${typeName(item.type.kind)}, but the list holds ${typeName(of.kind)} values, so it can never be in it.`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  const literals = literalsOf(context, containerNode);
  if (literals !== null)
    return termOf(node, BOOLEAN, inLiterals(item.run, literals, of, textOf(context, itemNode)));
  const { run } = item;
  return termOf(node, BOOLEAN, (scope, locals) => {
    const items = list(scope, locals);
    return items === null ? null : kleeneIncludes(items, run(scope, locals));
  });
}

function inLiterals(run: Closure, literals: readonly Value[], of: StaticType, text: string): Closure {
  const { kind } = of;
  const values = new Set(literals);
  const checked = kind === 'number' || kind === 'string' || kind === 'boolean';
  return (scope, locals) => {
    const value = run(scope, locals);
    if (value === null) return values.size === 0 ? false : null;
    if (values.has(value)) return true;
    return checked && typeof value !== kind ? failWrongType(text, value, kind) : false;
  };
}

/** The elements of a list of nothing but literals, so that it is built once. */
function literalsOf(context: CompileContext, node: Node): readonly Value[] | null {
  if (node.op !== 'list') return null;
  const values: Value[] = [];
  for (const element of node.args) {
    if (element.op !== 'value') return null;
    const { literal } = context.compile(element);
    if (literal === undefined || literal === null) return null;
    values.push(literal);
  }
  return values;
}

function inMap(context: CompileContext, node: Node, item: Term, container: Term): Term {
  const key = expectKind(context, item, 'string') as Closure<string>;
  const { run } = container;
  return termOf(node, BOOLEAN, (scope, locals) => {
    const name = key(scope, locals);
    const map = run(scope, locals);
    return name === null || !(map instanceof Map) ? null : map.has(name);
  });
}

function commonType(context: CompileContext, node: Node, terms: readonly Term[]): StaticType {
  let common: StaticType = NULL;
  for (const term of terms) {
    const next = unify(common, term.type);
    if (next === null) {
      const message = `${textOf(context, term.node)} is ${typeName(term.type.kind)}, other elements are ${typeName(common.kind)}. Use elements of one kind.`;
      reject(context, 'WRONG_TYPE', message, node);
      return ANY;
    }
    common = next;
  }
  return common.kind === 'null' ? ANY : common;
}

/** How many elements, entries or characters the value has. */
export function sizeOf(value: Value, text: string): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (isList(value)) return value.length;
  return value instanceof Map ? value.size : failWrongType(text, value, 'list');
}
