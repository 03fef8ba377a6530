import { PLANT_KINDS } from '../plant/kinds.ts';
import type { RuleName } from './drafts.ts';

const COUNT = 30;
const KINDS_OF_RULE = ['check', 'rating', 'wiring'] as const;
const DISCIPLINES = [
  'MECHANICAL',
  'ELECTRICAL',
  'INSTRUMENTATION',
  'PROCESS',
  'PIPING',
  'AUTOMATION',
  'GENERAL',
] as const;

/** The rules that the events of the project name. */
export const THIRTY_RULES: readonly [RuleName, ...RuleName[]] = [
  rule(0),
  ...Array.from({ length: COUNT - 1 }, (_, index) => rule(index + 1)),
];

function rule(index: number): RuleName {
  const kind = KINDS_OF_RULE[index % KINDS_OF_RULE.length] ?? 'check';
  const type = PLANT_KINDS[index % PLANT_KINDS.length]?.type ?? 'PUMP';
  return { ruleId: `bench.${kind}-${index + 1}`, ruleName: `${type}: ${kind} ${index + 1}` };
}

/** The same rules as a rule file. They change nothing in the plant as it is. */
export function thirtyRulesFile(): string {
  const rules = THIRTY_RULES.map(({ ruleId, ruleName }, index) => ({
    id: ruleId,
    name: ruleName,
    discipline: DISCIPLINES[index % DISCIPLINES.length],
    for: { type: PLANT_KINDS[index % PLANT_KINDS.length]?.type },
    do: { validate: { that: 'asset.area != null', message: '{asset.tag} has no area' } },
  }));
  return JSON.stringify({ pack: 'bench', rules });
}
