import { describe, expect, test } from 'vitest';
import { displayText } from '../../../shared/json.ts';
import type { Asset, Cable } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { rule } from '../testing/rules.ts';
import { asset, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const FEEDER = `
  - id: elec.feeder
    name: Feeder
    for: { type: MOTOR }
    do:
      create_cable:
        slot: feeder
        cableType: POWER
        tag: "{asset.tag}-PWR"
        from: [{ child: VFD }, { type: MCC, same: area }]
        to: self
        cores: 4
        sizing: { loadA: "= full_load_current(props)" }
`;
const RULES = compiled(FEEDER);
const motor = (more: Partial<Asset> = {}, properties: Asset['properties'] = {}) =>
  asset('M-1', 'MOTOR', {
    area: '47',
    properties: {
      power_kw: 75,
      voltage_v: 400,
      efficiency: 0.95,
      power_factor: 0.87,
      electrical_code: 'IEC',
      ...properties,
    },
    ...more,
  });
const mcc = asset('MCC-1', 'MCC', { area: '47' });
const world = (properties: Asset['properties'] = {}, more: Partial<PlantState> = {}) =>
  plant([motor({}, properties), mcc], more);
const inProject = (settings: PlantState['project']['settings'], country = 'DE') => ({
  project: { id: 'project', name: 'Plant', country, client: 'ACME', settings },
});
const cableOf = (state: PlantState): Cable | undefined => state.cables[0];
/** The motor with other values, owned as before. */
const withMotor = (state: PlantState, properties: Asset['properties']): PlantState => ({
  ...state,
  assets: state.assets.map((one) =>
    one.tag === 'M-1' ? { ...one, properties: { ...one.properties, ...properties } } : one,
  ),
});
const sizeOf = (state: PlantState) => {
  const { conductorSizeMm2, ampacityA, loadCurrentA, voltageDropPct, voltageV, lengthM, properties } =
    cableOf(executed(state, RULES)) ?? {};
  return {
    conductorSizeMm2,
    ampacityA,
    loadCurrentA,
    voltageDropPct,
    voltageV,
    lengthM,
    runs: properties?.['runs'],
  };
};
const findings = (state: PlantState) =>
  planOf(state, RULES).operations.flatMap(({ op, aggregateType, after }) =>
    aggregateType === 'FINDING'
      ? [`${op} ${displayText(after?.['severity'])} ${displayText(after?.['message'])}`]
      : [],
  );

describe('create_cable', () => {
  test('the worked case: 75 kW at 400 V over 75 m needs 35 mm2, over 150 m 70 mm2', () => {
    expect(sizeOf(world())).toEqual({
      conductorSizeMm2: 35,
      ampacityA: 143.78,
      loadCurrentA: 130.98,
      voltageDropPct: 2.64,
      voltageV: 400,
      lengthM: 75,
      runs: 1,
    });
    expect(sizeOf(world({}, inProject({ cable_length_m: 150 })))).toMatchObject({
      conductorSizeMm2: 70,
      voltageDropPct: 2.86,
      lengthM: 150,
    });
  });

  test('a plan that sizes says that sizes are estimates; one that does not says nothing', () => {
    const { notes } = planOf(world(), RULES);
    expect(notes).toEqual([
      'Cable sizes are screening estimates: check them against the edition of the code that the project adopted.',
    ]);
    expect(planOf(executed(world(), RULES), RULES).notes).toEqual([]);
  });

  test('makes one cable between its ends, under an id that follows from rule, source and slot', () => {
    const { cables } = executed(world(), RULES);
    expect(cables).toEqual([
      expect.objectContaining({
        tag: 'M-1-PWR',
        cableType: 'POWER',
        fromAssetId: 'MCC-1',
        toAssetId: 'M-1',
        cores: 4,
        insulation: 'XLPE',
        status: 'PROPOSED',
        origin: { ruleId: 'elec.feeder', sourceId: 'M-1', slot: 'feeder' },
        owners: { '*': 'rule:elec.feeder' },
      }),
    ]);
    expect(lines(planOf(executed(world(), RULES), RULES))).toEqual([]);
  });

  test('says the values and settings that the size rests on', () => {
    const [operation] = planOf(world(), RULES).operations;
    expect(operation?.because.values).toMatchObject({
      'asset.area': '47',
      'props.power_kw': 75,
      'props.voltage_v': 400,
      cable_length_m: 75,
      ambient_c: 40,
      voltage_drop_pct: 3,
    });
  });

  test('follows its sources: the tag, the end, the length and with them the size', () => {
    const state = executed(world(), RULES);
    const moved = {
      ...state,
      ...inProject({ cable_length_m: 150 }),
      assets: [motor({ tag: 'M-2', area: '48' }), mcc, asset('MCC-2', 'MCC', { area: '48' })],
    };
    expect(lines(planOf(moved, RULES))).toEqual([
      'UPDATE CABLE M-2-PWR ampacityA=223.86 conductorSizeMm2=70 fromAssetId="MCC-2" lengthM=150 tag="M-2-PWR" voltageDropPct=2.86',
    ]);
  });

  test('starts at the first end that exists, and is skipped where none does', () => {
    const vfd = asset('M-1-VFD', 'VFD', { parentId: 'M-1' });
    expect(cableOf(executed(plant([motor(), mcc, vfd]), RULES))?.fromAssetId).toBe('M-1-VFD');
    const { operations, skips } = planOf(plant([motor()]), RULES);
    expect([operations, skips]).toEqual([
      [],
      [
        expect.objectContaining({
          reason: 'MISSING_TARGET',
          tag: 'M-1',
          message:
            'No cable M-1-PWR: it has nothing to start from. Not found: child of type VFD; MCC with area 47.',
        }),
      ],
    ]);
  });

  test('keeps its size and tag up to date where an end is not found any more', () => {
    const state = executed(world(), RULES);
    const moved = motor({ area: '48', tag: 'M-7' }, { power_kw: 160 });
    const plan = planOf({ ...state, assets: [moved, mcc] }, RULES);
    expect(lines(plan)[0]).toMatch(/^UPDATE CABLE M-7-PWR .*conductorSizeMm2=120.* tag="M-7-PWR"/);
    expect(plan.skips).toMatchObject([{ reason: 'MISSING_TARGET' }]);
  });

  test('is not sized for a load that is not of three phases', () => {
    const single = world({ phases: 1, voltage_v: 230 });
    expect(sizeOf(single)).toMatchObject({ conductorSizeMm2: null, ampacityA: null, loadCurrentA: null });
    expect(findings(single)).toEqual([
      'RAISE WARNING Cable of M-1: not sized: phases is 1, and only three-phase loads are sized.',
    ]);
  });

  test('a setting of the motor wins over that of the machine it drives, and that over the project', () => {
    const driven = (own: Asset['properties'], machine: Asset['properties']) =>
      sizeOf(plant([motor({ parentId: 'P-1' }, own), mcc, asset('P-1', 'PUMP', { properties: machine })]))
        .lengthM;
    expect(driven({ cable_length_m: 10 }, { cable_length_m: 20 })).toBe(10);
    expect(driven({}, { cable_length_m: 20 })).toBe(20);
  });

  test('the factor of the code raises what the cable must carry, not its load', () => {
    expect(sizeOf(world({ design_current_factor: 1.25 }))).toMatchObject({
      conductorSizeMm2: 50,
      loadCurrentA: 130.98,
      ampacityA: 174.72,
    });
  });

  test('without load or voltage it is made and not sized; nothing is sized from an outdated value', () => {
    const power = rule('kw', 'type: MOTOR', 'set_property: { power_kw: "= parent.props.shaft_power_kw" }');
    const rules = compiled(FEEDER, power);
    const pump = (properties: Asset['properties']) => asset('P-1', 'PUMP', { properties });
    const { power_kw: _power, ...others } = motor().properties;
    const bare = motor({ parentId: 'P-1', properties: others });
    const unsized = executed(plant([bare, mcc, pump({})]), rules);
    expect(cableOf(unsized)).toMatchObject({ lengthM: 75, conductorSizeMm2: null, loadCurrentA: null });
    const sized = executed(plant([bare, mcc, pump({ shaft_power_kw: 75 })]), rules);
    expect(cableOf(sized)?.conductorSizeMm2).toBe(35);
    const later = planOf(
      { ...sized, assets: sized.assets.map((one) => (one.id === 'P-1' ? pump({}) : one)) },
      rules,
    );
    expect(later.skips.map(({ message }) => message)).toContain(
      'The cable is not sized: power_kw of M-1 is outdated.',
    );
    expect(
      later.operations.map(({ op, tag, after }) => `${op} ${tag} ${displayText(after?.['code'])}`),
    ).toEqual(['RAISE M-1 OUTDATED', 'RAISE M-1-PWR OUTDATED']);
  });

  test('what a failed sizing leaves is outdated until it succeeds; nothing is sized from what a failed rule left', () => {
    const sized = executed(world(), RULES);
    const wrong = executed(withMotor(sized, { cable_length_m: -1 }), RULES);
    expect(planOf(wrong, RULES)).toMatchObject({ operations: [], errors: [{ tag: 'M-1' }] });
    expect(wrong.findings).toMatchObject([
      {
        code: 'OUTDATED',
        severity: 'WARNING',
        tag: 'M-1-PWR',
        message: expect.stringContaining('conductorSizeMm2 35, ampacityA 143.78') as unknown,
      },
    ]);
    expect(cableOf(wrong)).toEqual(cableOf(sized));
    expect(lines(planOf(withMotor(wrong, { cable_length_m: 75 }), RULES))).toEqual([
      'RESOLVE FINDING M-1-PWR',
    ]);

    const raised = withMotor(sized, { cable_length_m: -1, voltage_v: 690 });
    expect(executed(raised, RULES).findings[0]?.message).toContain(
      'lengthM 75, voltageV 400, conductorSizeMm2 35',
    );
    const fixed = compiled(FEEDER.replace('cores: 4', 'lengthM: 75'));
    const halted = executed(withMotor(executed(world(), fixed), { power_factor: 2 }), fixed);
    expect(halted.findings[0]?.message).toContain('outdated: conductorSizeMm2 35');

    const power = rule('kw', 'type: MOTOR', 'set_property: { power_kw: "= 150.0 / props.poles" }');
    const both = compiled(FEEDER, power);
    const { power_kw: _power, ...others } = motor().properties;
    const fed = executed(plant([motor({ properties: { ...others, poles: 2 } }), mcc]), both);
    expect(cableOf(fed)?.conductorSizeMm2).toBe(35);
    const failed = planOf(withMotor(fed, { poles: 0 }), both);
    expect(failed.errors).toMatchObject([{ ruleId: 'kw', tag: 'M-1' }]);
    expect(lines(failed)).toEqual(['RAISE FINDING M-1', 'RAISE FINDING M-1-PWR']);
    expect(failed.skips).toMatchObject([{ message: 'The cable is not sized: power_kw of M-1 is outdated.' }]);
  });

  test('nothing is sized from an outdated ambient, nor from what is outdated outside of the scope', () => {
    const feed = FEEDER.replace('full_load_current(props)', 'parent.props.flow_m3_h');
    const rules = compiled(
      feed,
      rule('ambient', 'type: MOTOR', 'set_property: { ambient_c: "= parent.props.design_temperature_c" }'),
      rule('flow', 'type: PUMP', 'set_property: { flow_m3_h: "= props.head_m" }'),
    );
    const driven = (properties: Asset['properties']): PlantState =>
      plant([asset('P-1', 'PUMP', { properties }), motor({ parentId: 'P-1' }), mcc]);
    const state = executed(driven({ head_m: 100, design_temperature_c: 30 }), rules);
    expect(cableOf(state)).toMatchObject({ conductorSizeMm2: 25, ampacityA: 127 });
    const without = (name: string): PlantState => ({
      ...state,
      assets: state.assets.map((one) => {
        const { [name]: _, ...properties } = one.properties;
        return one.tag === 'P-1' ? { ...one, properties } : one;
      }),
    });
    const skipsOf = (from: PlantState, scope = {}) =>
      planOf(from, rules, { scope }).skips.flatMap(({ message }) =>
        message.includes('sized') ? [message] : [],
      );
    expect(skipsOf(without('design_temperature_c'))).toEqual([
      'The cable is not sized: ambient_c of M-1 is outdated.',
    ]);
    const outdated = executed(without('head_m'), rules);
    const message = 'The cable is not sized: flow_m3_h of what M-1 belongs to is outdated.';
    expect([skipsOf(outdated), skipsOf(outdated, { assets: ['M-1'] })]).toEqual([[message], [message]]);
  });

  test.each(['voltage_drop_pct', 'cable_length_m'])('nothing is sized from an outdated %s', (name) => {
    const rules = compiled(
      FEEDER,
      rule('given', 'type: MOTOR', `set_property: { ${name}: "= parent.props.head_m" }`),
    );
    const driven = (properties: Asset['properties']): PlantState =>
      plant([asset('P-1', 'PUMP', { properties }), motor({ parentId: 'P-1' }), mcc]);
    const state = executed(driven({ head_m: 50 }), rules);
    const assets = state.assets.map((one) => (one.tag === 'P-1' ? { ...one, properties: {} } : one));
    expect(planOf({ ...state, assets }, rules).skips.map(({ message }) => message)).toContain(
      `The cable is not sized: ${name} of M-1 is outdated.`,
    );
  });

  test('a value of the wrong type or below zero fails this one cable and names it', () => {
    const failed = (properties: Asset['properties'], rules = RULES) => {
      const { errors, operations } = planOf(world(properties), rules);
      expect(operations).toEqual([]);
      return errors.map(({ code, tag, message }) => `${code} ${tag} ${message}`);
    };
    expect(failed({ voltage_drop_pct: 'x' })).toEqual([
      'WRONG_TYPE M-1 voltage_drop_pct of M-1 is "x"; for a cable it must be a number. Correct the value.',
    ]);
    expect(failed({ cable_length_m: -1 })).toEqual([expect.stringMatching(/lengthM of M-1 is -1/)]);
    const fixedLoad = compiled(FEEDER.replace('= full_load_current(props)', '= props.load_current_a'));
    expect(failed({ load_current_a: 0 }, fixedLoad)).toEqual([expect.stringMatching(/loadA of M-1 is 0/)]);
    expect(failed({ load_current_a: 5, power_factor: 87 }, fixedLoad)).toEqual([
      expect.stringMatching(/power_factor of M-1 is 87/),
    ]);
  });
});

describe('what sizing reports', () => {
  test('where no table has a current for the load, the skip says what it was looked for with', () => {
    const state = world({ power_kw: 250, voltage_v: 480, electrical_code: 'NEC' });
    expect(planOf(state, RULES).skips.map(({ message }) => message)).toEqual([
      'The cable is not sized: no value follows from props.power_kw = 250, props.voltage_v = 480, props.efficiency = 0.95, props.power_factor = 0.87, props.electrical_code = "NEC".',
    ]);
  });

  test('an efficiency in percent is refused, and the cable with it', () => {
    expect(planOf(world({ efficiency: 95 }), RULES).errors).toMatchObject([
      {
        code: 'WRONG_TYPE',
        message:
          'props.efficiency is 95; it must be above 0 and at most 1, such as 0.95 for 95 %. Correct the value.',
      },
    ]);
  });

  test('parallel runs are stated, with the ampacity of all together', () => {
    const state = world({ power_kw: 400 });
    expect(sizeOf(state)).toMatchObject({ conductorSizeMm2: 150, runs: 2, ampacityA: 718.9 });
    expect(findings(state)).toEqual(['RAISE INFO Cable of M-1: 2 parallel runs of 150 mm2.']);
  });

  test('no size that fits is an ERROR, resolved when one does', () => {
    const none = world({ power_kw: 400, cable_length_m: 5000 });
    expect(findings(none)).toEqual([
      expect.stringMatching(/^RAISE ERROR Cable of M-1: no size fits 698.55 A over 5000 m/),
    ]);
    expect(cableOf(executed(none, RULES))).toMatchObject({ loadCurrentA: 698.55, conductorSizeMm2: null });
    const state = executed(none, RULES);
    const after = { ...state, assets: world().assets };
    expect(planOf(after, RULES).operations.map(({ op, aggregateType }) => `${op} ${aggregateType}`)).toEqual([
      'UPDATE CABLE',
      'RESOLVE FINDING',
    ]);
  });

  test('under NEC and CEC each size says that it is not checked against the table of that code', () => {
    const state = world({ electrical_code: 'NEC', voltage_v: 480 });
    expect(findings(state)).toEqual(['RAISE WARNING Cable of M-1: size not checked against 310.16 of NEC.']);
    expect(planOf(executed(state, RULES), RULES).operations).toEqual([]);
  });

  test('above 400 kW, above low voltage and by another method than E each are a warning', () => {
    expect(findings(world({ power_kw: 450 })).join()).toMatch(/450 kW is above the standard ratings/);
    expect(findings(world({ voltage_v: 6600 }))).toEqual([
      'RAISE WARNING Cable of M-1: not sized: 6600 V is above the 1000 V that the tables are for.',
    ]);
    expect(findings(world({ installation: 'B2' })).join()).toMatch(/method E, but B2 is stated/);
  });
});

describe('a cable that a person has a hand in', () => {
  const edit = (state: PlantState, more: Partial<Cable>): PlantState => ({
    ...state,
    cables: state.cables.map((one) => ({ ...one, ...more })),
  });
  const longer = inProject({ cable_length_m: 150 });

  test('is sized for the length that the person gave', () => {
    const owners = { '*': 'rule:elec.feeder', lengthM: 'user:anna' };
    const state = edit(executed(world(), RULES), { lengthM: 150, owners });
    const plan = planOf(state, RULES);
    expect(lines(plan)).toEqual([
      'UPDATE CABLE M-1-PWR ampacityA=223.86 conductorSizeMm2=70 voltageDropPct=2.86',
    ]);
    expect(plan.conflicts.map(({ field }) => field)).toEqual(['lengthM']);
  });

  test('has the ampacity and the drop of the size that the person gave, and a finding where it is too small', () => {
    const owners = { '*': 'rule:elec.feeder', conductorSizeMm2: 'user:anna' };
    const thin = edit(executed(world(), RULES), { conductorSizeMm2: 16, owners });
    expect(lines(planOf(thin, RULES))).toEqual([
      'UPDATE CABLE M-1-PWR ampacityA=91 voltageDropPct=5.59',
      'RAISE FINDING M-1-PWR',
    ]);
    expect(findings(thin)).toEqual([
      'RAISE ERROR Cable of M-1: 16 mm2 is too small: it carries 91 A and drops 5.59 %, where 130.98 A and at most 3 % are needed; the smallest that is enough is 35 mm2.',
    ]);
    const after = executed(thin, RULES);
    expect(lines(planOf(after, RULES))).toEqual([]);
    expect(findings(edit(after, { conductorSizeMm2: 50 }))).toEqual(['RESOLVE null null']);
    expect(findings(edit(after, { conductorSizeMm2: 10.5 }))).toContain(
      'RAISE WARNING Cable of M-1: 10.5 mm2 is not in the table: its ampacity and voltage drop are not known.',
    );
  });

  test('of a stated size at an ambient that no ampacity is known for is told of by that reason alone', () => {
    const owners = { '*': 'rule:elec.feeder', conductorSizeMm2: 'user:anna' };
    const thin = edit(executed(world(), RULES), { conductorSizeMm2: 16, owners });
    const hot = { ...thin, assets: world({ ambient_c: 95 }).assets };
    expect(findings(hot).map((text) => text.replace(/;.*/, ''))).toEqual([
      'RAISE ERROR Cable of M-1: no ampacity is known at 95 °C.',
      expect.stringMatching(/^RAISE WARNING M-1-PWR: outdated: /),
    ]);
  });

  test('has the ampacity of as many runs as the person gave', () => {
    const owners = { '*': 'rule:elec.feeder', 'properties.runs': 'user:anna' };
    const state = executed(world({ power_kw: 400 }), RULES);
    const { conductorSizeMm2, properties } = cableOf(state) ?? {};
    expect([conductorSizeMm2, properties?.['runs']]).toEqual([150, 2]);
    const single = edit(state, { properties: { runs: 1 }, owners });
    expect(lines(planOf(single, RULES))[0]).toBe('UPDATE CABLE M-1-PWR ampacityA=359.45 voltageDropPct=4.02');
    expect(findings(single)).toContainEqual(
      expect.stringMatching(/RAISE ERROR Cable of M-1: 150 mm2 is too small: it carries 359.45 A/),
    );
  });

  test('is sized for the load that the person gave', () => {
    const owners = { '*': 'rule:elec.feeder', loadCurrentA: 'user:anna' };
    const state = edit(executed(world(), RULES), { loadCurrentA: 300, owners });
    const plan = planOf(state, RULES);
    expect(lines(plan)).toEqual([
      'UPDATE CABLE M-1-PWR ampacityA=314.86 conductorSizeMm2=120 voltageDropPct=2.04',
    ]);
    expect(plan.conflicts.map(({ field, planned }) => [field, planned])).toEqual([['loadCurrentA', 130.98]]);
  });

  test('that is approved and too small for what it feeds now is a finding', () => {
    const approved = edit(executed(world(), RULES), { status: 'APPROVED' });
    const stronger = { ...approved, assets: world({ power_kw: 160 }).assets };
    expect(findings(stronger)).toEqual([
      expect.stringMatching(/^RAISE ERROR Cable of M-1: 35 mm2 is too small: it carries 143.78 A/),
    ]);
  });

  test('is theirs in every field once it is approved or installed', () => {
    const state = { ...edit(executed(world(), RULES), { status: 'APPROVED' }), ...longer };
    const plan = planOf(state, RULES);
    expect(lines(plan)).toEqual([]);
    expect(plan.conflicts.map(({ kind, field, planned }) => `${kind} ${field} ${String(planned)}`)).toEqual([
      'PERSON lengthM 150',
    ]);
  });

  test('is not made again where they deleted it', () => {
    const id = cableOf(executed(world(), RULES))?.id ?? '';
    const plan = planOf(world({}, { deletedByPerson: new Set([id]) }), RULES);
    expect([lines(plan), plan.conflicts.map(({ kind, tag }) => `${kind} ${tag}`)]).toEqual([
      [],
      ['DELETED M-1-PWR'],
    ]);
  });

  test('is adopted where they made one of the same tag and type', () => {
    const { cables } = executed(world(), RULES);
    const byHand = cables.map((one) => ({
      ...one,
      id: 'own',
      cores: 3,
      origin: { userId: 'anna' },
      owners: { '*': 'user:anna' },
    }));
    const plan = planOf(world({}, { cables: byHand }), RULES);
    expect(
      plan.operations.map(({ op, aggregateId, diff }) => [op, aggregateId, diff.map(({ field }) => field)]),
    ).toEqual([['UPDATE', 'own', ['origin']]]);
    expect(plan.conflicts.map(({ field }) => field)).toEqual(['cores']);
  });
});

describe('rules on cables', () => {
  const LENGTH = rule(
    'cab.length',
    'entity: CABLE, cableType: POWER',
    'set_property: { lengthM: "= to.props.flow_m3_h", insulation: EPR, screen: SYMMETRICAL }',
    '    priority: 90\n',
  );
  const CHECK = rule(
    'cab.drop',
    'entity: CABLE',
    'validate: { that: "cable.voltageDropPct < 2.5 && from.type == \\"MCC\\"", message: "{cable.tag} {from.tag} {to.tag} {cable.voltageDropPct}" }',
  );
  const COUNT = rule(
    'mcc.count',
    'type: MCC',
    'set_property: { buckets_used: "= size(cables(\\"POWER\\"))" }',
  );

  test('read the cable and its ends, and write its own fields; the size follows', () => {
    const rules = compiled(FEEDER, LENGTH, CHECK, COUNT);
    expect(rules.problems).toEqual([]);
    const state = world({ flow_m3_h: 150 });
    const plan = planOf(state, rules);
    expect(lines(plan)).toEqual([
      'CREATE CABLE M-1-PWR',
      'UPDATE CABLE M-1-PWR insulation="EPR" lengthM=150 screen="SYMMETRICAL"',
      'RAISE FINDING M-1-PWR',
      'UPDATE ASSET MCC-1 buckets_used=1',
    ]);
    const after = executed(state, rules);
    expect(cableOf(after)).toMatchObject({ lengthM: 150, conductorSizeMm2: 70, insulation: 'EPR' });
    expect(after.findings.map(({ message }) => message)).toEqual(['M-1-PWR MCC-1 M-1 2.86']);
    expect(lines(planOf(after, rules))).toEqual([]);
  });

  test('a cable of a stated cross-section is not sized', () => {
    const control = compiled(
      rule(
        'ctl',
        'type: MOTOR',
        'create_cable: { slot: ctl, cableType: CONTROL, tag: "{asset.tag}-CTL", from: { type: MCC }, to: self, cores: 7, conductorSizeMm2: 1.5 }',
      ),
    );
    expect(cableOf(executed(world(), control))).toMatchObject({
      conductorSizeMm2: 1.5,
      cores: 7,
      insulation: null,
      voltageV: null,
      ampacityA: null,
      lengthM: 75,
      properties: {},
    });
  });
});
