import { didYouMean } from '../../../shared/nearest-name.ts';
import { COMPREHENSIONS, compileComprehension } from './comprehension.ts';
import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import { argumentCount } from './functions.ts';
import { compileSum } from './number-functions.ts';
import type { Node } from './parse.ts';
import { compileLike, compileMatches } from './patterns.ts';
import { BOOLEAN, NUMBER, type StaticType, STRING } from './static-type.ts';
import { compileSize } from './value-functions.ts';
import type { Closure, Value } from './value.ts';

/** `receiver.name(args)`: methods of texts, and of lists. */
export function compileMethod(
  context: CompileContext,
  node: Node,
  name: string,
  receiver: Node,
  args: readonly Node[],
): Term {
  if (COMPREHENSIONS.has(name)) return compileComprehension(context, node, name, receiver, args);
  const method = METHODS.get(name);
  if (method === undefined) return unknownMethod(context, node, receiver, name);
  if (args.length < method.least || args.length > method.most) {
    const message = `${name} takes ${argumentCount(method.least, method.most)}, not ${args.length}.`;
    return reject(context, 'WRONG_TYPE', message, node);
  }
  return method.compile(context, node, receiver, args);
}

interface Method {
  readonly least: number;
  readonly most: number;
  compile(context: CompileContext, node: Node, receiver: Node, args: readonly Node[]): Term;
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['contains', ofText(BOOLEAN, 1, (text, part) => text.includes(part))],
  ['startsWith', ofText(BOOLEAN, 1, (text, part) => text.startsWith(part))],
  ['endsWith', ofText(BOOLEAN, 1, (text, part) => text.endsWith(part))],
  ['upperAscii', ofText(STRING, 0, (text) => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()))],
  ['lowerAscii', ofText(STRING, 0, (text) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()))],
  ['trim', ofText(STRING, 0, (text) => text.trim())],
  ['indexOf', ofText(NUMBER, 1, (text, part) => text.indexOf(part))],
  ['replace', ofText(STRING, 2, (text, part, by) => text.replaceAll(part, () => by))],
  ['substring', { least: 1, most: 2, compile: compileSubstring }],
  ['matches', { least: 1, most: 1, compile: compileMatches }],
  ['like', { least: 1, most: 1, compile: compileLike }],
  [
    'size',
    {
      least: 0,
      most: 0,
      compile: (context, node, list) => compileSize(context, node, context.compile(list)),
    },
  ],
  [
    'sum',
    { least: 0, most: 0, compile: (context, node, list) => compileSum(context, node, context.compile(list)) },
  ],
]);

/** A method of a text whose arguments are texts; unknown where one of them is. */
function ofText(
  type: StaticType,
  count: 0 | 1 | 2,
  apply: (text: string, first: string, second: string) => Value,
): Method {
  return {
    least: count,
    most: count,
    compile(context, node, receiver, args) {
      const text = textClosure(context, receiver);
      const [first = empty, second = empty] = args.map((argument) => textClosure(context, argument));
      return termOf(node, type, (scope, locals) => {
        const value = text(scope, locals);
        const a = first(scope, locals);
        const b = second(scope, locals);
        return value === null || a === null || b === null ? null : apply(value, a, b);
      });
    },
  };
}

/** `text.substring(from)` or `text.substring(from, to)`, counted from 0, without the character at `to`. */
function compileSubstring(context: CompileContext, node: Node, receiver: Node, args: readonly Node[]): Term {
  const text = textClosure(context, receiver);
  const [from = atStart, to = atEnd] = args.map(
    (argument) => expectKind(context, context.compile(argument), 'number') as Closure<number>,
  );
  return termOf(node, STRING, (scope, locals) => {
    const value = text(scope, locals);
    const start = from(scope, locals);
    const end = to(scope, locals);
    return value === null || start === null || end === null
      ? null
      : value.slice(Math.max(0, start), Math.max(0, end));
  });
}

function textClosure(context: CompileContext, node: Node): Closure<string> {
  return expectKind(context, context.compile(node), 'string') as Closure<string>;
}

const empty: Closure<string> = () => '';
const atStart: Closure<number> = () => 0;
const atEnd: Closure<number> = () => Number.POSITIVE_INFINITY;

function unknownMethod(context: CompileContext, node: Node, receiver: Node, name: string): Term {
  const known = [...METHODS.keys(), ...COMPREHENSIONS];
  const message = `${textOf(context, node)}: no method ${name} is known.${didYouMean(name, known)}`;
  return reject(context, 'UNKNOWN_NAME', message, node, context.source.indexOf(name, receiver.end));
}
