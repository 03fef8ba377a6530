import { describe, expect, test } from 'vitest';
import type { Package } from '../../../shared/model/entities.ts';
import type { PlantState } from '../plant-view.ts';
import { applyOperations } from '../testing/apply-operations.ts';
import { MOTOR, pump, rule, STATION } from '../testing/rules.ts';
import { asset, cable, compiled, edge, executed, lines, plant, planOf } from '../testing/world.ts';

const RETIRE = MOTOR.replace('discipline: MECHANICAL', 'discipline: MECHANICAL\n    whenGone: retire');
const rules = compiled(RETIRE);
const changed = (state: PlantState, tag: string, more: object): PlantState => ({
  ...state,
  assets: state.assets.map((one) => (one.tag === tag ? { ...one, ...more } : one)),
});
const DIESEL = { properties: { pump_kind: 'CENTRIFUGAL', driver: 'DIESEL' } };
const made = executed(plant([pump('P-1')]), rules);
const diesel = changed(made, 'P-1', DIESEL);
const motorId = made.assets.find(({ tag }) => tag === 'P-1-M')?.id ?? '';

describe('whenGone: retire', () => {
  test('deletes the thing and its relation as operations of their own, with their reason', () => {
    const plan = planOf(diesel, rules);
    expect(lines(plan)).toEqual(['DELETE EDGE P-1-M', 'DELETE ASSET P-1-M']);
    expect(plan.operations[1]).toMatchObject({
      ruleId: 'mech.pump-motor',
      after: null,
      because: { source: { tag: 'P-1' }, values: { 'props.driver': 'DIESEL' } },
    });
    expect(plan.summary).toMatchObject({ deletes: 2, conflicts: 0 });
    const after = applyOperations(diesel, plan.operations);
    expect(planOf(after, rules)).toMatchObject({ operations: [], conflicts: [] });
  });

  test('the same thing is made again when the rule applies again', () => {
    const gone = executed(diesel, rules);
    const [again] = planOf(
      changed(gone, 'P-1', { properties: { pump_kind: 'CENTRIFUGAL' } }),
      rules,
    ).operations;
    expect(again).toMatchObject({ op: 'CREATE', aggregateId: motorId });
  });

  test('takes along what rules made from it: children, cables, memberships', () => {
    const both = compiled(RETIRE, STATION);
    const whole = executed(plant([pump('P-1')]), both);
    const origin = { ruleId: 'c', sourceId: motorId, slot: 'feeder' };
    const pack: Package = {
      id: 'K',
      code: '47-IN',
      packageType: 'EL-M040',
      status: 'OPEN',
      members: { [`ASSET:${motorId}`]: true, 'ASSET:P-1': true },
      origin: { userId: 'anna' },
      owners: { '*': 'user:anna', [`members.ASSET:${motorId}`]: 'rule:p' },
    };
    const state = {
      ...changed(whole, 'P-1', DIESEL),
      cables: [cable('P-1-M-PWR', { toAssetId: motorId, origin, owners: { '*': 'rule:c' } })],
      packages: [pack],
    };
    const plan = planOf(state, both);
    expect(lines(plan)).toEqual([
      `UPDATE PACKAGE 47-IN members.ASSET:${motorId}=null`,
      'DELETE EDGE P-1-M',
      'DELETE EDGE P-1-M-LCS',
      'DELETE CABLE P-1-M-PWR',
      'DELETE ASSET P-1-M-LCS',
      'DELETE ASSET P-1-M',
    ]);
  });

  test("a person's children lose their parent and a person's cables their end", () => {
    const state = {
      ...diesel,
      assets: [...diesel.assets, asset('X-1', 'SPACE_HEATER', { parentId: motorId })],
      cables: [cable('C-1', { fromAssetId: 'P-1', toAssetId: motorId })],
    };
    const plan = planOf(state, rules);
    expect(lines(plan)).toEqual([
      'DELETE EDGE P-1-M',
      'UPDATE CABLE C-1 toAssetId=null',
      'UPDATE ASSET X-1 parentId=null',
      'DELETE ASSET P-1-M',
    ]);
    expect(planOf(applyOperations(state, plan.operations), rules).operations).toEqual([]);
  });

  test('is held back as a conflict where a person wrote any field of it, until it is taken', () => {
    const touched = changed(diesel, 'P-1-M', {
      properties: { poles: 2 },
      owners: { '*': 'rule:mech.pump-motor', 'properties.poles': 'user:anna' },
    });
    const plan = planOf(touched, rules);
    expect(lines(plan)).toEqual(['RAISE FINDING P-1-M']);
    expect(plan.conflicts).toEqual([
      {
        kind: 'PERSON',
        ruleId: 'mech.pump-motor',
        aggregateId: motorId,
        tag: 'P-1-M',
        field: 'properties.poles',
        present: 2,
        planned: null,
        message:
          'P-1-M has no reason any more: mech.pump-motor made it, and its condition is false for P-1 (props.pump_kind = CENTRIFUGAL, props.driver = DIESEL). It is not deleted: anna wrote poles of P-1-M.',
      },
    ]);
    expect(lines(planOf(touched, rules, { takes: ['P-1-M'] }))).toEqual([
      'DELETE EDGE P-1-M',
      'DELETE ASSET P-1-M',
    ]);
  });

  test('is held back by an adopted thing, a relation of a person, an installed cable, an issued package', () => {
    const held = (state: PlantState) =>
      planOf(state, rules).conflicts.map(({ message }) => message.split('not deleted: ')[1]);
    const adopted = executed(plant([pump('P-1'), asset('P-1-M', 'MOTOR')]), rules);
    expect(held(changed(adopted, 'P-1', DIESEL))).toEqual(['anna made P-1-M.']);
    expect(held({ ...diesel, edges: [...diesel.edges, edge(motorId, 'near', 'P-1')] })).toEqual([
      'anna made the relation P-1-M near P-1.',
    ]);
    const origin = { ruleId: 'c', sourceId: motorId, slot: 'feeder' };
    const fixed = cable('C-1', {
      toAssetId: motorId,
      origin,
      owners: { '*': 'rule:c' },
      status: 'INSTALLED',
    });
    expect(held({ ...diesel, cables: [fixed] })).toEqual(['the cable C-1 is INSTALLED.']);
    const issued: Package = {
      id: 'K',
      code: '47-IN',
      packageType: 'EL-M040',
      status: 'ISSUED',
      members: { [`ASSET:${motorId}`]: true },
      origin: { userId: 'anna' },
      owners: {},
    };
    expect(held({ ...diesel, packages: [issued] })).toEqual(['the package 47-IN is ISSUED.']);
  });

  test('where the source is deleted, or the rule does not apply to the project; not where it is a draft or retired', () => {
    const orphan = {
      ...made,
      edges: [],
      assets: made.assets.filter(({ tag }) => tag !== 'P-1').map((one) => ({ ...one, parentId: null })),
    };
    expect(lines(planOf(orphan, rules))).toEqual(['DELETE ASSET P-1-M']);
    const planned = (...texts: string[]) => lines(planOf(made, compiled(...texts)));
    expect(planned(RETIRE.replace('whenGone', 'sourceId: US\n    whenGone'))).toEqual([
      'DELETE EDGE P-1-M',
      'DELETE ASSET P-1-M',
    ]);
    expect(planned(RETIRE.replace('whenGone', 'status: DRAFT\n    whenGone'))).toEqual([
      'RAISE FINDING P-1-M',
    ]);
    expect(planned(RETIRE.replace('whenGone', 'status: DEPRECATED\n    whenGone'))).toEqual([]);
    expect(planned()).toEqual(['RAISE FINDING P-1-M']);
  });

  test('outside the scope nothing is deleted', () => {
    expect(planOf(diesel, rules, { scope: { areas: ['48'] } }).operations).toEqual([]);
    expect(planOf(diesel, rules, { scope: { ruleIds: ['other'] } }).operations).toEqual([]);
  });

  test.each([{ ruleIds: ['mech.pump-motor'] }, { assets: ['P-1'] }])(
    'what is reported of it is resolved with it, also in the scope %j',
    (scope) => {
      const power = rule(
        'power',
        'type: MOTOR',
        'validate: { that: "props.power_kw != null", message: "{asset.tag}" }',
      );
      const both = compiled(RETIRE, power);
      const reported = executed(plant([pump('P-1'), asset('M-9', 'MOTOR')]), both);
      expect(reported.findings.map(({ tag, status }) => `${tag} ${status}`)).toEqual([
        'M-9 OPEN',
        'P-1-M OPEN',
      ]);
      const plan = planOf(changed(reported, 'P-1', DIESEL), both, { scope });
      expect(lines(plan)).toEqual(['DELETE EDGE P-1-M', 'DELETE ASSET P-1-M', 'RESOLVE FINDING P-1-M']);
    },
  );

  test('what counts or looks for it is decided after it is gone, in the same run', () => {
    const note = rule(
      'note',
      'type: PUMP',
      'set_property: { outdoor: true }',
      `    where: '!has_child("MOTOR")'\n`,
    );
    const plan = planOf(diesel, compiled(RETIRE, note));
    expect(lines(plan)).toEqual(['DELETE EDGE P-1-M', 'DELETE ASSET P-1-M', 'UPDATE ASSET P-1 outdoor=true']);
  });

  test('the tag that it had is free for another thing in the same run', () => {
    const fan = rule(
      'z.fan',
      'type: PUMP',
      'create_child: { slot: f, type: FAN, tag: "{asset.tag}-M" }',
      `    where: 'props.driver == "DIESEL"'\n`,
    );
    const plan = planOf(diesel, compiled(RETIRE, fan));
    expect(lines(plan).slice(0, 3)).toEqual([
      'DELETE EDGE P-1-M',
      'DELETE ASSET P-1-M',
      'CREATE ASSET P-1-M',
    ]);
    expect(plan.errors).toEqual([]);
  });

  test('a field that set_property wrote is emptied, and what is read from it follows', () => {
    const wet = rule(
      'wet',
      'type: PUMP',
      'set_property: { poles: 4, area: "47" }',
      `    where: 'props.outdoor'\n    whenGone: retire\n`,
    );
    const copy = rule('copy', 'type: PUMP', 'set_property: { power_kw: "= props.poles" }');
    const both = compiled(wet, copy);
    const state = executed(plant([asset('P-1', 'PUMP', { properties: { outdoor: true } })]), both);
    const dry = changed(state, 'P-1', { properties: { outdoor: false, poles: 4, power_kw: 4 } });
    const plan = planOf(dry, both);
    expect(lines(plan)).toEqual([
      'UPDATE ASSET P-1 area=null',
      'UPDATE ASSET P-1 poles=null',
      'RAISE FINDING P-1',
    ]);
    const after = applyOperations(dry, plan.operations);
    expect(after.assets[0]?.owners).toEqual({ '*': 'user:anna', 'properties.power_kw': 'rule:copy' });
    expect(after.findings).toMatchObject([{ code: 'OUTDATED', ruleId: 'copy' }]);
    expect(planOf(after, both).operations).toEqual([]);
  });

  test('a field that another rule writes now is not emptied', () => {
    const set = (id: string, where: string) =>
      rule(id, 'type: PUMP', 'set_property: { poles: 4 }', `    where: '${where}'\n    whenGone: retire\n`);
    const both = compiled(set('wet', 'props.outdoor'), set('dry', '!props.outdoor'));
    const state = executed(plant([asset('P-1', 'PUMP', { properties: { outdoor: true } })]), both);
    expect(
      planOf(changed(state, 'P-1', { properties: { outdoor: false, poles: 4 } }), both).operations,
    ).toEqual([]);
  });

  test('a relation is deleted', () => {
    const link = rule(
      'l',
      'type: PUMP',
      'create_relationship: { relation: near, to: { type: TANK } }',
      `    where: 'props.outdoor'\n    whenGone: retire\n`,
    );
    const state = executed(
      plant([asset('P-1', 'PUMP', { properties: { outdoor: true } }), asset('T', 'TANK')]),
      compiled(link),
    );
    expect(lines(planOf(changed(state, 'P-1', { properties: { outdoor: false } }), compiled(link)))).toEqual([
      'DELETE EDGE P-1',
    ]);
  });
});
