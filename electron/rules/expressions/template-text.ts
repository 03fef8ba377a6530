import type { Compiled } from './types.ts';

/** A stretch of a template: text as it stands, or the inside of `{...}` with its place. */
export interface TemplateToken {
  readonly kind: 'text' | 'expression';
  readonly text: string;
  readonly start: number;
}

/** Splits a template into texts and expressions; `{{` and `}}` are braces. */
export function splitTemplate(source: string): Compiled<readonly TemplateToken[]> {
  const tokens: TemplateToken[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const isBrace = character === '{' || character === '}';
    if (isBrace && source.charAt(at + 1) === character) {
      text += character;
      at += 2;
    } else if (character === '{') {
      const end = expressionEnd(source, at + 1);
      if (end === null)
        return problem('This { is not closed. Close it with }, or write {{ for a brace.', at, source.length);
      if (text !== '') tokens.push({ kind: 'text', text, start: at - text.length });
      tokens.push({ kind: 'expression', text: source.slice(at + 1, end), start: at + 1 });
      text = '';
      at = end + 1;
    } else if (character === '}') {
      return problem('This } has no { before it. Write }} for a brace.', at, at + 1);
    } else {
      text += character;
      at += 1;
    }
  }
  if (text !== '') tokens.push({ kind: 'text', text, start: at - text.length });
  return { ok: true, value: tokens };
}

/** Where the `}` stands that ends the expression; braces in texts and of maps do not count. */
function expressionEnd(source: string, start: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quote !== null) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = null;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return null;
}

function problem(message: string, start: number, end: number): Compiled<never> {
  return { ok: false, problems: [{ code: 'PARSE', message, start, end }] };
}
