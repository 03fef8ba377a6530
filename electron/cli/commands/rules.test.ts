import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorOf, listOf, newPlant, type Desk } from '../testing.ts';

const BASELINE = fileURLToPath(new URL('../../../resources/rules', import.meta.url));
const MOTOR = `  - id: m.motor
    name: Motor of a pump
    discipline: MECHANICAL
    for: { type: PUMP }
    do:
      create_child: { slot: motor, type: MOTOR, tag: '{asset.tag}-M', relation: powers }
`;
const TESTS = `    tests:
      - name: a pump gets a motor
        given: [{ tag: P-1, type: PUMP }]
        expect: [{ op: CREATE, tag: P-1-M, type: MOTOR }]
`;

let desk: Desk;
beforeEach(async () => {
  desk = await newPlant('tag,type\nP-1,PUMP');
});
afterEach(() => desk.close());

const pack = (name: string, rules: string) => desk.write(`${name}.yaml`, `pack: ${name}\nrules:\n${rules}`);
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('rules load', () => {
  test('counts what it added, changed, left and retired', async () => {
    const load = (rules: string) => desk.done('rules', 'load', desk.project, pack('p', rules));
    const other = MOTOR.replace('m.motor', 'm.other').replace('-M', '-N');
    expect(await load(MOTOR)).toEqual({
      correlationId: expect.stringMatching(ID),
      added: 1,
      changed: 0,
      unchanged: 0,
      retired: 0,
    });
    expect(await load(MOTOR + other)).toMatchObject({ added: 1, changed: 0, unchanged: 1, retired: 0 });
    expect(await load(other.replace('Motor of', 'Second motor of'))).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 0,
      retired: 1,
    });
    expect((await desk.run('rules', 'load', desk.project, desk.path('p.yaml'))).stdout).toBe(
      'Rules: 0 added, 0 changed, 1 unchanged, 0 retired.\n',
    );
  });

  test('takes folders and files, several at once', async () => {
    const document = await desk.done('rules', 'load', desk.project, BASELINE, pack('p', MOTOR));
    const listed = listOf(await desk.done('rules', 'list', desk.project), 'rules');
    expect(document['added']).toBe(listed.length);
  });

  test.each<[what: string, text: string, code: string]>([
    ['what is no YAML', 'rules: [', 'INVALID_RULE'],
    ['a tab', 'rules:\n\t- id: x', 'INVALID_RULE'],
    ['an empty file', '', 'INVALID_RULE'],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000', 'INVALID_RULE'],
    [
      'an unknown property',
      `rules:\n${MOTOR.replace('{ type: PUMP }', "{ type: PUMP }\n    where: 'props.shaft_pwr_kw > 1'")}`,
      'INVALID_RULE',
    ],
    ['a creation cycle', `rules:\n${MOTOR.replace('type: MOTOR', 'type: PUMP')}`, 'INVALID_RULE'],
  ])('refuses %s with its place, and loads nothing', async (_what, text, code) => {
    const result = await desk.json('rules', 'load', desk.project, desk.write('bad.yaml', text));
    expect([result.status, errorOf(result)['code']]).toEqual([1, code]);
    expect(errorOf(result)['context']).toMatchObject({
      file: desk.path('bad.yaml'),
      line: expect.any(Number),
      column: expect.any(Number),
    });
    expect(await desk.done('info', desk.project)).toMatchObject({ counts: { rules: 0, batches: 2 } });
  });

  test('refuses a path that is not there', async () => {
    const result = await desk.json('rules', 'load', desk.project, desk.path('absent'));
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'FILE_NOT_READABLE']);
  });
});

