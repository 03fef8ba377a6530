import { SynapseError } from '../../../shared/errors.ts';
import { creation, deletion, updateBetween } from '../../../shared/model/changes.ts';
import type { RuleEntity } from '../../../shared/model/entities.ts';
import type { EventDraft } from '../../../shared/model/events.ts';
import type { ListedRule } from '../../../shared/model/listed-rule.ts';
import { actionTypeOf } from '../../../shared/model/rule.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import { checkRules, compileRuleSet } from '../../rules/check.ts';
import { parseRuleFiles } from '../../rules/parse.ts';
import { inFileOrder, type RuleProblem } from '../../rules/problem.ts';
import { ruleDefinition, ruleFromEntity, type ParsedRule } from '../../rules/rule-version.ts';
import { runRuleTests, type RuleTestReport } from '../../rules/rule-tests.ts';
import { loadRules as loadRuleEntities } from '../../store/plant.ts';
import { changeDraft } from '../drafts.ts';
import { loadPlantView } from '../plant.ts';
import type { ReadingProject, WritingProject } from '../project.ts';
import { expectIdle, runBatch } from '../run-batch.ts';
import { readRuleFiles, VOCABULARY_NAMES } from './rule-files.ts';

export interface LoadResult {
  readonly correlationId: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly retired: number;
}

/**
 * Loads rule files into a project as one batch. Rules of the same packs that are gone from the files are
 * retired.
 * @throws SynapseError INVALID_RULE with `problems` where any is an ERROR; nothing is loaded then
 */
export function loadRules(
  project: WritingProject,
  paths: readonly string[],
  reason: string | null,
): LoadResult {
  expectIdle(project);
  const { rules, packs, problems } = parseRuleFiles(readRuleFiles(paths));
  const present = loadRuleEntities(project.database);
  const others = present.filter(({ pack }) => !packs.has(pack));
  expectNoErrors(problems);
  expectNoErrors(checkTogether(project, rules, others));
  const { drafts, result } = loadDrafts(
    rules,
    present.filter(({ pack }) => packs.has(pack)),
  );
  const { correlationId } = runBatch(
    project,
    { kind: 'RULES', reason: reason ?? [...packs].join(', ') },
    () => drafts,
    { summary: { ...result } },
  );
  return { correlationId, ...result };
}

function checkTogether(
  project: ReadingProject,
  rules: readonly ParsedRule[],
  others: readonly RuleEntity[],
): RuleProblem[] {
  const kept = new Map(others.map((entity) => [entity.id, entity]));
  const taken = rules.flatMap((parsed): RuleProblem[] => {
    const other = kept.get(entityId(parsed));
    if (other === undefined) return [];
    const message = `Rule "${parsed.rule.id}" is loaded already by pack "${other.pack}" for the same source. Give it another id, or take it out there.`;
    return [
      {
        file: parsed.file,
        ...parsed.locate(['id']),
        ruleId: parsed.rule.id,
        severity: 'ERROR',
        code: 'DUPLICATE_ID',
        message,
      },
    ];
  });
  const plant = loadPlantView(project).view;
  const context = { knownProperties: VOCABULARY_NAMES, plant };
  const stay = others.map(ruleFromEntity);
  const old = new Set(compileRuleSet(stay, context).problems.map(nameOfProblem));
  const { problems } = compileRuleSet([...rules, ...stay], context);
  return [...taken, ...problems.filter((problem) => !old.has(nameOfProblem(problem)))];
}

/** What is wrong already with the rules that stay is no reason to refuse others. */
const nameOfProblem = ({ file, ruleId, code, message }: RuleProblem): string =>
  JSON.stringify([file, ruleId, code, message]);

function expectNoErrors(problems: readonly RuleProblem[]): void {
  const errors = inFileOrder(problems.filter(({ severity }) => severity === 'ERROR'));
  const [first] = errors;
  if (first === undefined) return;
  const { file, line, column, ruleId, message } = first;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new SynapseError('INVALID_RULE', `${file}:${line}:${column}: ${message}${more} Nothing was loaded.`, {
    file,
    line,
    column,
    ruleId,
    problems: errors.map((problem) => ({ ...problem })),
  });
}

