import { describe, expect, test } from 'vitest';
import type { PlantState } from '../plant-view.ts';
import { applyOperations } from '../testing/apply-operations.ts';
import { FEEDER, MOTOR, pump, rule, STATION } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const rules = compiled(MOTOR);
const made = executed(plant([pump('P-1', { area: '47' })]), rules);
const changed = (state: PlantState, tag: string, more: object): PlantState => ({
  ...state,
  assets: state.assets.map((one) => (one.tag === tag ? { ...one, ...more } : one)),
});
const without = (state: PlantState, tag: string): PlantState => ({
  ...state,
  assets: state.assets.filter((one) => one.tag !== tag).map((one) => ({ ...one, parentId: null })),
  edges: [],
});
const diesel = changed(made, 'P-1', { properties: { pump_kind: 'CENTRIFUGAL', driver: 'DIESEL' } });
const messages = (state: PlantState) =>
  state.findings.filter(({ status }) => status === 'OPEN').map(({ code, message }) => `${code} ${message}`);

describe('a thing whose reason is gone', () => {
  test('stays, with a WARNING that names rule, thing and source, and is reported once', () => {
    const plan = planOf(diesel, rules);
    expect(plan.operations).toMatchObject([
      {
        op: 'RAISE',
        tag: 'P-1-M',
        ruleId: 'mech.pump-motor',
        after: { code: 'ORPHAN', severity: 'WARNING', subjectType: 'ASSET' },
        because: { source: { tag: 'P-1' }, values: { 'props.driver': 'DIESEL' } },
      },
    ]);
    const after = applyOperations(diesel, plan.operations);
    expect(messages(after)).toEqual([
      'ORPHAN P-1-M: the reason is gone: mech.pump-motor made it, and its condition is false for P-1 (props.pump_kind = CENTRIFUGAL, props.driver = DIESEL).',
    ]);
    expect(planOf(after, rules).operations).toEqual([]);
  });

  test('is so where the source is deleted, of another type, or in another area than the rule is for', () => {
    expect(messages(executed(without(made, 'P-1'), rules))).toEqual([
      'ORPHAN P-1-M: the reason is gone: mech.pump-motor made it, and what it was made for is gone.',
    ]);
    expect(messages(executed(changed(made, 'P-1', { type: 'FAN' }), rules))).toEqual([
      'ORPHAN P-1-M: the reason is gone: mech.pump-motor made it, and P-1 is not among what it is for any more.',
    ]);
  });

  test('is so where the rule is retired, of another project, a draft, or makes another thing now', () => {
    const why = (...texts: string[]) => messages(executed(made, compiled(...texts)))[0]?.split(', and ')[1];
    expect(why()).toBe('the rule is retired.');
    expect(why(MOTOR.replace('MECHANICAL', 'MECHANICAL\n    sourceId: US'))).toBe(
      'the rule does not apply to this project.',
    );
    expect(why(MOTOR.replace('MECHANICAL', 'MECHANICAL\n    status: DRAFT'))).toBe('the rule is a draft.');
    expect(why(MOTOR.replace('slot: motor', 'slot: drive'))).toBe('its slot is drive now, not motor.');
  });

  test('is not so where the rule is deprecated, does not compile, or its condition is unknown or fails', () => {
    const none = (state: PlantState, ...texts: string[]) =>
      expect(messages(executed(state, compiled(...texts)))).toEqual([]);
    none(made, MOTOR.replace('MECHANICAL', 'MECHANICAL\n    status: DEPRECATED'));
    none(made, MOTOR.replace('poles: 4', 'poles: "= props.nothing_known"'));
    none(changed(made, 'P-1', { properties: {} }), MOTOR);
    none(changed(made, 'P-1', { properties: { pump_kind: 7 } }), MOTOR);
  });

  test('the finding goes when the rule applies again, is deprecated, or the thing is gone', () => {
    const orphan = executed(diesel, rules);
    const resolved = ['RESOLVE FINDING P-1-M'];
    const back = changed(orphan, 'P-1', { properties: { pump_kind: 'CENTRIFUGAL' } });
    expect(lines(planOf(back, rules))).toEqual(resolved);
    const deprecated = compiled(MOTOR.replace('MECHANICAL', 'MECHANICAL\n    status: DEPRECATED'));
    expect(lines(planOf(orphan, deprecated))).toEqual(resolved);
    expect(lines(planOf(without(orphan, 'P-1-M'), rules))).toEqual(resolved);
  });

  test('outside the scope of rule or source nothing is said or resolved', () => {
    const none = (state: PlantState, scope: Parameters<typeof planOf>[2]) =>
      expect(planOf(state, rules, scope).operations).toEqual([]);
    none(diesel, { scope: { areas: ['48'] } });
    none(diesel, { scope: { assets: ['P-1-M'] } });
    none(diesel, { scope: { ruleIds: ['other'] } });
    none(without(made, 'P-1'), { scope: { areas: ['47'] } });
    expect(planOf(made, compiled(), { scope: { disciplines: ['ELECTRICAL'] } }).operations).toEqual([]);
    const back = changed(executed(diesel, rules), 'P-1', { properties: { pump_kind: 'CENTRIFUGAL' } });
    none(back, { scope: { areas: ['48'] } });
    expect(lines(planOf(diesel, rules, { scope: { areas: ['47'] } }))).toEqual(['RAISE FINDING P-1-M']);
  });
});