describe('rules list', () => {
  beforeEach(() => desk.done('rules', 'load', desk.project, BASELINE));

  test('shows each rule with its source, discipline and action', async () => {
    const document = await desk.done('rules', 'list', desk.project, '--rule', 'mech.pump-motor');
    expect(document).toMatchObject({
      rules: [
        {
          ruleId: 'mech.pump-motor',
          discipline: 'MECHANICAL',
          actionType: 'create_child',
          source: 'FIRM',
          priority: 10,
        },
      ],
    });
    const { stdout } = await desk.run('rules', 'list', desk.project, '--rule', 'mech.pump-motor');
    expect(stdout.split('\n')).toHaveLength(3);
  });

  test('is limited by a scope: the values of one option are joined, different options cut', async () => {
    const ids = async (...scope: string[]) =>
      listOf(await desk.done('rules', 'list', desk.project, ...scope), 'rules').length;
    const [all, mechanical, electrical] = [
      await ids(),
      await ids('--discipline', 'mechanical'),
      await ids('--discipline', 'ELECTRICAL'),
    ];
    expect(mechanical).toBeGreaterThan(0);
    expect(await ids('--discipline', 'MECHANICAL', '--discipline', 'ELECTRICAL')).toBe(
      mechanical + electrical,
    );
    expect(await ids('--discipline', 'MECHANICAL', '--action-type', 'create_child')).toBeLessThan(mechanical);
    expect(all).toBeGreaterThan(mechanical + electrical);
  });

  test.each([
    ['a discipline', ['--discipline', 'MAGIC']],
    ['an action', ['--action-type', 'destroy']],
  ])('refuses %s that there is none of', async (_what, scope) => {
    const result = await desk.json('rules', 'list', desk.project, ...scope);
    expect([result.status, errorOf(result)['code']]).toEqual([1, 'INVALID_FILTER']);
  });
});

describe('rules check', () => {
  test('finds nothing in the baseline', async () => {
    const { status, document } = await desk.json('rules', 'check', BASELINE);
    expect([status, listOf(document, 'problems').filter(({ severity }) => severity === 'ERROR')]).toEqual([
      0,
      [],
    ]);
  });

  test('names file, line, column, rule and what is wrong, with status 1 and no error', async () => {
    const text = MOTOR.replace('{ type: PUMP }', "{ type: PUMP }\n    where: 'props.shaft_pwr_kw > 1'");
    const path = pack('bad', text);
    const { status, document } = await desk.json('rules', 'check', path);
    expect([status, document]).toEqual([
      1,
      {
        problems: [
          {
            file: desk.path('bad.yaml'),
            line: 7,
            column: expect.any(Number),
            ruleId: 'm.motor',
            severity: 'ERROR',
            code: expect.any(String),
            message: expect.stringContaining('shaft_power_kw'),
          },
        ],
      },
    ]);
    const plain = await desk.run('rules', 'check', path);
    expect(plain).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/bad\.yaml:7:\d+: ERROR /),
      stderr: '',
    });
    expect((await desk.run('rules', 'check', pack('good', MOTOR))).stdout).toBe('Nothing is wrong.\n');
  });

  test('--project knows the properties that assets carry', async () => {
    const path = pack(
      'p',
      MOTOR.replace('{ type: PUMP }', "{ type: PUMP }\n    where: 'props.maker != null'"),
    );
    await desk.done('edit', desk.project, 'P-1', '--set', 'maker=ACME');
    expect((await desk.json('rules', 'check', path)).status).toBe(1);
    expect((await desk.json('rules', 'check', path, '--project', desk.project)).status).toBe(0);
  });
});

describe('rules test', () => {
  test('runs the tests inside the rules', async () => {
    const document = await desk.done('rules', 'test', pack('p', MOTOR + TESTS));
    expect(document).toMatchObject({ passed: 1, failed: 0, results: [{ ruleId: 'm.motor', passed: true }] });
  });

  test('a test that fails is status 1 with its document and no error', async () => {
    const path = pack('p', MOTOR + TESTS.replace('P-1-M', 'P-1-X'));
    const { status, document } = await desk.json('rules', 'test', path);
    expect({ status, document }).toMatchObject({
      status: 1,
      document: {
        passed: 0,
        failed: 1,
        results: [{ ruleId: 'm.motor', passed: false, message: expect.any(String) }],
      },
    });
    expect(document).not.toHaveProperty('error');
    const plain = await desk.run('rules', 'test', path);
    expect([plain.status, plain.stdout]).toEqual([
      1,
      expect.stringMatching(/^FAILED .*p\.yaml:\d+ m\.motor: a pump gets a motor: [^]*0 passed, 1 failed\n$/),
    ]);
  });

  test('passes over the whole baseline', async () => {
    const { failed, passed } = await desk.done('rules', 'test', BASELINE);
    expect([failed, Number(passed) > 20]).toEqual([0, true]);
  });
});
