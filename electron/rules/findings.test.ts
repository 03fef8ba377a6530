import { describe, expect, test } from 'vitest';
import type { Asset, Finding } from '../../shared/model/entities.ts';
import type { PlantState } from './plant-view.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from './testing/world.ts';

const rule = (id: string, target: string, action: string, more = '') =>
  `  - id: ${id}\n    name: ${id}\n    discipline: ELECTRICAL\n    for: { ${target} }\n    do: { ${action} }\n${more}`;

const CHECK = rule(
  'check',
  'type: MOTOR',
  'validate: { that: "props.power_kw >= props.shaft_power_kw", severity: WARNING, message: "{asset.tag}: {props.power_kw} kW is too small" }',
);
const motor = (power_kw: number | null, more: Parameters<typeof asset>[2] = {}) =>
  asset('M-1', 'MOTOR', {
    properties: { shaft_power_kw: 60, ...(power_kw === null ? {} : { power_kw }) },
    ...more,
  });
const withAssets = (state: PlantState, ...assets: PlantState['assets']): PlantState => ({ ...state, assets });
const open = (state: PlantState): Pick<Finding, 'code' | 'message' | 'severity'>[] =>
  state.findings
    .filter(({ status }) => status === 'OPEN')
    .map(({ code, message, severity }) => ({ code, message, severity }));

describe('findings of a check', () => {
  const rules = compiled(CHECK);
  const failed = executed(plant([motor(55)]), rules);

  test('one is raised where the condition does not hold, with its severity and text', () => {
    const [raised] = planOf(plant([motor(55)]), rules).operations;
    expect(raised).toMatchObject({
      op: 'RAISE',
      aggregateType: 'FINDING',
      tag: 'M-1',
      discipline: 'ELECTRICAL',
      before: null,
      after: {
        ruleId: 'check',
        severity: 'WARNING',
        code: 'FAILED',
        subjectType: 'ASSET',
        subjectId: 'M-1',
        tag: 'M-1',
        message: 'M-1: 55 kW is too small',
        status: 'OPEN',
      },
    });
  });

  test('none is raised where it holds, and none again while it is open', () => {
    expect(planOf(plant([motor(75)]), rules).operations).toEqual([]);
    expect(planOf(failed, rules).operations).toEqual([]);
  });

  test('the message of a failure is told whole where one of its values is not set', () => {
    const text = rule(
      'check',
      'type: MOTOR',
      'validate: { that: "props.power_kw < 50", message: "{asset.tag}: {props.power_kw} kW by {props.duty}, {asset.area}" }',
    );
    expect(open(executed(plant([motor(55)]), compiled(text)))).toMatchObject([
      { code: 'FAILED', message: 'M-1: 55 kW by (not set), (not set)' },
    ]);
  });

  test('unknown is an INFO that says what is not set, or what the rule says', () => {
    const state = plant([motor(null)]);
    expect(open(executed(state, rules))).toEqual([
      {
        code: 'NOT_CHECKED',
        severity: 'INFO',
        message: 'M-1: check: not checked: props.power_kw is not set.',
      },
    ]);
    const strict = compiled(CHECK.replace('severity: WARNING', 'unknown: ERROR'));
    expect(open(executed(state, strict))[0]?.severity).toBe('ERROR');
  });

  test('it is resolved when the condition holds again, and the same one is raised when it fails again', () => {
    const held = executed(withAssets(failed, motor(75)), rules);
    expect(lines(planOf(withAssets(failed, motor(75)), rules))).toEqual(['RESOLVE FINDING M-1']);
    expect(open(held)).toEqual([]);
    expect(planOf(held, rules).operations).toEqual([]);
    const again = planOf(withAssets(held, motor(55)), rules).operations;
    expect(again).toMatchObject([{ op: 'RAISE', before: { status: 'RESOLVED' }, after: { status: 'OPEN' } }]);
    expect(again[0]?.aggregateId).toBe(failed.findings[0]?.id);
  });

  test('a changed text is resolved and raised', () => {
    const plan = planOf(withAssets(failed, motor(45)), rules);
    expect(plan.operations.map(({ op, after }) => [op, after])).toEqual([
      ['RESOLVE', { status: 'RESOLVED' }],
      ['RAISE', { status: 'OPEN', message: 'M-1: 45 kW is too small' }],
    ]);
    expect(open(executed(withAssets(failed, motor(45)), rules))).toHaveLength(1);
  });

  test('it is resolved when the rule no longer applies, is gone, or the subject is gone', () => {
    expect(lines(planOf(withAssets(failed, motor(55, { type: 'FAN' })), rules))).toEqual([
      'RESOLVE FINDING M-1',
    ]);
    expect(lines(planOf(withAssets(failed), rules))).toEqual(['RESOLVE FINDING M-1']);
    expect(lines(planOf(failed, compiled()))).toEqual(['RESOLVE FINDING M-1']);
    expect(
      lines(planOf(failed, compiled(CHECK.replace('discipline:', 'status: DEPRECATED\n    discipline:')))),
    ).toEqual(['RESOLVE FINDING M-1']);
    expect(
      lines(planOf(failed, compiled(CHECK.replace('discipline:', 'sourceId: US\n    discipline:')))),
    ).toEqual(['RESOLVE FINDING M-1']);
  });

  test('outside the scope it stays', () => {
    const state = withAssets(failed, motor(75, { area: '47' }));
    expect(planOf(state, rules, { scope: { areas: ['48'] } }).operations).toEqual([]);
    expect(planOf(state, rules, { scope: { ruleIds: ['other'] } }).operations).toEqual([]);
    expect(planOf(withAssets(failed), rules, { scope: { areas: ['47'] } }).operations).toEqual([]);
    expect(planOf(failed, compiled(), { scope: { disciplines: ['ELECTRICAL'] } }).operations).toEqual([]);
    expect(planOf(failed, compiled(), { scope: { ruleIds: ['other'] } }).operations).toEqual([]);
    expect(planOf(failed, compiled(), { scope: { areas: ['48'] } }).operations).toEqual([]);
    expect(lines(planOf(state, rules, { scope: { areas: ['47'] } }))).toEqual(['RESOLVE FINDING M-1']);
  });

  test('an error of the check leaves it as it is', () => {
    const broken = withAssets(failed, motor(55, { properties: { power_kw: 'x', shaft_power_kw: 60 } }));
    expect(planOf(broken, rules)).toMatchObject({
      operations: [],
      errors: [{ code: 'WRONG_TYPE', tag: 'M-1' }],
    });
  });

  test('what is made in the same plan is checked, after all that it reads', () => {
    const make = rule(
      'make',
      'type: PUMP',
      'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { shaft_power_kw: 60 } }',
    );
    const set = rule('set', 'type: MOTOR', 'set_property: { power_kw: 55 }');
    const plan = planOf(plant([asset('P-1', 'PUMP')]), compiled(CHECK, make, set));
    expect(lines(plan).at(-1)).toBe('RAISE FINDING P-1-M');
    expect(plan.operations.at(-1)?.cause).toBe(2);
  });

  test('cables are subjects too', () => {
    const text = rule(
      'c',
      'entity: CABLE',
      'validate: { that: "cable.lengthM <= 100.0", message: "{cable.tag} is long" }',
    );
    const state = executed(plant([], { cables: [cable('C-1', { lengthM: 150 })] }), compiled(text));
    expect(state.findings).toMatchObject([{ subjectType: 'CABLE', tag: 'C-1', message: 'C-1 is long' }]);
    expect(lines(planOf({ ...state, cables: [] }, compiled(text)))).toEqual(['RESOLVE FINDING C-1']);
  });
});

