import { describe, expect, test } from 'vitest';
import { parseRuleFiles } from './parse.ts';
import { runRuleTests } from './rule-tests.ts';
import { VOCABULARY_TYPES } from './testing/world.ts';

const MOTOR = `rules:
  - id: mech.motor
    name: Motor
    for: { type: PUMP }
    where: 'props.pump_kind == "CENTRIFUGAL"'
    do:
      create_child: { slot: motor, type: MOTOR, tag: "{asset.tag}-M", relation: powers, inherit: [area], properties: { poles: 4 } }
    tests:
`;
const POWER = `
  - id: mech.kw
    name: Power
    for: { type: MOTOR }
    do: { set_property: { power_kw: "= parent.props.shaft_power_kw" } }
`;

function run(text: string) {
  const { rules, problems } = parseRuleFiles([{ file: 'a.yaml', text }]);
  expect(problems).toEqual([]);
  return runRuleTests(rules, { knownProperties: VOCABULARY_TYPES });
}
const motorTest = (test: string, more = '') => run(`${MOTOR}      - ${test}\n${more}`).results[0];
const GIVEN =
  'given: [{ tag: P-1, type: PUMP, area: "47", properties: { pump_kind: CENTRIFUGAL, shaft_power_kw: 5 } }]';

describe('tests inside rules', () => {
  test('a test passes where each expectation is met by an operation, listed fields only', () => {
    expect(
      motorTest(
        `{ name: fires, ${GIVEN}, expect: [ { op: CREATE, aggregateType: ASSET, tag: P-1-M }, { type: MOTOR, parent: P-1, after: { area: "47" } }, { "properties.poles": 4 }, { aggregateType: EDGE, relation: powers, source: P-1-M, target: P-1 } ] }`,
      ),
    ).toEqual({ ruleId: 'mech.motor', test: 'fires', file: 'a.yaml', line: 9, passed: true, message: '' });
  });

  test('it fails where none does, and says what was planned and what is nearest', () => {
    expect(
      motorTest(`{ name: t, ${GIVEN}, expect: [ { op: CREATE, tag: P-1-M, properties: { poles: 2 } } ] }`),
    ).toMatchObject({
      passed: false,
      message:
        'No operation meets {"op":"CREATE","tag":"P-1-M","properties":{"poles":2}}. Planned: CREATE ASSET P-1-M, CREATE EDGE P-1-M. The nearest one differs: properties is {"poles":4}, not {"poles":2}.',
    });
  });

  test('it says what the plan says: skips, conflicts and errors', () => {
    expect(
      motorTest(
        '{ name: t, given: [{ tag: P-1, type: PUMP }], expect: [{ tag: P-1-M, op: CREATE, type: MOTOR }] }',
      )?.message,
    ).toMatch(
      /Planned: nothing\. The plan says: The condition cannot be decided: props\.pump_kind is not set\./,
    );
  });

  test('nothing expected means that this rule plans nothing', () => {
    expect(motorTest('{ name: t, given: [{ tag: T-1, type: TANK }], expect: [] }')?.passed).toBe(true);
    expect(motorTest(`{ name: t, ${GIVEN}, expect: [] }`)?.message).toBe(
      'Nothing was expected, but the rule plans CREATE ASSET P-1-M, CREATE EDGE P-1-M.',
    );
  });

  test('only this rule runs, and those it names', () => {
    const expected = 'expect: [{ op: UPDATE, tag: P-1-M, diff: [{ field: properties.power_kw, new: 5 }] }]';
    expect(motorTest(`{ name: t, ${GIVEN}, ${expected} }`, POWER)?.passed).toBe(false);
    expect(motorTest(`{ name: t, ${GIVEN}, with: [mech.kw], ${expected} }`, POWER)?.passed).toBe(true);
    expect(motorTest(`{ name: t, ${GIVEN}, with: [mech.kv], ${expected} }`, POWER)?.message).toBe(
      '"with" names the rule mech.kv, which is not in the files given.',
    );
  });

  test('the project is one where the rule applies, unless the test says otherwise', () => {
    const inEurope = MOTOR.replace('for:', 'sourceId: EU\n    for:');
    const tests = [
      `      - { name: a, ${GIVEN}, expect: [{ tag: P-1-M }] }`,
      `      - { name: b, country: US, ${GIVEN}, expect: [] }`,
    ];
    expect(run(`${inEurope}${tests.join('\n')}`)).toMatchObject({ passed: 2, failed: 0 });
    const forClient = MOTOR.replace(
      'for:',
      'source: CLIENT\n    sourceId: ACME\n    status: DRAFT\n    for:',
    );
    expect(run(`${forClient}${tests.join('\n').replace('country: US', 'client: OTHER')}`)).toMatchObject({
      passed: 2,
      failed: 0,
    });
  });

  test('settings and relations of the test hold in its plant', () => {
    const text = `rules:
  - id: a
    name: a
    for: { type: MOTOR }
    where: 'related("fed_from").exists(m, m.type == "MCC") && props.power_kw > project.settings.heater_threshold_kw'
    do: { validate: { that: "false", severity: INFO, message: "{asset.tag} is fed" } }
    tests:
      - name: t
        settings: { heater_threshold_kw: 5 }
        given:
          - { tag: MCC-1, type: MCC }
          - { tag: M-1, type: MOTOR, properties: { power_kw: 7 }, relations: { fed_from: [MCC-1] } }
        expect: [{ op: RAISE, code: FAILED, severity: INFO, message: M-1 is fed }]
`;
    expect(run(text)).toMatchObject({ passed: 1, failed: 0 });
  });

  test('a rule that does not compile fails its tests with the reason', () => {
    const broken = MOTOR.replace('props.pump_kind', 'props.pump_kin');
    expect(run(`${broken}      - { name: t, ${GIVEN}, expect: [] }`).results[0]?.message).toMatch(
      /^The rule does not compile: .*pump_kin/,
    );
  });
});
