import { type CompiledPart, compilePart, shiftedProblems, shiftedReads } from './compile-part.ts';
import { observations } from './observed-values.ts';
import { compileTemplate } from './template.ts';
import type {
  Compiled,
  CompiledValue,
  Condition,
  Expression,
  ExpressionValue,
  KnownNames,
  SubjectKind,
  Template,
} from './types.ts';
import type { Locals } from './value.ts';

export { compileTemplate };

/** Compiles a CEL expression for rules over assets or cables, or tells every problem with its place. */
export function compileExpression(
  source: string,
  kind: SubjectKind,
  names: KnownNames,
): Compiled<Expression> {
  const part = compilePart(source, kind, names);
  return part.ok ? { ok: true, value: expressionOf(part.value) } : part;
}

/** Compiles what stands under `where` or `that`: an expression that is true, false or unknown (null). */
export function compileCondition(source: string, kind: SubjectKind, names: KnownNames): Compiled<Condition> {
  const part = compilePart(source, kind, names, { expect: 'boolean' });
  if (!part.ok) return part;
  return { ok: true, value: { ...expressionOf(part.value), test: conditionOf(part.value) } };
}

/** Compiles a value that a rule writes: `= ` starts an expression, any other text is a template, the rest is itself. */
export function compileValue(
  source: string | number | boolean,
  kind: SubjectKind,
  names: KnownNames,
): Compiled<CompiledValue> {
  if (typeof source !== 'string') return { ok: true, value: constantOf(source) };
  if (!isExpression(source)) {
    const template = compileTemplate(source, kind, names);
    return template.ok ? { ok: true, value: valueOfTemplate(template.value) } : template;
  }
  const mark = EXPRESSION_MARK.length;
  const part = compilePart(source.slice(mark), kind, names, { allowSequence: true });
  if (part.ok) return { ok: true, value: valueOfPart(source, part.value) };
  return { ok: false, problems: shiftedProblems(part.problems, mark) };
}

/** True where a text that a rule writes is an expression rather than a template. */
export function isExpression(source: string): boolean {
  return source.startsWith(EXPRESSION_MARK);
}

const EXPRESSION_MARK = '= ';

function expressionOf(part: CompiledPart): Expression {
  const locals: Locals = [null];
  const parts = [part];
  const { evaluate } = part;
  return {
    source: part.source,
    type: part.type,
    reads: part.reads,
    evaluate: (scope) => evaluate(scope, locals),
    observe: (scope, values = {}) => observations(parts, scope, values),
  };
}

/** A part that was compiled to be boolean gives nothing else. */
function conditionOf({ evaluate }: CompiledPart): Condition['test'] {
  const locals: Locals = [null];
  return (scope) => evaluate(scope, locals) as boolean | null;
}

function valueOfPart(source: string, part: CompiledPart): CompiledValue {
  const locals: Locals = [null];
  const parts = [part];
  return {
    source,
    type: part.type,
    reads: shiftedReads(part.reads, EXPRESSION_MARK.length),
    usesSequence: part.usesSequence,
    evaluate(scope, seq): ExpressionValue {
      locals[0] = seq ?? null;
      return part.evaluate(scope, locals);
    },
    observe: (scope, values = {}) => observations(parts, scope, values),
  };
}

function valueOfTemplate(template: Template): CompiledValue {
  const { source, reads, usesSequence } = template;
  return {
    source,
    type: 'string',
    reads,
    usesSequence,
    evaluate: (scope, seq) => template.render(scope, seq),
    observe: (scope, values) => template.observe(scope, values),
  };
}

function constantOf(source: number | boolean): CompiledValue {
  const type = typeof source === 'number' ? 'number' : 'boolean';
  return {
    source,
    type,
    reads: [],
    usesSequence: false,
    evaluate: () => source,
    observe: (_, values = {}) => values,
  };
}
