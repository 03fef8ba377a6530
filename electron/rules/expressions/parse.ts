import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Compiled, ExpressionProblem } from './types.ts';

export type Node = ASTNode;

/**
 * Parsing needs no declarations: names and types are checked by our own compiler, which knows the vocabulary.
 * The limits keep its recursion far from the end of the stack.
 */
const environment = new Environment({ limits: { maxAstNodes: 4000, maxDepth: 100 } });

/** The syntax tree of a CEL expression, or one PARSE problem at its place. */
export function parseSource(source: string): Compiled<Node> {
  if (source.trim() === '') {
    return {
      ok: false,
      problems: [parseProblem('The expression is empty. Write a condition or a value.', 0, source.length)],
    };
  }
  try {
    return { ok: true, value: environment.parse(source).ast };
  } catch (error) {
    if (error instanceof RangeError)
      return { ok: false, problems: [parseProblem(TOO_DEEP, 0, source.length)] };
    if (!(error instanceof ParseError)) throw error;
    const start = Math.min(error.range?.start ?? 0, source.length);
    const end = Math.min(Math.max(error.range?.end ?? source.length, start), source.length);
    const message = `The expression cannot be read: ${reason(error, source, start, end)}.${hint(source, start)}`;
    return { ok: false, problems: [parseProblem(message, start, end)] };
  }
}

/** The parser counts parentheses, but recurs without a count over a row of signs such as `!!!`. */
const TOO_DEEP = 'The expression is nested too deeply to be read. Split the rule.';

/** The parser names tokens by its own words; for those what stands in the text says more. */
function reason(error: ParseError, source: string, start: number, end: number): string {
  if (!UNEXPECTED.has(error.code)) return error.summary;
  const rest = source.slice(start);
  const found = /^\w+/.exec(rest)?.[0] ?? source.slice(start, Math.max(end, start + 1));
  return found.trim() === ''
    ? 'it ends where more is needed'
    : `${JSON.stringify(found)} is not expected here`;
}

const UNEXPECTED = new Set(['unexpected_token', 'unexpected_character', 'expected_token']);

/** What is often meant by what the language does not have. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^=(?!=)/, ' To compare, write ==.'],
  [/^(and|AND)\b/, ' For "and" write &&.'],
  [/^(or|OR)\b/, ' For "or" write ||.'],
  [/^&(?!&)/, ' For "and" write &&.'],
  [/^\|(?!\|)/, ' For "or" write ||.'],
];

function hint(source: string, start: number): string {
  const rest = source.slice(start);
  return HINTS.find(([pattern]) => pattern.test(rest))?.[1] ?? '';
}

function parseProblem(message: string, start: number, end: number): ExpressionProblem {
  return { code: 'PARSE', message, start, end };
}