/** One entity per rule id and source: the same id in another source is another rule that replaces it. */
const entityId = ({ rule }: ParsedRule): string => `${rule.id}@${rule.source}`;

function entityOf(parsed: ParsedRule): RuleEntity {
  const { rule, hash } = parsed;
  return {
    id: entityId(parsed),
    ruleId: rule.id,
    source: rule.source,
    pack: rule.pack,
    hash,
    definition: ruleDefinition(rule),
  };
}

function loadDrafts(rules: readonly ParsedRule[], present: readonly RuleEntity[]) {
  const drafts: EventDraft[] = [];
  const before = new Map(present.map((entity) => [entity.id, entity]));
  const result = { added: 0, changed: 0, unchanged: 0, retired: 0 };
  for (const parsed of rules) {
    const entity = entityOf(parsed);
    const old = before.get(entity.id);
    before.delete(entity.id);
    const change = old === undefined ? creation(entity) : updateBetween(old, entity);
    if (change === null) result.unchanged += 1;
    else {
      result[old === undefined ? 'added' : 'changed'] += 1;
      drafts.push(ruleDraft(old === undefined ? 'CREATE' : 'UPDATE', entity, change));
    }
  }
  for (const old of before.values()) {
    result.retired += 1;
    drafts.push(ruleDraft('DELETE', old, deletion(old)));
  }
  return { drafts, result };
}

function ruleDraft(
  op: 'CREATE' | 'UPDATE' | 'DELETE',
  entity: RuleEntity,
  change: Parameters<typeof changeDraft>[2],
): EventDraft {
  const { discipline } = ruleFromEntity(entity).rule;
  return changeDraft(
    op,
    { type: 'RULE', id: entity.id, tag: entity.ruleId, discipline, ruleId: entity.ruleId },
    change,
    {},
  );
}

/**
 * Looks for what is wrong with rule files; with a project, against its data as well.
 * @throws SynapseError FILE_NOT_READABLE
 */
export function checkRuleFiles(paths: readonly string[], project: ReadingProject | null): RuleProblem[] {
  const { rules, problems } = parseRuleFiles(readRuleFiles(paths));
  const plant = project === null ? undefined : loadPlantView(project).view;
  return inFileOrder([...problems, ...checkRules(rules, { knownProperties: VOCABULARY_NAMES, plant })]);
}

/**
 * Runs the tests inside rule files.
 * @throws SynapseError FILE_NOT_READABLE, or INVALID_RULE where a file does not parse
 */
export function testRuleFiles(paths: readonly string[]): RuleTestReport {
  const { rules, problems } = parseRuleFiles(readRuleFiles(paths));
  expectNoErrors(problems);
  return runRuleTests(rules, { knownProperties: VOCABULARY_NAMES });
}

/** The rules of a project that a scope selects, by id. */
export function listRules(project: ReadingProject, scope: Scope): ListedRule[] {
  return loadRuleEntities(project.database)
    .map((entity) => ({ entity, rule: ruleFromEntity(entity).rule }))
    .filter(({ rule }) => selectsRule(scope, rule.id, rule.discipline, actionTypeOf(rule)))
    .map(({ entity, rule }) => ({
      ruleId: rule.id,
      name: rule.name,
      pack: rule.pack,
      source: rule.source,
      sourceId: rule.sourceId,
      priority: rule.priority,
      enforced: rule.enforced,
      discipline: rule.discipline,
      category: rule.category,
      status: rule.status,
      actionType: actionTypeOf(rule),
      hash: entity.hash,
    }))
    .toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0));
}

function selectsRule(
  { ruleIds, disciplines, actionTypes }: Scope,
  id: string,
  discipline: string,
  action: string,
): boolean {
  const has = (list: readonly string[] | undefined, value: string) =>
    list === undefined || list.includes(value);
  return has(ruleIds, id) && has(disciplines, discipline) && has(actionTypes, action);
}
