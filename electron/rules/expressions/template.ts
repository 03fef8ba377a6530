import { type CompiledPart, compilePart, shiftedProblems, shiftedReads } from './compile-part.ts';
import { ExpressionError } from './error.ts';
import { observations } from './observed-values.ts';
import { parseSource } from './parse.ts';
import { type TemplateToken, splitTemplate } from './template-text.ts';
import type {
  Compiled,
  EvaluationScope,
  ExpressionProblem,
  ExpressionValue,
  KnownNames,
  SubjectKind,
  Template,
} from './types.ts';
import type { Locals } from './value.ts';

/**
 * A text with expressions in braces, `{asset.area}-{seq:03}`. A format stands behind a colon: `:03` fills a
 * number or a text of digits with zeros to that width, `:.2` rounds a number to that many decimals.
 */
export function compileTemplate(source: string, kind: SubjectKind, names: KnownNames): Compiled<Template> {
  const tokens = splitTemplate(source);
  if (!tokens.ok) return tokens;
  const problems: ExpressionProblem[] = [];
  const parts: (string | FormattedPart)[] = [];
  for (const token of tokens.value) {
    const part = compileToken(token, kind, names, problems);
    if (part !== null) parts.push(part);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: templateOf(source, parts) };
}

type Format =
  | { readonly kind: 'width'; readonly width: number }
  | { readonly kind: 'decimals'; readonly decimals: number };

interface FormattedPart {
  readonly part: CompiledPart;
  readonly format: Format | null;
}

const FORMAT = /:(?:0(\d{1,2})|\.(\d))\s*$/;

function compileToken(
  token: TemplateToken,
  kind: SubjectKind,
  names: KnownNames,
  problems: ExpressionProblem[],
): string | FormattedPart | null {
  if (token.kind === 'text') return token.text;
  const match = FORMAT.exec(token.text);
  const isFormatted = match !== null && !parseSource(token.text).ok;
  const source = isFormatted ? token.text.slice(0, match.index) : token.text;
  const compiled = compilePart(source, kind, names, { allowSequence: true });
  if (!compiled.ok) {
    problems.push(...shiftedProblems(compiled.problems, token.start));
    return null;
  }
  const { type } = compiled.value;
  if (type !== 'string' && type !== 'number' && type !== 'boolean' && type !== 'any') {
    const message = `{${token.text}} does not give a text or a number. Name a field of it, such as .tag.`;
    problems.push({ code: 'WRONG_TYPE', message, start: token.start, end: token.start + token.text.length });
    return null;
  }
  const part = { ...compiled.value, reads: shiftedReads(compiled.value.reads, token.start) };
  return { part, format: isFormatted ? formatOf(match) : null };
}

function formatOf(match: RegExpExecArray): Format {
  const [, width, decimals] = match;
  return width === undefined
    ? { kind: 'decimals', decimals: Number(decimals) }
    : { kind: 'width', width: Number(width) };
}

function templateOf(source: string, parts: readonly (string | FormattedPart)[]): Template {
  const compiled = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.part]));
  const locals: Locals = [null];
  return {
    source,
    reads: compiled.flatMap((part) => part.reads),
    usesSequence: compiled.some((part) => part.usesSequence),
    render(scope, seq) {
      locals[0] = seq ?? null;
      return renderParts(parts, scope, locals, null);
    },
    describe(scope) {
      locals[0] = null;
      return renderParts(parts, scope, locals, NOT_SET);
    },
    observe: (scope, values = {}) => observations(compiled, scope, values),
  };
}

/** What a text for people says of a value that is unknown. */
const NOT_SET = '(not set)';

/** Null where a part has no value and nothing takes its place. */
function renderParts<T extends string | null>(
  parts: readonly (string | FormattedPart)[],
  scope: EvaluationScope,
  locals: Locals,
  unknown: T,
): string | T {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = part.part.evaluate(scope, locals);
    if (value === null && unknown === null) return unknown;
    text += value === null ? unknown : formatted(value, part.format, part.part.source);
  }
  return text;
}

function formatted(value: ExpressionValue, format: Format | null, source: string): string {
  if (typeof value === 'object')
    throw new ExpressionError('WRONG_TYPE', source, null, `${source} does not give a single value.`);
  if (format === null) return String(value);
  if (format.kind === 'decimals' && typeof value === 'number') return value.toFixed(format.decimals);
  const text = String(value);
  if (format.kind === 'width' && /^-?\d+(\.\d+)?$/.test(text)) {
    return text.startsWith('-')
      ? `-${text.slice(1).padStart(format.width - 1, '0')}`
      : text.padStart(format.width, '0');
  }
  const message = `${source} is ${JSON.stringify(value)}, which the format of the template cannot show. Correct the value, or take the format out.`;
  throw new ExpressionError('WRONG_TYPE', source, value, message);
}
