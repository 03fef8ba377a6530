import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRules, compileRuleSet } from '../electron/rules/check.ts';
import { parseRuleFiles } from '../electron/rules/parse.ts';
import { makePlan } from '../electron/rules/plan.ts';
import { createPlantView, type PlantState } from '../electron/rules/plant-view.ts';
import { runRuleTests } from '../electron/rules/rule-tests.ts';
import { applyOperations } from '../electron/rules/testing/apply-operations.ts';
import { asset, plant } from '../electron/rules/testing/world.ts';
import type { Plan } from '../shared/model/plan.ts';
import { VOCABULARY } from '../shared/vocabulary.ts';
import { samplePlant } from './sample/sample-plant.ts';

const filesIn = (folder: URL) =>
  readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));
const { rules, problems } = parseRuleFiles(filesIn(new URL('rules/', import.meta.url)));
const examples = parseRuleFiles(filesIn(new URL('examples/', import.meta.url)));
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

describe('the demonstrations of override', () => {
  const all = [...rules, ...examples.rules];

  test('are three files of one rule each', () => {
    expect(examples.problems).toEqual([]);
    expect(examples.rules.map(({ rule }) => rule.id)).toEqual([
      'client.design-current-factor',
      'client.drives-above-30-kw',
      'project.area-300-690-v',
    ]);
  });

  test('pass their tests beside the baseline', () => {
    expect(runRuleTests(all, { knownProperties }).results.filter(({ passed }) => !passed)).toEqual([]);
  });

  test('have no problem beside the baseline but the one that is blocked', () => {
    expect(checkRules(all, { knownProperties }).map(({ code, ruleId }) => [code, ruleId])).toEqual([
      ['BLOCKED', 'client.design-current-factor'],
    ]);
  });
});

describe('the baseline over the sample project', () => {
  const state = samplePlant({ settings: { tag_pattern: '([A-Z]{1,4}-)?[0-9]{3,4}[A-Z]?(-[A-Z0-9]+)*' } });
  const plan = planOver(state);

  test('every rule for Germany changes something or raises a finding', () => {
    const acting = new Set(plan.operations.map(({ ruleId }) => ruleId));
    const silent = rules.map(({ rule }) => rule.id).filter((id) => !acting.has(id));
    expect(silent).toEqual([...FOR_OTHER_COUNTRIES, ...ALWAYS_MET].toSorted(byFile));
    const applied = new Set(plan.rules.filter((one) => one.applied > 0).map(({ ruleId }) => ruleId));
    expect(ALWAYS_MET.filter((id) => !applied.has(id))).toEqual([]);
  });

  test('the rules for other countries are covered by their own tests', () => {
    const tested = rules.filter(({ rule }) => rule.tests.some((one) => one.expect.length > 0));
    const ids = new Set(tested.map(({ rule }) => rule.id));
    expect(FOR_OTHER_COUNTRIES.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('nothing fails, and the second run changes nothing', () => {
    expect(plan.errors).toEqual([]);
    expect(planOver(applyOperations(state, plan.operations)).operations).toEqual([]);
  });

  test('has no problem when it is checked against the project', () => {
    expect(checkRules(rules, { knownProperties, plant: createPlantView(state) })).toEqual([]);
  });
});

describe('the baseline over one pump', () => {
  const onePump = (cable_length_m?: number): PlantState =>
    plant([
      asset('47', 'AREA'),
      asset('47-MCC-01', 'MCC', { area: '47' }),
      asset('47-JB-01', 'JUNCTION_BOX', { area: '47', properties: { signal_kind: 'AI' } }),
      asset('P4711', 'PUMP', {
        area: '47',
        properties: {
          pump_kind: 'CENTRIFUGAL',
          driver: 'ELECTRIC',
          shaft_power_kw: 60,
          ...(cable_length_m === undefined ? {} : { cable_length_m }),
        },
      }),
    ]);

  test('gives its motor of 75 kW a soft starter and a chain of power cables', () => {
    const after = executed(onePump());
    const cables = after.cables.map((one) => [
      one.tag,
      one.fromAssetId && tagIn(after, one.fromAssetId),
      one.toAssetId && tagIn(after, one.toAssetId),
      one.conductorSizeMm2,
      one.loadCurrentA,
      one.voltageDropPct,
    ]);
    expect(cables.toSorted(byFirst)).toEqual([
      ['P4711-M-CTL', 'P4711-M-LCS', '47-MCC-01', 1.5, null, null],
      ['P4711-M-PWR', 'P4711-M-SS', 'P4711-M', 35, 130.98, 2.64],
      ['P4711-M-SS-PWR', '47-MCC-01', 'P4711-M-SS', 35, 130.98, 0.18],
      ['P4711-PT-SIG', 'P4711-PT', '47-JB-01', 1.5, null, null],
    ]);
  });

  test('sizes the cable of 150 m to 70 mm2', () => {
    const cable = executed(onePump(150)).cables.find(({ tag }) => tag === 'P4711-M-PWR');
    expect([cable?.lengthM, cable?.conductorSizeMm2, cable?.voltageDropPct]).toEqual([150, 70, 2.86]);
  });

  test('gives instruments and motors their channels, fills the packages, and is done in one run', () => {
    const after = executed(onePump());
    const channels = after.edges.filter(({ relation }) => relation === 'allocated_to');
    expect(channels.map(({ sourceId, slot }) => `${tagIn(after, sourceId)} ${slot}`).toSorted()).toEqual([
      'P4711-M DI-01',
      'P4711-M DI-02',
      'P4711-M DI-03',
      'P4711-M DI-04',
      'P4711-M DO-01',
      'P4711-PT AI-01',
    ]);
    const members = after.packages.map(({ code, members: of }) => [code, Object.keys(of).length]);
    expect(members.toSorted(byFirst)).toEqual([
      ['47-CA-C', 2],
      ['47-CA-P', 2],
      ['47-EL-M', 1],
      ['47-IN', 1],
      ['47-IO', 2],
    ]);
    expect(planOver(after).operations).toEqual([]);
  });
});

/** Rules of which the baseline has one for each group of countries, and those for codes that Germany does not use. */
const FOR_OTHER_COUNTRIES = [
  'elec.design-current-factor',
  'elec.cable-design-current',
  'elec.system-us',
  'elec.system-ca',
  'elec.system-br',
];
/** They apply in the sample and are met: the country is known, and nobody renamed what a rule made. */
const ALWAYS_MET = ['elec.system-stated', 'gen.tag-of-made'];

const order = new Map(rules.map(({ rule }, index) => [rule.id, index]));
const byFile = (a: string, b: string): number => (order.get(a) ?? 0) - (order.get(b) ?? 0);

function planOver(state: PlantState): Plan {
  const compiled = compileRuleSet(rules, { knownProperties });
  const view = createPlantView(state);
  return makePlan({ view, rules: compiled, scope: {}, takes: [], draft: false, basePosition: 1 });
}

const byFirst = (a: readonly unknown[], b: readonly unknown[]): number =>
  String(a[0]) < String(b[0]) ? -1 : 1;
const executed = (state: PlantState): PlantState => applyOperations(state, planOver(state).operations);
const tagIn = (state: PlantState, id: string): string => state.assets.find((one) => one.id === id)?.tag ?? id;
