import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRules } from '../electron/rules/check.ts';
import { parseRuleFiles } from '../electron/rules/parse.ts';
import { runRuleTests } from '../electron/rules/rule-tests.ts';
import { VOCABULARY } from '../shared/vocabulary.ts';

const FOLDER = new URL('rules/', import.meta.url);
const files = readdirSync(FOLDER).map((file) => ({
  file,
  text: readFileSync(new URL(file, FOLDER), 'utf8'),
}));
const { rules, problems } = parseRuleFiles(files);
const knownProperties = new Map(Object.entries(VOCABULARY).map(([name, { type }]) => [name, type]));

describe('the baseline pack', () => {
  test('parses and checks without a problem', () => {
    expect([...problems, ...checkRules(rules, { knownProperties })]).toEqual([]);
  });

  test('passes the tests inside its rules', () => {
    const failed = runRuleTests(rules, { knownProperties }).results.filter(({ passed }) => !passed);
    expect(failed).toEqual([]);
  });

  test('has a description, its pack and at least two tests in every rule', () => {
    const incomplete = rules.filter(
      ({ rule }) => rule.pack !== 'baseline' || rule.description === undefined || rule.tests.length < 2,
    );
    expect(incomplete.map(({ rule }) => rule.id)).toEqual([]);
  });

  test('has a test in every rule that plans something and one that plans nothing', () => {
    const oneSided = rules.filter(
      ({ rule }) => new Set(rule.tests.map((one) => one.expect.length > 0)).size < 2,
    );
    expect(oneSided.map(({ rule }) => rule.id)).toEqual(ONLY_PASSING);
  });
});

/** What a rule made always carries its parent's tag until a person renames it; a test cannot say that. */
const ONLY_PASSING = ['gen.tag-of-made'];
