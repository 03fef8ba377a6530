import { sizeOf } from './collections.ts';
import { type CompileContext, reject, type Term, termOf, textOf } from './context.ts';
import { ExpressionError, failWrongType } from './error.ts';
import type { LanguageFunction } from './functions.ts';
import type { Node } from './parse.ts';
import { BOOLEAN, NUMBER, type StaticType, STRING, typeName } from './static-type.ts';
import type { Value } from './value.ts';

/** Functions of any value: whether it is set, its size, conversions. */
export const VALUE_FUNCTIONS: readonly (readonly [string, LanguageFunction])[] = [
  ['has', { least: 1, most: 1, compile: (context, node, [path]) => compileHas(context, node, path) }],
  [
    'size',
    {
      least: 1,
      most: 1,
      compile: (context, node, [value]) => compileSize(context, node, context.compile(value)),
    },
  ],
  [
    'string',
    conversion(STRING, (value, text) =>
      typeof value === 'object' ? failWrongType(text, value, 'string') : String(value),
    ),
  ],
  ['double', conversion(NUMBER, toNumber)],
  ['int', conversion(NUMBER, (value, text) => Math.trunc(toNumber(value, text)))],
];

const SIZED = new Set(['string', 'list', 'map', 'any']);

/** `size(x)` or `x.size()`. */
export function compileSize(context: CompileContext, node: Node, term: Term): Term {
  if (!SIZED.has(term.type.kind)) {
    return reject(
      context,
      'WRONG_TYPE',
      `${textOf(context, term.node)} is ${typeName(term.type.kind)} and has no size.`,
      node,
    );
  }
  const text = textOf(context, term.node);
  const { run } = term;
  return termOf(node, NUMBER, (scope, locals) => {
    const value = run(scope, locals);
    return value === null ? null : sizeOf(value, text);
  });
}

function compileHas(context: CompileContext, node: Node, path: Node): Term {
  if (path.op !== '.' && path.op !== '[]') {
    return reject(
      context,
      'WRONG_TYPE',
      'has() asks for a property or a field, such as has(props.duty).',
      node,
    );
  }
  const { raw } = context.compile(path);
  return termOf(node, BOOLEAN, (scope, locals) => raw(scope, locals) !== null);
}

const PLAIN = new Set(['string', 'number', 'boolean', 'any']);

function conversion(
  type: StaticType,
  convert: (value: NonNullable<Value>, text: string) => Value,
): LanguageFunction {
  return {
    least: 1,
    most: 1,
    compile(context, node, [argument]) {
      const term = context.compile(argument);
      const text = textOf(context, argument);
      if (!PLAIN.has(term.type.kind)) {
        return reject(
          context,
          'WRONG_TYPE',
          `${text} is ${typeName(term.type.kind)} and cannot be converted.`,
          node,
        );
      }
      const { run } = term;
      return termOf(node, type, (scope, locals) => {
        const value = run(scope, locals);
        return value === null ? null : convert(value, text);
      });
    },
  };
}

function toNumber(value: NonNullable<Value>, text: string): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) {
    return failWrongType(text, value, 'number');
  }
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new ExpressionError(
    'OVERFLOW',
    text,
    value,
    `${text} is "${value}", which is too large for a number. Correct the value.`,
  );
}
