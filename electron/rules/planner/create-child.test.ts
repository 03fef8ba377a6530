import { describe, expect, test } from 'vitest';
import { madeId } from '../../kernel/ids.ts';
import { applyOperations } from '../testing/apply-operations.ts';
import { rule, MOTOR, POWER, STATION, FEEDER, pump } from '../testing/rules.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

describe('create_child', () => {
  test('makes the child, then its edge to the parent, caused by it', () => {
    const plan = planOf(plant([pump('P-1', { area: '47' })]), compiled(MOTOR));
    const id = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const origin = { ruleId: 'mech.pump-motor', sourceId: 'P-1', slot: 'motor' };
    expect(plan.operations.map(({ because: _because, ...operation }) => operation)).toEqual([
      {
        op: 'CREATE',
        aggregateType: 'ASSET',
        aggregateId: id,
        tag: 'P-1-M',
        ruleId: 'mech.pump-motor',
        discipline: 'MECHANICAL',
        before: null,
        after: {
          id,
          tag: 'P-1-M',
          type: 'MOTOR',
          description: 'Motor of P-1',
          discipline: 'ELECTRICAL',
          area: '47',
          parentId: 'P-1',
          dataStatus: 'FRESH_IMPORT',
          properties: { poles: 4 },
          origin,
          owners: { '*': 'rule:mech.pump-motor' },
        },
        diff: [],
        cause: null,
      },
      {
        op: 'CREATE',
        aggregateType: 'EDGE',
        aggregateId: expect.any(String),
        tag: 'P-1-M',
        ruleId: 'mech.pump-motor',
        discipline: 'MECHANICAL',
        before: null,
        after: {
          id: expect.any(String),
          sourceId: id,
          targetId: 'P-1',
          relation: 'powers',
          slot: '',
          discipline: 'MECHANICAL',
          origin,
        },
        diff: [],
        cause: 0,
      },
    ]);
  });

  test('says why: the rule, its version, the values seen, and the chain back to the row', () => {
    const provenance = [{ file: 'pumps.csv', row: 3, userId: 'anna' }];
    const plan = planOf(plant([pump('P-1', { area: '47' })], { provenance }), compiled(MOTOR, POWER));
    expect(plan.operations.map(({ because }) => because)[2]).toEqual({
      ruleId: 'mech.motor-kw',
      ruleName: 'mech.motor-kw',
      ruleHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      values: { 'parent.props.shaft_power_kw': 60 },
      source: { id: expect.any(String), tag: 'P-1-M' },
      chain: [
        { tag: 'P-1-M', ruleId: 'mech.pump-motor' },
        { tag: 'P-1', file: 'pumps.csv', row: 3, userId: 'anna' },
      ],
    });
    expect(plan.operations[0]?.because.values).toEqual({
      'props.pump_kind': 'CENTRIFUGAL',
      'props.driver': null,
      'asset.tag': 'P-1',
      'asset.area': '47',
      'asset.system': null,
    });
    expect(plan.operations[2]?.cause).toBe(0);
  });

  test('a second run changes nothing', () => {
    const rules = compiled(MOTOR, POWER, STATION, FEEDER);
    const state = plant([pump('P-1', { area: '47' }), asset('47-MCC-01', 'MCC', { area: '47' })]);
    expect(planOf(executed(state, rules), rules)).toMatchObject({
      operations: [],
      skips: [],
      conflicts: [],
      errors: [],
    });
  });

  test('a retagged source renames what was made from it', () => {
    const rules = compiled(MOTOR, STATION);
    const before = executed(plant([pump('P-1')]), rules);
    const retagged = {
      ...before,
      assets: before.assets.map((one) => (one.tag === 'P-1' ? { ...one, tag: 'P-9' } : one)),
    };
    expect(lines(planOf(retagged, rules))).toEqual([
      'UPDATE ASSET P-9-M description="Motor of P-9" tag="P-9-M"',
      'UPDATE ASSET P-9-M-LCS tag="P-9-M-LCS"',
    ]);
  });

  test('a tag that a rename frees goes to another one in the same run, the rename first', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1')]), rules);
    const moved = {
      ...before,
      assets: [
        ...before.assets.map((one) => (one.tag === 'P-1' ? { ...one, tag: 'P-9' } : one)),
        pump('P-1', { id: 'new' }),
      ],
    };
    const plan = planOf(moved, rules);
    expect(lines(plan)).toEqual([
      'UPDATE ASSET P-9-M description="Motor of P-9" tag="P-9-M"',
      'CREATE ASSET P-1-M',
      'CREATE EDGE P-1-M powers',
    ]);
    expect(planOf(applyOperations(moved, plan.operations), rules).operations).toEqual([]);
  });

  test('two that would swap their tags are errors, and keep them', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1'), pump('P-2')]), rules);
    const swap = (tag: string) => (tag === 'P-1' ? 'P-2' : tag === 'P-2' ? 'P-1' : tag);
    const plan = planOf(
      { ...before, assets: before.assets.map((one) => ({ ...one, tag: swap(one.tag) })) },
      rules,
    );
    expect(plan.errors.map(({ code }) => code)).toEqual(['DUPLICATE_TAG', 'DUPLICATE_TAG']);
    expect(plan.operations.flatMap(({ diff }) => diff.map(({ field }) => field))).toEqual([
      'description',
      'description',
    ]);
  });

  test('what it wrote follows its sources: properties, inherited fields, the missing edge', () => {
    const rules = compiled(MOTOR);
    const before = executed(plant([pump('P-1', { area: '47' })]), rules);
    const moved = {
      ...before,
      edges: [],
      assets: before.assets.map((one) =>
        one.tag === 'P-1' ? { ...one, area: '48' } : { ...one, properties: { poles: 2 } },
      ),
    };
    expect(lines(planOf(moved, rules))).toEqual([
      'UPDATE ASSET P-1-M area="48" poles=4',
      'CREATE EDGE P-1-M powers',
    ]);
  });

  test('another relation in the rule takes the place of the edge that it made before', () => {
    const before = executed(plant([pump('P-1')]), compiled(MOTOR));
    expect(lines(planOf(before, compiled(MOTOR.replace('powers', 'drives'))))).toEqual([
      'DELETE EDGE P-1-M powers'.replace(' powers', ''),
      'CREATE EDGE P-1-M drives',
    ]);
  });

  test('a tag that another asset, a cable or a package has fails that one action, and the rest goes on', () => {
    const state = plant([pump('P-1'), pump('P-2'), pump('P-3'), asset('p-1-m', 'FAN')], {
      cables: [cable('P-2-M')],
    });
    const plan = planOf(state, compiled(MOTOR));
    expect(plan.errors).toEqual([
      {
        ruleId: 'mech.pump-motor',
        aggregateId: 'P-1',
        tag: 'P-1-M',
        code: 'DUPLICATE_TAG',
        message:
          'mech.pump-motor would give the tag P-1-M for P-1, but another FAN has it. Rename one of them.',
      },
      expect.objectContaining({
        tag: 'P-2-M',
        message: expect.stringContaining('a cable or a package has it'),
      }),
    ]);
    expect(lines(plan)).toEqual(['CREATE ASSET P-3-M', 'CREATE EDGE P-3-M powers']);
  });

  test('of two rules that make one tag in one run, the later in order fails', () => {
    const other = MOTOR.replace('id: mech.pump-motor', 'id: z.other').replace('slot: motor', 'slot: other');
    const plan = planOf(plant([pump('P-1')]), compiled(other, MOTOR));
    expect(plan.errors.map(({ ruleId, code }) => [ruleId, code])).toEqual([['z.other', 'DUPLICATE_TAG']]);
    expect(plan.operations.map(({ ruleId }) => ruleId)).toEqual(['mech.pump-motor', 'mech.pump-motor']);
  });

  test('an empty tag is an error, an unknown one a skip', () => {
    const make = (tag: string) =>
      compiled(rule('a', 'type: PUMP', `create_child: { slot: m, type: MOTOR, tag: "${tag}" }`));
    const state = plant([pump('P-1', { description: ' ' })]);
    expect(planOf(state, make('{asset.description}')).errors.map(({ code }) => code)).toEqual(['EMPTY_TAG']);
    expect(planOf(state, make('{asset.area}-M')).skips).toEqual([
      {
        ruleId: 'a',
        aggregateId: 'P-1',
        tag: 'P-1',
        reason: 'UNKNOWN',
        message: 'No MOTOR is made: for its tag, asset.area is not set.',
      },
    ]);
  });

  test('what a person deleted is not made again, neither a child nor an edge', () => {
    const id = madeId('project', 'mech.pump-motor', 'P-1', 'motor');
    const rules = compiled(MOTOR);
    const plan = planOf(plant([pump('P-1')], { deletedByPerson: new Set([id]) }), rules);
    expect(plan).toMatchObject({
      operations: [],
      conflicts: [{ kind: 'DELETED', aggregateId: id, tag: 'P-1-M' }],
    });
    const made = executed(plant([pump('P-1')]), rules);
    const noEdge = { ...made, edges: [], deletedByPerson: new Set(made.edges.map((one) => one.id)) };
    expect(planOf(noEdge, rules)).toMatchObject({
      operations: [],
      conflicts: [{ kind: 'DELETED', field: 'powers' }],
    });
  });

  test('a property that comes out unknown is left out with a skip, and the child is made', () => {
    const text = rule(
      'a',
      'type: TANK',
      'create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M", properties: { power_kw: "= props.shaft_power_kw * 2" } }',
    );
    const plan = planOf(plant([asset('T-1', 'TANK')]), compiled(text));
    expect(lines(plan)).toEqual(['CREATE ASSET T-1-M', 'CREATE EDGE T-1-M related_to']);
    expect(plan.skips).toEqual([
      expect.objectContaining({
        reason: 'UNKNOWN',
        message: 'power_kw not written: props.shaft_power_kw is not set.',
      }),
    ]);
  });
});
