import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import type { Node } from './parse.ts';
import { ANY, BOOLEAN, listOf, type StaticType } from './static-type.ts';
import type { Closure, Value } from './value.ts';

export const COMPREHENSIONS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

type List = Closure<readonly Value[]>;

/** `list.all(x, condition)` and its kind, three-valued like `&&` and `||` over the elements. */
export function compileComprehension(
  context: CompileContext,
  node: Node,
  name: string,
  listNode: Node,
  args: readonly Node[],
): Term {
  const [variable, first, second] = args;
  if (
    variable?.op !== 'id' ||
    first === undefined ||
    (second !== undefined && name !== 'map') ||
    args.length > 3
  ) {
    const message = `${name} needs a variable and ${name === 'map' ? 'a value' : 'a condition'}, such as list.${name}(x, ...).`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  const term = context.compile(listNode);
  const list = expectKind(context, term, 'list') as List;
  const of = term.type.kind === 'list' ? term.type.of : ANY;
  const place = context.variables.length + 1;
  context.variables.push({ name: variable.args, type: of, place });
  try {
    return compileBody(context, node, name, { list, place, of }, first, second);
  } finally {
    context.variables.pop();
  }
}

interface Loop {
  readonly list: List;
  readonly place: number;
  readonly of: StaticType;
}

function compileBody(
  context: CompileContext,
  node: Node,
  name: string,
  loop: Loop,
  first: Node,
  second: Node | undefined,
): Term {
  if (name === 'map') return compileTransform(context, node, loop, first, second);
  const test = expectKind(context, context.compile(first), 'boolean');
  switch (name) {
    case 'all':
      return termOf(node, BOOLEAN, quantifier(loop, test, false));
    case 'exists':
      return termOf(node, BOOLEAN, quantifier(loop, test, true));
    case 'exists_one':
      return termOf(node, BOOLEAN, exactlyOne(loop, test));
    case 'filter':
      return termOf(node, listOf(loop.of), filter(loop, test));
    default:
      return reject(context, 'UNKNOWN_NAME', `${textOf(context, node)}: ${name} is not known.`, node);
  }
}

function compileTransform(
  context: CompileContext,
  node: Node,
  loop: Loop,
  first: Node,
  second: Node | undefined,
): Term {
  const transform = context.compile(second ?? first);
  const { run } = transform;
  const type = listOf(transform.type);
  const { place } = loop;
  const list =
    second === undefined ? loop.list : filter(loop, expectKind(context, context.compile(first), 'boolean'));
  return termOf(node, type, (scope, locals) => {
    const items = list(scope, locals);
    return items === null ? null : items.map((item) => ((locals[place] = item), run(scope, locals)));
  });
}

/** Ends at the first element whose test gives `decisive`; otherwise unknown where any test is. */
function quantifier({ list, place }: Loop, test: Closure, decisive: boolean): Closure {
  return (scope, locals) => {
    const items = list(scope, locals);
    if (items === null) return null;
    let result: boolean | null = !decisive;
    for (const item of items) {
      locals[place] = item;
      const value = test(scope, locals);
      if (value === decisive) return decisive;
      if (value === null) result = null;
    }
    return result;
  };
}

function exactlyOne({ list, place }: Loop, test: Closure): Closure {
  return (scope, locals) => {
    const items = list(scope, locals);
    if (items === null) return null;
    let found = 0;
    let isUnknown = false;
    for (const item of items) {
      locals[place] = item;
      const value = test(scope, locals);
      if (value === true) found += 1;
      if (value === null) isUnknown = true;
      if (found > 1) return false;
    }
    return isUnknown ? null : found === 1;
  };
}

/** An element of which it is unknown whether it belongs makes the whole list unknown: a count of it would be a guess. */
function filter({ list, place }: Loop, test: Closure): List {
  return (scope, locals) => {
    const items = list(scope, locals);
    if (items === null) return null;
    const kept: Value[] = [];
    for (const item of items) {
      locals[place] = item;
      const value = test(scope, locals);
      if (value === null) return null;
      if (value === true) kept.push(item);
    }
    return kept;
  };
}