describe('OUTDATED', () => {
  const SET = rule('set', 'type: MOTOR', 'set_property: { rating_kw: "= props.power_kw" }');
  const rules = compiled(SET);
  const before = executed(plant([motor(55)]), rules);
  const without = (state: PlantState, name: string): PlantState => ({
    ...state,
    assets: state.assets.map((one) => ({
      ...one,
      properties: Object.fromEntries(Object.entries(one.properties).filter(([key]) => key !== name)),
    })),
  });

  test('a field that still holds what the rule wrote, while its value is unknown, is a WARNING until it is known again', () => {
    const lost = without(before, 'power_kw');
    const plan = planOf(lost, rules);
    expect(plan.skips).toMatchObject([{ reason: 'UNKNOWN', tag: 'M-1' }]);
    const outdated = executed(lost, rules);
    expect(open(outdated)).toEqual([
      {
        code: 'OUTDATED',
        severity: 'WARNING',
        message: 'M-1: outdated: rating_kw 55; set wrote it, and what it follows from is not known any more.',
      },
    ]);
    expect(planOf(outdated, rules).operations).toEqual([]);
    const known = {
      ...outdated,
      assets: outdated.assets.map((one) => ({ ...one, properties: { ...one.properties, power_kw: 55 } })),
    };
    expect(lines(planOf(known, rules))).toEqual(['RESOLVE FINDING M-1']);
  });

  test('what a failed rule wrote before is outdated as well, on its subject and on what it made', () => {
    const share = rule('share', 'type: MOTOR', 'set_property: { share: "= 100.0 / props.power_kw" }');
    const make = rule(
      'make',
      'type: PUMP',
      'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { poles: 4, power_kw: "= 110.0 / props.shaft_power_kw" } }',
    );
    const both = compiled(share, make);
    const pump = (shaftKw: number) => asset('P-1', 'PUMP', { properties: { shaft_power_kw: shaftKw } });
    const made = executed(plant([pump(2), motor(50)]), both);
    const broken: PlantState = {
      ...made,
      assets: made.assets.map((one) => {
        if (one.tag === 'P-1') return pump(0);
        return one.tag === 'M-1' ? { ...one, properties: { ...one.properties, power_kw: 0 } } : one;
      }),
    };
    const failed = executed(broken, both);
    expect(planOf(failed, both).errors.map(({ tag }) => tag)).toEqual(['P-1', 'M-1']);
    expect(planOf(failed, both).operations).toEqual([]);
    expect(open(failed).map(({ message }) => message)).toEqual([
      expect.stringContaining('P-1-M: outdated: power_kw 55; make wrote it'),
      expect.stringContaining('M-1: outdated: share 2; share wrote it'),
    ]);
    const mended = { ...failed, assets: made.assets };
    expect(lines(planOf(mended, both))).toEqual(['RESOLVE FINDING P-1-M', 'RESOLVE FINDING M-1']);
  });

  test('of what a failed rule wrote only that is outdated which fails or would be another value now', () => {
    const text = rule(
      'both',
      'type: MOTOR',
      'set_property: { rating_kw: "= props.power_kw", share: "= 100.0 / props.poles", phases: 3 }',
    );
    const set = compiled(text);
    const start = executed(plant([motor(50, { properties: { power_kw: 50, poles: 4 } })]), set);
    const withValues = (values: Asset['properties']): PlantState => ({
      ...start,
      assets: start.assets.map((one) => ({ ...one, properties: { ...one.properties, ...values } })),
    });
    const messages = (values: Asset['properties']) =>
      open(executed(withValues(values), set)).map(({ message }) => message.replace(/; both .*/, ''));
    expect(messages({ poles: 0 })).toEqual(['M-1: outdated: share 25']);
    expect(messages({ poles: 0, power_kw: 75 })).toEqual(['M-1: outdated: rating_kw 50, share 25']);
  });

  test('on what a failed rule made, tag and inherited fields that would be others are outdated too', () => {
    const make = compiled(
      rule(
        'make',
        'type: PUMP',
        'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", inherit: [area, system], properties: { power_kw: "= 110.0 / props.shaft_power_kw" } }',
      ),
    );
    const made = executed(
      plant([asset('P-1', 'PUMP', { area: '47', system: 'S1', properties: { shaft_power_kw: 2 } })]),
      make,
    );
    const moved = {
      ...made,
      assets: made.assets.map((one) =>
        one.type === 'PUMP' ? { ...one, tag: 'P-2', area: '48', properties: { shaft_power_kw: 0 } } : one,
      ),
    };
    expect(open(executed(moved, make))).toMatchObject([
      { message: expect.stringContaining('outdated: tag "P-1-M", area "47", power_kw 55; make') as unknown },
    ]);
  });

  test('a field of a person is none', () => {
    const state = plant([motor(null, { properties: { rating_kw: 45 } })]);
    expect(planOf(state, rules).operations).toEqual([]);
  });

  test('on a child it follows the scope of what the child was made from', () => {
    const make = compiled(
      rule(
        'make',
        'type: PUMP',
        'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", inherit: [area] }',
      ),
    );
    const made = executed(plant([asset('P-1', 'PUMP', { area: '47' })]), make);
    const lost = {
      ...made,
      assets: made.assets.map((one) => (one.tag === 'P-1' ? { ...one, area: null } : one)),
    };
    const outdated = executed(lost, make);
    expect(open(outdated)).toMatchObject([{ code: 'OUTDATED' }]);
    expect(planOf(outdated, make, { scope: { assets: ['P-1-M'] } }).operations).toEqual([]);
    expect(planOf(outdated, make, { scope: { assets: ['P-1'] } }).operations).toEqual([]);
    const known = { ...outdated, assets: made.assets };
    expect(planOf(known, make, { scope: { assets: ['P-1-M'] } }).operations).toEqual([]);
    expect(lines(planOf(known, make, { scope: { assets: ['P-1'] } }))).toEqual(['RESOLVE FINDING P-1-M']);
  });
});
