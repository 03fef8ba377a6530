import type { ValueSource } from '../../shared/model/rule.ts';
import type { CompiledValue } from './compiled-rule.ts';
import { compileExpression, compileTemplate } from './expressions/compile.ts';
import type { Compiled, Expression, ExpressionProblem, KnownNames, SubjectKind, Template, ValueType } from './expressions/types.ts';
import { negatedNames, negatedNamesOfTemplate } from './null-tests.ts';
import type { RuleProblem, RuleProblemCode } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';
import type { PathStep } from './yaml-source.ts';

/** Compiles the texts of one rule and collects what is wrong with them, each at its place in the file. */
export interface RuleTexts {
  readonly problems: readonly RuleProblem[];
  report(code: RuleProblemCode, message: string, path: readonly PathStep[], offset?: number): void;
  expression(source: string, path: readonly PathStep[]): Expression | null;
  template(source: string, path: readonly PathStep[]): Template | null;
  value(source: ValueSource, path: readonly PathStep[]): CompiledValue | null;
}

export function ruleTexts(parsed: ParsedRule, kind: SubjectKind, names: KnownNames): RuleTexts {
  const problems: RuleProblem[] = [];
  const report: RuleTexts['report'] = (code, message, path, offset) => {
    const place = parsed.locate(path, offset);
    problems.push({ file: parsed.file, ...place, ruleId: parsed.rule.id, severity: 'ERROR', code, message });
  };
  const accept = <T>(compiled: Compiled<T>, path: readonly PathStep[], shift: number): T | null => {
    if (compiled.ok) return compiled.value;
    for (const { code, message, start } of compiled.problems satisfies readonly ExpressionProblem[]) {
      report(code, message, path, start + shift);
    }
    return null;
  };
  const template = (source: string, path: readonly PathStep[]): Template | null => {
    const compiled = accept(compileTemplate(source, kind, names), path, 0);
    if (compiled?.usesSequence === true) {
      report('NOT_AVAILABLE', NO_SEQUENCE, path, Math.max(0, source.indexOf('{seq')));
      return null;
    }
    return compiled;
  };
  const expression = (source: string, path: readonly PathStep[], shift = 0): Expression | null =>
    accept(compileExpression(source, kind, names), path, shift);
  return {
    problems,
    report,
    expression,
    template,
    value(source, path) {
      if (typeof source !== 'string') return constant(source);
      if (!source.startsWith('= ')) return templateValue(template(source, path));
      const compiled = expression(source.slice(2), path, 2);
      return compiled === null ? null : expressionValue(compiled);
    },
  };
}

/** The switch for what comes with allocation: without it, numbers would depend on the order of runs. */
const NO_SEQUENCE = 'Sequence numbers ({seq}) are not available yet. Name each thing after what it belongs to.';

const NONE: ReadonlySet<string> = new Set();

function expressionValue(expression: Expression): CompiledValue {
  return {
    type: expression.type,
    reads: expression.reads,
    negated: negatedNames(expression.source),
    evaluate: (scope) => expression.evaluate(scope),
    observe: (scope) => expression.observe(scope),
  };
}

function constant(value: number | boolean): CompiledValue {
  return {
    type: typeof value as ValueType,
    reads: [],
    negated: NONE,
    evaluate: () => value,
    observe: () => ({}),
  };
}

function templateValue(template: Template | null): CompiledValue | null {
  if (template === null) return null;
  return {
    type: 'string',
    reads: template.reads,
    negated: negatedNamesOfTemplate(template.source),
    evaluate: (scope) => template.render(scope),
    observe: (scope) => template.observe(scope),
  };
}
