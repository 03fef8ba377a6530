import { compileNode } from './compile-node.ts';
import { type CompileContext, reject, type Term, termOf, textOf, unknown } from './context.ts';
import { failWrongType } from './error.ts';
import { type Node, parseSource } from './parse.ts';
import { ANY, publicValue, type StaticType, typeName, valueTypeOf } from './static-type.ts';
import type {
  Compiled,
  EvaluationScope,
  ExpressionProblem,
  ExpressionValue,
  KnownNames,
  Read,
  SubjectKind,
  ValueType,
} from './types.ts';
import type { Closure, Locals } from './value.ts';

/** A compiled expression before it is put into the form that its user needs. */
export interface CompiledPart {
  readonly source: string;
  readonly type: ValueType;
  readonly reads: readonly Read[];
  readonly usesSequence: boolean;
  readonly observed: ReadonlyMap<string, { readonly type: StaticType; readonly run: Closure }>;
  readonly evaluate: (scope: EvaluationScope, locals: Locals) => ExpressionValue;
}

export interface PartOptions {
  /** Whether `seq` is known. */
  readonly allowSequence?: boolean;
  /** The kind that the result must have. */
  readonly expect?: 'boolean';
}

/** Parses, checks and compiles one expression; all problems that were found, in the order of the text. */
export function compilePart(
  source: string,
  kind: SubjectKind,
  names: KnownNames,
  options: PartOptions = {},
): Compiled<CompiledPart> {
  const parsed = parseSource(source);
  if (!parsed.ok) return parsed;
  const context = contextOf(source, kind, names, options);
  const term = context.compile(parsed.value);
  const isCondition = options.expect === 'boolean';
  if (isCondition) expectCondition(context, term);
  if (context.problems.length > 0) {
    return { ok: false, problems: context.problems.toSorted((a, b) => a.start - b.start) };
  }
  const { reads, observed, usesSequence } = context;
  const evaluate =
    isCondition && term.type.kind === 'any' ? checkedCondition(term.run, source) : publicRun(term);
  return {
    ok: true,
    value: { source, type: valueTypeOf(term.type), reads, usesSequence, observed, evaluate },
  };
}

function contextOf(
  source: string,
  kind: SubjectKind,
  names: KnownNames,
  options: PartOptions,
): CompileContext {
  let depth = 0;
  let isTooDeep = false;
  return {
    source,
    kind,
    names,
    allowSequence: options.allowSequence ?? false,
    reads: [],
    problems: [],
    observed: new Map(),
    variables: [],
    usesSequence: false,
    compile(node: Node): Term {
      if (depth >= DEEPEST) {
        if (isTooDeep) return termOf(node, ANY, unknown);
        isTooDeep = true;
        return reject(this, 'PARSE', TOO_DEEP, node);
      }
      depth += 1;
      const term = compileNode(this, node);
      depth -= 1;
      return term;
    },
  };
}

/** Compiling and running recur as deep as the syntax tree is; this is far from the end of the stack. */
const DEEPEST = 250;
const TOO_DEEP = 'The expression is nested too deeply. Split the rule, or test against a list with `in`.';

function expectCondition(context: CompileContext, term: Term): void {
  const { kind } = term.type;
  if (kind === 'boolean' || kind === 'any') return;
  const message = `${textOf(context, term.node)} is ${typeName(kind)}, where a condition is needed. Compare it with something.`;
  reject(context, 'WRONG_TYPE', message, term.node);
}

function checkedCondition(run: Closure, source: string): CompiledPart['evaluate'] {
  return (scope, locals) => {
    const value = run(scope, locals);
    return value === null || typeof value === 'boolean' ? value : failWrongType(source, value, 'boolean');
  };
}

/** Plain values come out as they are, without a step in between. */
function publicRun({ type, run }: Term): CompiledPart['evaluate'] {
  if (type.kind === 'boolean' || type.kind === 'number' || type.kind === 'string')
    return run as CompiledPart['evaluate'];
  return (scope, locals) => publicValue(type, run(scope, locals));
}

/** The part as it stands in a longer text: the places of its reads moved on. */
export function shiftedReads(reads: readonly Read[], by: number): readonly Read[] {
  return reads.map((read) =>
    'start' in read ? { ...read, start: read.start + by, end: read.end + by } : read,
  );
}

export function shiftedProblems(
  problems: readonly ExpressionProblem[],
  by: number,
): readonly ExpressionProblem[] {
  return problems.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by }));
}
