import type { ValueSource } from '../../shared/model/rule.ts';
import { compileCondition, compileTemplate, compileValue } from './expressions/compile.ts';
import type {
  Compiled,
  CompiledValue,
  Condition,
  KnownNames,
  SubjectKind,
  Template,
} from './expressions/types.ts';
import type { RuleProblem, RuleProblemCode } from './problem.ts';
import type { ParsedRule } from './rule-version.ts';
import type { PathStep } from './yaml-source.ts';

/** Compiles the texts of one rule and collects what is wrong with them, each at its place in the file. */
export interface RuleTexts {
  readonly problems: readonly RuleProblem[];
  report(code: RuleProblemCode, message: string, path: readonly PathStep[], offset?: number): void;
  condition(source: string, path: readonly PathStep[]): Condition | null;
  template(source: string, path: readonly PathStep[]): Template | null;
  /** A template that may number what it names with `{seq}`. */
  tag(source: string, path: readonly PathStep[]): Template | null;
  value(source: ValueSource, path: readonly PathStep[]): CompiledValue | null;
}

export function ruleTexts(parsed: ParsedRule, kind: SubjectKind, names: KnownNames): RuleTexts {
  const problems: RuleProblem[] = [];
  const report: RuleTexts['report'] = (code, message, path, offset) => {
    const place = parsed.locate(path, offset);
    problems.push({ file: parsed.file, ...place, ruleId: parsed.rule.id, severity: 'ERROR', code, message });
  };
  const accept = <T>(compiled: Compiled<T>, path: readonly PathStep[]): T | null => {
    if (compiled.ok) return compiled.value;
    for (const { code, message, start } of compiled.problems) report(code, message, path, start);
    return null;
  };
  const withoutSequence = <T extends { readonly usesSequence: boolean; readonly source: unknown }>(
    compiled: T | null,
    path: readonly PathStep[],
  ): T | null => {
    if (compiled?.usesSequence !== true) return compiled;
    report('WRONG_TYPE', NO_SEQUENCE, path, Math.max(0, String(compiled.source).indexOf('{seq')));
    return null;
  };
  const countable = (compiled: Template | null, path: readonly PathStep[]): Template | null => {
    if (compiled === null || !compiled.usesSequence || isPlainSequence(compiled.source)) return compiled;
    report('WRONG_TYPE', ODD_SEQUENCE, path, Math.max(0, compiled.source.indexOf('seq')));
    return null;
  };
  return {
    problems,
    report,
    condition: (source, path) => accept(compileCondition(source, kind, names), path),
    template: (source, path) => withoutSequence(accept(compileTemplate(source, kind, names), path), path),
    tag: (source, path) => countable(accept(compileTemplate(source, kind, names), path), path),
    value: (source, path) => withoutSequence(accept(compileValue(source, kind, names), path), path),
  };
}

/** The number must be readable from the tag again, since no counter is kept. */
const isPlainSequence = (source: string): boolean =>
  !/\bseq\b/.test(source.replaceAll('{{', '').replace(/\{\s*seq\s*(:0\d{1,2}\s*)?\}/, ''));

const NO_SEQUENCE = '{seq} numbers the tags of what a rule makes; here there is nothing to number.';
const ODD_SEQUENCE =
  '{seq} stands once and alone in its braces, such as {seq} or {seq:03}, so that the number can be read from the tag.';
