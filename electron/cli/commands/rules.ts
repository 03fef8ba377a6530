import type { Command } from 'commander';
import { checkRuleFiles, listRules, loadRules, testRuleFiles } from '../../services/rules/rules.ts';
import { reading, writing, type CommandContext } from '../context.ts';
import { addScopeOptions, scopeOf, type ScopeOptions } from '../options.ts';

/** `rules load`, `list`, `check` and `test`. */
export function addRuleCommands(program: Command, context: CommandContext): void {
  const rules = program.command('rules').description('load, list, check and test rules');
  rules
    .command('load <file> <rules...>')
    .description('load rule files or folders; rules of the same pack that are gone are retired')
    .option('--reason <reason>', 'why')
    .action((file: string, paths: string[], options: LoadOptions) => load(context, file, paths, options));
  addScopeOptions(rules.command('list <file>').description('the rules of a project')).action(
    (file: string, options: ScopeOptions) =>
      reading(file, (project) => list(context, listRules(project, scopeOf(options)))),
  );
  rules
    .command('check <rules...>')
    .description('look for what is wrong with rule files')
    .option('--project <file>', 'check against the data of this project as well')
    .action((paths: string[], options: { project?: string }) => check(context, paths, options.project));
  rules
    .command('test <rules...>')
    .description('run the tests inside rule files')
    .action((paths: string[]) => test(context, paths));
}

interface LoadOptions {
  readonly reason?: string;
  readonly user?: string;
}

async function load(
  { output, json, userOf }: CommandContext,
  file: string,
  paths: string[],
  options: LoadOptions,
): Promise<void> {
  const result = await writing(file, userOf(options), (project) =>
    loadRules(project, paths, options.reason ?? null),
  );
  const { added, changed, unchanged, retired } = result;
  if (json) output.json(result);
  else output.line(`Rules: ${added} added, ${changed} changed, ${unchanged} unchanged, ${retired} retired.`);
}

function list({ output, json }: CommandContext, rules: ReturnType<typeof listRules>): void {
  if (json) output.json({ rules });
  else {
    output.table(
      ['rule', 'name', 'discipline', 'action', 'source', 'priority', 'status'],
      rules.map((rule) => [
        rule.ruleId,
        rule.name,
        rule.discipline,
        rule.actionType,
        rule.source,
        rule.priority,
        rule.status,
      ]),
    );
  }
}

async function check(
  context: CommandContext,
  paths: string[],
  projectFile: string | undefined,
): Promise<void> {
  const problems =
    projectFile === undefined
      ? checkRuleFiles(paths, null)
      : await reading(projectFile, (project) => checkRuleFiles(paths, project));
  const { output, json, finish } = context;
  if (json) output.json({ problems });
  else if (problems.length === 0) output.line('Nothing is wrong.');
  for (const { file, line, column, severity, code, message } of json ? [] : problems) {
    output.line(`${file}:${line}:${column}: ${severity} ${code}: ${message}`);
  }
  if (problems.some(({ severity }) => severity === 'ERROR')) finish(1);
}

function test({ output, json, finish }: CommandContext, paths: string[]): void {
  const report = testRuleFiles(paths);
  const { passed, failed, results } = report;
  if (json) output.json(report);
  else {
    for (const { file, line, ruleId, test: name, message } of results.filter((result) => !result.passed)) {
      output.line(`FAILED ${file}:${line} ${ruleId}: ${name}: ${message}`);
    }
    output.line(`${passed} passed, ${failed} failed`);
  }
  if (failed > 0) finish(1);
}
