import type { z } from 'zod';
import { ruleFileSchema, ruleSchema, SOURCE_PRIORITIES, type Rule } from '../../shared/model/rule.ts';
import { inFileOrder, type RuleProblem } from './problem.ts';
import { ruleHash, type ParsedRule } from './rule-version.ts';
import { schemaProblems } from './schema-problems.ts';
import { readYaml, type PathStep, type YamlSource } from './yaml-source.ts';

export interface RuleFile {
  /** Its path as the reader of a message knows it. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads rule files: YAML, the form of each rule, defaults, and ids that one source uses twice. A rule with a
 * problem is left out; the others of its file are returned. Expressions are looked at by `checkRules`.
 */
export function parseRuleFiles(files: readonly RuleFile[]): ParsedFiles {
  const problems: RuleProblem[] = [];
  const packs = new Set<string>();
  const rules = files.flatMap((file) => parseFile(file, problems, packs));
  problems.push(...duplicateIds(rules));
  return { rules, packs, problems: inFileOrder(problems) };
}

export interface ParsedFiles {
  readonly rules: ParsedRule[];
  /** The packs of all files, of those without rules as well. */
  readonly packs: ReadonlySet<string>;
  readonly problems: RuleProblem[];
}

function parseFile({ file, text }: RuleFile, problems: RuleProblem[], packs: Set<string>): ParsedRule[] {
  const source = readYaml(text);
  for (const error of source.errors) {
    problems.push({ file, ruleId: null, severity: 'ERROR', code: 'YAML', ...error });
  }
  if (source.errors.length > 0) return [];
  const report = (ruleId: string | null, base: readonly PathStep[], error: z.ZodError): void => {
    for (const problem of schemaProblems(error, source, base)) {
      problems.push({ file, ruleId, severity: 'ERROR', code: 'SCHEMA', ...problem });
    }
  };
  const document = ruleFileSchema.safeParse(source.value);
  if (!document.success) {
    report(null, [], document.error);
    return [];
  }
  const pack = document.data.pack ?? packOf(file);
  packs.add(pack);
  return document.data.rules.flatMap((value, index) => {
    const parsed = ruleSchema.safeParse(value);
    if (parsed.success) return [parsedRule(file, pack, parsed.data, index, source)];
    report(idOf(value), ['rules', index], parsed.error);
    return [];
  });
}

function parsedRule(
  file: string,
  pack: string,
  value: z.output<typeof ruleSchema>,
  index: number,
  source: YamlSource,
): ParsedRule {
  const rule: Rule = { ...value, pack, priority: value.priority ?? SOURCE_PRIORITIES[value.source] };
  return {
    rule,
    hash: ruleHash(rule),
    file,
    locate: (path, offset) => {
      const full = ['rules', index, ...path];
      return offset === undefined ? source.locate(full) : source.locateInside(full, offset);
    },
  };
}

/** The pack of a file that names none: the file's name without folder and ending. */
export function packOf(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return name.replace(/\.ya?ml$/i, '') || name;
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

function duplicateIds(rules: readonly ParsedRule[]): RuleProblem[] {
  const seen = new Map<string, ParsedRule>();
  const problems: RuleProblem[] = [];
  for (const parsed of rules) {
    const { id, source } = parsed.rule;
    const key = `${source} ${id}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, parsed);
      continue;
    }
    const where = first.locate(['id']);
    problems.push({
      file: parsed.file,
      ...parsed.locate(['id']),
      ruleId: id,
      severity: 'ERROR',
      code: 'DUPLICATE_ID',
      message: `Rule ${id} stands twice in source ${source} (first in ${first.file}:${where.line}). Keep one of them, or give one another id.`,
    });
  }
  return problems;
}
