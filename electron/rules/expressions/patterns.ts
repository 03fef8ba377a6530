import { RE2JS } from 're2js';
import { type CompileContext, expectKind, reject, type Term, termOf, textOf } from './context.ts';
import { ExpressionError } from './error.ts';
import type { Node } from './parse.ts';
import { BOOLEAN } from './static-type.ts';
import type { Closure } from './value.ts';

/**
 * `text.matches(pattern)`: whether the regular expression (RE2) is found in the text, in linear time whatever
 * the pattern. `^` and `$` tie it to the ends.
 */
export function compileMatches(
  context: CompileContext,
  node: Node,
  receiver: Node,
  args: readonly Node[],
): Term {
  return compilePatternTest(context, node, receiver, args, (pattern) => RE2JS.compile(pattern));
}

/** `text.like("P-*")`: the whole text fits, where `*` stands for any characters and `?` for one. */
export function compileLike(
  context: CompileContext,
  node: Node,
  receiver: Node,
  args: readonly Node[],
): Term {
  return compilePatternTest(context, node, receiver, args, (pattern) =>
    RE2JS.compile(patternOfGlob(pattern), RE2JS.DOTALL),
  );
}

type PatternCompiler = (pattern: string) => RE2JS;

function compilePatternTest(
  context: CompileContext,
  node: Node,
  receiver: Node,
  args: readonly Node[],
  compile: PatternCompiler,
): Term {
  const [argument] = args;
  if (argument === undefined) return reject(context, 'WRONG_TYPE', 'A pattern is needed.', node);
  const text = expectKind(context, context.compile(receiver), 'string') as Closure<string>;
  const pattern = context.compile(argument);
  if (typeof pattern.literal === 'string')
    return literalPattern(context, node, argument, text, compile, pattern.literal);
  const source = expectKind(context, pattern, 'string') as Closure<string>;
  const name = textOf(context, argument);
  const compiled = lastCompiled(compile, name);
  return termOf(node, BOOLEAN, (scope, locals) => {
    const value = text(scope, locals);
    const wanted = source(scope, locals);
    return value === null || wanted === null ? null : compiled(wanted).test(value);
  });
}

function literalPattern(
  context: CompileContext,
  node: Node,
  argument: Node,
  text: Closure<string>,
  compile: PatternCompiler,
  pattern: string,
): Term {
  try {
    const compiled = compile(pattern);
    return termOf(node, BOOLEAN, (scope, locals) => {
      const value = text(scope, locals);
      return value === null ? null : compiled.test(value);
    });
  } catch (error) {
    return reject(
      context,
      'PARSE',
      `The pattern ${JSON.stringify(pattern)} cannot be read: ${reasonOf(error)}.`,
      argument,
    );
  }
}

/** Compiles a pattern that is known at run time only, once for as long as it stays the same. */
function lastCompiled(compile: PatternCompiler, name: string): PatternCompiler {
  let last: { readonly source: string; readonly pattern: RE2JS } | null = null;
  return (source) => {
    if (last?.source === source) return last.pattern;
    try {
      last = { source, pattern: compile(source) };
      return last.pattern;
    } catch (error) {
      const message = `${name} is ${JSON.stringify(source)}, which is not a pattern: ${reasonOf(error)}. Correct the value.`;
      throw new ExpressionError('INVALID_PATTERN', name, source, message);
    }
  };
}

function patternOfGlob(glob: string): string {
  const parts = Array.from(glob, (character) => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : RE2JS.quote(character);
  });
  return `^${parts.join('')}$`;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
