import { describe, expect, test } from 'vitest';
import { packOf, parseRuleFiles } from './parse.ts';
import { ruleFromEntity, ruleDefinition } from './rule-version.ts';

const RULE = `
rules:
  - id: mech.pump-motor
    name: Motor
    for: { type: PUMP }
    do:
      create_child: { slot: motor, type: MOTOR, tag: "{asset.tag}-M", relation: powers }
`;

const parse = (text: string, file = 'rules/mech.yaml') => parseRuleFiles([{ file, text }]);
const problemsOf = (text: string) =>
  parse(text).problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);

describe('reading rule files', () => {
  test('what a rule leaves out gets its default, the priority from its source and the pack from the file name', () => {
    const [parsed] = parse(RULE).rules;
    expect(parsed?.rule).toMatchObject({
      pack: 'mech',
      source: 'PROJECT',
      priority: 50,
      sourceId: null,
      status: 'PROD_READY',
      discipline: 'GENERAL',
      for: { entity: 'ASSET', type: 'PUMP' },
      tests: [],
    });
    expect(packOf('C:\\rules\\firm.YML')).toBe('firm');
  });

  test('a pack in the file wins over the file name', () => {
    expect(parse(`pack: baseline${RULE}`).rules[0]?.rule.pack).toBe('baseline');
  });

  test('the version hash changes with the rule, not with its tests, its pack or the order of its keys', () => {
    const hash = (text: string) => parse(text).rules[0]?.hash;
    const tested = `${RULE}    tests: [{ name: none, given: [], expect: [] }]\n`;
    const reordered = RULE.replace('slot: motor, type: MOTOR', 'type: MOTOR, slot: motor');
    expect(hash(tested)).toBe(hash(RULE));
    expect(hash(`pack: other${RULE}`)).toBe(hash(RULE));
    expect(hash(reordered)).toBe(hash(RULE));
    expect(hash(RULE.replace('-M"', '-MOT"'))).not.toBe(hash(RULE));
  });

  test('a rule that a project holds reads back with the same hash', () => {
    const [parsed] = parse(RULE).rules;
    if (parsed === undefined) throw new Error('no rule');
    const { rule, hash } = parsed;
    const entity = {
      id: 'x',
      ruleId: rule.id,
      source: rule.source,
      pack: rule.pack,
      hash,
      definition: ruleDefinition(rule),
    };
    const again = ruleFromEntity(entity);
    expect(again.rule).toEqual(rule);
    expect(again.hash).toBe(hash);
    expect(again.locate([])).toEqual({ line: 1, column: 1 });
  });

  test('text that is no YAML is told with line and column', () => {
    expect(problemsOf('rules:\n  - id: [a, b\n  - c')[0]).toMatch(/^3:3 YAML /);
    expect(problemsOf('a: 1\na: 2')[0]).toMatch(/^2:1 YAML Map keys must be unique/);
  });

  test('an unknown key is told at its place with what was meant', () => {
    const text = RULE.replace('relation: powers', 'relaton: powers').replace('name:', 'nam:');
    expect(problemsOf(text)).toEqual([
      '3:5 SCHEMA name: is missing; a string is needed.',
      '4:5 SCHEMA nam: there is no such member. Did you mean name?',
      '7:71 SCHEMA do.create_child.relaton: there is no such member. Did you mean relation?',
    ]);
  });

  test('a key that resembles none is told with those that may stand there', () => {
    expect(problemsOf('rules: []\nzzz: 1')).toEqual([
      '2:1 SCHEMA zzz: there is no such member. Known here: pack, rules.',
    ]);
  });

  test('a value of the wrong form is told at its place', () => {
    const text = RULE.replace('type: PUMP', 'type: pump').replace(
      'name: Motor',
      'name: 3\n    status: READY',
    );
    expect(problemsOf(text)).toEqual([
      '4:11 SCHEMA name: Invalid input: expected string, received number.',
      '5:13 SCHEMA status: is none of the values allowed: DRAFT, DEV_VALIDATED, PROD_READY, DEPRECATED.',
      '6:18 SCHEMA for.type: types are upper snake case, such as CONTROL_VALVE.',
    ]);
  });

  test('no action and two actions are refused', () => {
    const two = RULE.replace('do:', 'do:\n      set_property: { poles: 4 }');
    const none = RULE.replace(/create_child.*/, 'create_kid: {}');
    expect(problemsOf(two)).toEqual(['7:7 SCHEMA do: exactly one action is needed under do.']);
    expect(problemsOf(none)[0]).toBe(
      '7:7 SCHEMA do.create_kid: there is no such member. Did you mean create_child?',
    );
  });

  test('all seven actions parse', () => {
    const actions = [
      'create_child: { slot: a, type: MOTOR, tag: x }',
      'create_cable: { slot: a, cableType: POWER, tag: x, from: parent, to: self, conductorSizeMm2: 1.5 }',
      'create_relationship: { relation: fed_from, to: [{ type: MCC, same: area }, { tag: x }, { child: VFD }, { relation: powers }] }',
      'set_property: { voltage_v: 400, area: "{asset.tag}" }',
      'create_package: { code: "{asset.area}-IN", packageType: IN-P040 }',
      'allocate_io: { DI: 3, DO: 1, cabinet: { type: CABINET } }',
      'validate: { that: "true", message: no }',
    ];
    const rules = actions.map(
      (action, i) => `  - { id: r${i}, name: r, for: { type: PUMP }, do: { ${action} } }`,
    );
    expect(parse(`rules:\n${rules.join('\n')}`)).toMatchObject({ problems: [], rules: { length: 7 } });
  });

  test('an id that one source has twice is an error, one that two sources have is not', () => {
    const second = RULE.replace('\nrules:', '').replace('name: Motor', 'name: Again');
    expect(parse(RULE + second).problems).toEqual([
      {
        file: 'rules/mech.yaml',
        line: 9,
        column: 9,
        ruleId: 'mech.pump-motor',
        severity: 'ERROR',
        code: 'DUPLICATE_ID',
        message:
          'Rule mech.pump-motor stands twice in source PROJECT (first in rules/mech.yaml:3). Keep one of them, or give one another id.',
      },
    ]);
    expect(parse(RULE + second.replace('name: Again', 'name: Again\n    source: CLIENT')).problems).toEqual(
      [],
    );
  });

  test('aliases that unfold without end and files that are too large are refused', () => {
    const bomb = ['a: &a [1,1,1,1,1,1,1,1,1]'];
    for (let i = 1; i < 9; i++) {
      const [last, name] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${last}`).join(',')}]`);
    }
    expect(problemsOf(bomb.join('\n'))).toEqual([
      expect.stringContaining('1:1 YAML The file cannot be read'),
    ]);
    expect(problemsOf('x'.repeat(5_000_001))).toEqual([
      expect.stringContaining('larger than 5000000 characters'),
    ]);
  });

  test('hostile nesting is a problem of the file, not a crash', () => {
    expect(problemsOf('['.repeat(100_000)).length).toBeGreaterThan(0);
  });

  test('an empty file and a list in place of a map are told', () => {
    expect(problemsOf('')).toEqual(['1:1 SCHEMA The file: Invalid input: expected object, received null.']);
    expect(problemsOf('- 1')).toHaveLength(1);
  });
});
