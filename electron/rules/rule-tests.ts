import type { JsonObject } from '../../shared/json.ts';
import type { Operation, Plan } from '../../shared/model/plan.ts';
import type { RuleTest } from '../../shared/model/rule.ts';
import type { CheckContext } from './check.ts';
import { compileRules, type CompiledRules } from './compile.ts';
import { exampleCountry } from './groups.ts';
import { knownNames } from './names.ts';
import { makePlan } from './plan.ts';
import { createPlantView } from './plant-view.ts';
import { differences, factsOf } from './rule-expectation.ts';
import { plantOfTest } from './rule-test-plant.ts';
import type { ParsedRule } from './rule-version.ts';

export interface RuleTestResult {
  readonly ruleId: string;
  readonly test: string;
  readonly file: string;
  readonly line: number;
  readonly passed: boolean;
  /** Why it failed; empty where it passed. */
  readonly message: string;
}

export interface RuleTestReport {
  readonly passed: number;
  readonly failed: number;
  readonly results: readonly RuleTestResult[];
}

/** Runs the tests inside the rules, each on its own small plant with its rule and those that it names alone. */
export function runRuleTests(parsed: readonly ParsedRule[], context: CheckContext): RuleTestReport {
  const compile = compiler(parsed, context);
  const results = parsed.flatMap((rule) =>
    rule.rule.tests.map((test, index): RuleTestResult => {
      const message = runTest(rule, test, parsed, compile);
      const { line } = rule.locate(['tests', index]);
      return {
        ruleId: rule.rule.id,
        test: test.name,
        file: rule.file,
        line,
        passed: message === '',
        message,
      };
    }),
  );
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, results };
}

type Compile = (rules: readonly ParsedRule[]) => CompiledRules;

/** Compiles the few rules of a test with the names that the whole set knows; each few only once. */
function compiler(parsed: readonly ParsedRule[], { knownProperties, plant }: CheckContext): Compile {
  const carried = plant === undefined ? [] : [plant.propertyTypes()];
  const names = knownNames(
    parsed.map(({ rule }) => rule),
    knownProperties,
    ...carried,
  );
  const known = new Map<string, CompiledRules>();
  return (rules) => {
    const key = rules.map(({ hash }) => hash).join(' ');
    const compiled = known.get(key) ?? compileRules(rules.map(inForce), names);
    known.set(key, compiled);
    return compiled;
  };
}

/** A test looks at what a rule does, whatever its status. */
const inForce = (parsed: ParsedRule): ParsedRule => ({
  ...parsed,
  rule: { ...parsed.rule, status: 'PROD_READY' },
});

/** Returns why the test fails, or nothing. */
function runTest(tested: ParsedRule, test: RuleTest, all: readonly ParsedRule[], compile: Compile): string {
  const others = test.with.map((id) => all.find(({ rule }) => rule.id === id) ?? id);
  const missing = others.find((one) => typeof one === 'string');
  if (missing !== undefined) return `"with" names the rule ${missing}, which is not in the files given.`;
  const rules = compile([tested, ...others.filter((one) => typeof one !== 'string')]);
  const [problem] = rules.problems;
  if (problem !== undefined) return `The rule does not compile: ${problem.message}`;
  const view = createPlantView(plantOfTest(test, projectOf(tested, test)));
  const plan = makePlan({ view, rules, scope: {}, takes: [], draft: true, basePosition: 0, baseHash: '' });
  if (test.expect.length === 0)
    return unexpected(plan.operations.filter(({ ruleId }) => ruleId === tested.rule.id));
  const tags = new Map(plan.operations.map(({ aggregateId, tag }) => [aggregateId, tag]));
  const facts = plan.operations.map((one) =>
    factsOf(one, (id) => view.asset(id)?.tag ?? view.cable(id)?.tag ?? tags.get(id) ?? null),
  );
  const unmet = test.expect.find(
    (expected) => !facts.some((one) => differences(expected as JsonObject, one).length === 0),
  );
  return unmet === undefined ? '' : explainUnmet(unmet as JsonObject, facts, plan);
}

/** A project in which the rule applies, unless the test says otherwise. */
function projectOf({ rule }: ParsedRule, test: RuleTest): { country: string | null; client: string | null } {
  const [code] = [rule.sourceId ?? []].flat();
  const forClient = rule.source === 'CLIENT';
  return {
    country: test.country ?? (forClient ? null : exampleCountry(rule.sourceId)),
    client: test.client ?? (forClient ? (code ?? null) : null),
  };
}

const unexpected = (operations: readonly Operation[]): string =>
  operations.length === 0 ? '' : `Nothing was expected, but the rule plans ${listed(operations)}.`;

function explainUnmet(expected: JsonObject, facts: readonly JsonObject[], plan: Plan): string {
  const nearest = facts.map((one) => differences(expected, one)).toSorted((a, b) => a.length - b.length)[0];
  const near =
    nearest === undefined || nearest.length > 2 ? '' : ` The nearest one differs: ${nearest.join('; ')}.`;
  const told = [...plan.errors, ...plan.conflicts, ...plan.skips]
    .map(({ message }) => message)
    .slice(0, SHOWN);
  const also = told.length === 0 ? '' : ` The plan says: ${told.join(' ')}`;
  return `No operation meets ${JSON.stringify(expected)}. Planned: ${listed(plan.operations)}.${near}${also}`;
}

const SHOWN = 5;

function listed(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'nothing';
  const names = operations
    .slice(0, SHOWN)
    .map(({ op, aggregateType, tag }) => `${op} ${aggregateType} ${tag}`);
  const more = operations.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