describe('a field whose reason is gone', () => {
  const set = (id: string, poles: number, where: string) =>
    rule(id, 'type: PUMP', `set_property: { poles: ${poles} }`, `    where: '${where}'\n`);
  const wet = set('wet', 4, 'props.outdoor');
  const state = executed(plant([asset('P-1', 'PUMP', { properties: { outdoor: true } })]), compiled(wet));
  const dry = changed(state, 'P-1', { properties: { outdoor: false, poles: 4 } });

  test('stays, with a WARNING that names rule, entity and field', () => {
    const after = executed(dry, compiled(wet));
    expect(messages(after)).toEqual([
      'ORPHAN P-1: the reason is gone: wet wrote poles, and its condition is false for P-1 (props.outdoor = false).',
    ]);
    expect(planOf(after, compiled(wet)).operations).toEqual([]);
  });

  test('unless another rule writes it, even the same value', () => {
    for (const poles of [4, 6]) {
      const both = compiled(wet, set('dry', poles, '!props.outdoor'));
      expect(messages(executed(dry, both))).toEqual([]);
    }
  });

  test('the finding goes when a person takes the field, or empties it', () => {
    const orphan = executed(dry, compiled(wet));
    const owners = { '*': 'user:anna', 'properties.poles': 'user:anna' };
    const taken = changed(orphan, 'P-1', { properties: { outdoor: false, poles: 2 }, owners });
    expect(lines(planOf(taken, compiled(wet)))).toEqual(['RESOLVE FINDING P-1']);
    const empty = changed(orphan, 'P-1', { properties: { outdoor: false } });
    expect(lines(planOf(empty, compiled(wet)))).toEqual(['RESOLVE FINDING P-1']);
  });

  test('is so where the rule does not write it any more', () => {
    expect(messages(executed(state, compiled(wet.replace('poles: 4', 'power_kw: 4'))))).toEqual([
      'ORPHAN P-1: the reason is gone: wet wrote poles, and it does not write that any more.',
    ]);
  });
});

test('a relation whose reason is gone stays, with a WARNING on what it starts from', () => {
  const state = executed(
    plant([asset('M', 'MOTOR', { area: '47' }), asset('MCC', 'MCC', { area: '47' })]),
    compiled(FEEDER),
  );
  expect(messages(executed(state, compiled()))).toEqual([
    'ORPHAN M: the reason is gone: elec.fed made the relation M fed_from MCC, and the rule is retired.',
  ]);
});

test('what follows from an orphan follows on, and is none', () => {
  const both = compiled(MOTOR, STATION);
  const state = executed(plant([pump('P-1')]), both);
  const gone = changed(state, 'P-1', { properties: { pump_kind: 'GEAR' } });
  expect(messages(executed(gone, both)).map((text) => text.split(':')[0])).toEqual(['ORPHAN P-1-M']);
});

describe('of cables and channels', () => {
  const where = `    where: 'props.outdoor'\n`;
  const set = (state: PlantState, tag: string, outdoor: boolean): PlantState => ({
    ...state,
    assets: state.assets.map((one) =>
      one.tag === tag ? { ...one, properties: { ...one.properties, outdoor } } : one,
    ),
  });

  test('a cable whose reason is gone stays with a WARNING, or is retired', () => {
    const feeder = (more: string) =>
      compiled(
        rule(
          'feeder',
          'type: MOTOR',
          'create_cable: { slot: c, cableType: CONTROL, tag: "{asset.tag}-CTL", from: { type: MCC }, to: self, conductorSizeMm2: 1.5 }',
          where + more,
        ),
      );
    const start = plant([asset('MCC', 'MCC'), asset('M', 'MOTOR', { properties: { outdoor: true } })]);
    const wired = executed(start, feeder(''));
    const gone = set(wired, 'M', false);
    expect(messages(executed(gone, feeder('')))).toEqual([
      'ORPHAN M-CTL: the reason is gone: feeder made it, and its condition is false for M (props.outdoor = false).',
    ]);
    expect(lines(planOf(gone, feeder('    whenGone: retire\n')))).toEqual(['DELETE CABLE M-CTL']);
  });

  test('channels whose reason is gone stay with a WARNING on what has them; the card serves on', () => {
    const io = compiled(
      rule('io', 'type: PUMP', 'allocate_io: { DI: 1, cabinet: { type: CABINET } }', where),
    );
    const start = plant([asset('CAB', 'CABINET'), asset('P', 'PUMP', { properties: { outdoor: true } })]);
    const given = executed(start, io);
    expect(planOf(given, io).operations).toEqual([]);
    const after = executed(set(given, 'P', false), io);
    expect(messages(after)).toEqual([
      expect.stringMatching(
        /^ORPHAN P: the reason is gone: io made the relation .* allocated_to .*, and its condition is false for P/,
      ),
    ]);
    expect(planOf(after, io).operations).toEqual([]);
  });
});
