import type { CompiledRules } from '../compile.ts';
import type { PlantView } from '../plant-view.ts';
import type { RuleProblem } from '../problem.ts';
import type { ParsedRule } from '../rule-version.ts';
import { competitionProblems } from './competition.ts';
import { impossibleValues } from './impossible-values.ts';
import { neverMatching } from './never-matches.ts';
import { analysed } from './subject.ts';
import { tagCollisions } from './tag-collisions.ts';

/**
 * What rules that compile will not do as their author meant, each with a witness: a tag of the project, or an
 * example made up. All are warnings. Rules that are DEPRECATED or have a problem of their own are left out.
 */
export function analyseRules(
  parsed: readonly ParsedRule[],
  compiled: CompiledRules,
  plant: PlantView | undefined,
): RuleProblem[] {
  const byKey = new Map(compiled.strata.flat().map((rule) => [keyOf(rule), rule]));
  const rules = parsed.flatMap((one) => {
    const rule = byKey.get(keyOf(one));
    return rule === undefined ? [] : [analysed(one, rule)];
  });
  const values = impossibleValues(rules, plant);
  const isTold = ({ file, line, column, code }: RuleProblem): boolean =>
    values.some(
      (one) => one.file === file && one.line === line && one.column === column && one.code === code,
    );
  return [
    ...values,
    ...neverMatching(rules, plant).filter((problem) => !isTold(problem)),
    ...competitionProblems(rules, plant),
    ...tagCollisions(rules, plant),
  ];
}

const keyOf = ({ rule }: Pick<ParsedRule, 'rule'>): string => `${rule.id} ${rule.source}`;
