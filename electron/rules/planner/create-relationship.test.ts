import { describe, expect, test } from 'vitest';
import type { PlantState } from '../plant-view.ts';
import { rule, FEEDER } from '../testing/rules.ts';
import { asset, compiled, edge, executed, plant, planOf } from '../testing/world.ts';

describe('create_relationship', () => {
  const mcc = (tag: string, area: string | null) => asset(tag, 'MCC', { area });
  const motor = (tag: string, area: string | null) => asset(tag, 'MOTOR', { area });

  test('leads to the first end that exists, of several to the first by tag', () => {
    const plan = planOf(
      plant([mcc('MCC-2', '47'), mcc('MCC-1', '47'), mcc('MCC-0', '48'), motor('M', '47')]),
      compiled(FEEDER),
    );
    expect(
      plan.operations.map(({ after }) => [after?.['sourceId'], after?.['relation'], after?.['targetId']]),
    ).toEqual([['M', 'fed_from', 'MCC-1']]);
    const wired = plant([mcc('MCC-1', '47'), mcc('MCC-0', '48'), motor('M', '47')], {
      edges: [edge('M', 'fed_by_hand', 'MCC-0')],
    });
    expect(planOf(wired, compiled(FEEDER)).operations[0]?.after?.['targetId']).toBe('MCC-0');
  });

  test('two areas that are not stated are the same', () => {
    expect(planOf(plant([mcc('MCC-1', null), motor('M', null)]), compiled(FEEDER)).operations).toHaveLength(
      1,
    );
  });

  test('without a target it is a skip that says what is missing', () => {
    expect(planOf(plant([mcc('MCC-1', '48'), motor('M', '47')]), compiled(FEEDER)).skips).toEqual([
      {
        ruleId: 'elec.fed',
        aggregateId: 'M',
        tag: 'M',
        reason: 'MISSING_TARGET',
        message: 'M is fed_from nothing. Not found: what it is fed_by_hand of type MCC; MCC with area 47.',
      },
    ]);
  });

  test('a skip names the values that were looked for, and those that are not stated', () => {
    const ends = "[{ type: JUNCTION_BOX, same: [area, signal_kind, safety] }, { tag: '{asset.tag}-JB' }]";
    const box = rule('a', 'type: MOTOR', `create_relationship: { relation: wired_to, to: ${ends} }`);
    const subject = { ...motor('M', '47'), properties: { signal_kind: 'AI' } };
    expect(planOf(plant([subject]), compiled(box)).skips[0]?.message).toBe(
      'M is wired_to nothing. Not found: JUNCTION_BOX with area 47, signal_kind AI, no safety; asset M-JB.',
    );
  });

  test('a long value is not repeated at full length for each thing that it is missed by', () => {
    const subject = motor('M', 'x'.repeat(100_000));
    expect(planOf(plant([subject]), compiled(FEEDER)).skips[0]?.message).toBe(
      `M is fed_from nothing. Not found: what it is fed_by_hand of type MCC; MCC with area ${'x'.repeat(60)}....`,
    );
  });

  test('an edge that another rule takes away is made by the rule that wants it now, in the same run', () => {
    const feed = (ends: string): string => `create_relationship: { relation: fed_from, to: [${ends}] }`;
    const rules = compiled(
      rule('z.any', 'type: MOTOR', feed('{ type: MCC, same: area }, { tag: MCC-9 }')),
      rule('a.own', 'type: MOTOR', feed('{ tag: MCC-9 }'), `    where: 'asset.area == "47"'\n`),
    );
    const before = executed(plant([mcc('MCC-1', '47'), mcc('MCC-9', '99'), motor('M', '48')]), rules);
    const moved = plant(
      before.assets.map((one) => (one.tag === 'M' ? { ...one, area: '47' } : one)),
      { edges: before.edges },
    );
    const plan = planOf(moved, rules);
    expect(
      plan.operations.map(({ op, ruleId, before: gone, after }) => [
        op,
        ruleId,
        (gone ?? after)?.['targetId'],
      ]),
    ).toEqual([
      ['DELETE', 'z.any', 'MCC-9'],
      ['CREATE', 'a.own', 'MCC-9'],
      ['CREATE', 'z.any', 'MCC-1'],
    ]);
    const state = executed(moved, rules);
    expect(planOf(state, rules).operations).toEqual([]);
  });

  test('where the target moved, the old edge goes and the new one comes', () => {
    const rules = compiled(FEEDER);
    const before = executed(plant([mcc('MCC-1', '47'), mcc('MCC-2', '48'), motor('M', '47')]), rules);
    const moved = {
      ...before,
      assets: before.assets.map((one) => (one.tag === 'M' ? { ...one, area: '48' } : one)),
    };
    expect(
      planOf(moved, rules).operations.map(({ op, before: from, after }) => [
        op,
        (from ?? after)?.['targetId'],
      ]),
    ).toEqual([
      ['DELETE', 'MCC-1'],
      ['CREATE', 'MCC-2'],
    ]);
    expect(planOf(executed(moved, rules), rules).operations).toEqual([]);
  });

  test('where no target is found any more, the old edge stays and a finding names it until one is', () => {
    const rules = compiled(FEEDER);
    const fed = executed(plant([mcc('MCC-1', '47'), motor('M', '47')]), rules);
    const inArea = (state: PlantState, area: string): PlantState => ({
      ...state,
      assets: state.assets.map((one) => (one.tag === 'M' ? { ...one, area } : one)),
    });
    const moved = executed(inArea(fed, '48'), rules);
    expect([moved.edges.map(({ targetId }) => targetId), moved.findings]).toMatchObject([
      ['MCC-1'],
      [
        {
          code: 'OUTDATED',
          tag: 'M',
          message: 'M: outdated: fed_from MCC-1; elec.fed made it, and its end is not found any more.',
        },
      ],
    ]);
    expect(planOf(moved, rules).operations).toEqual([]);
    expect(executed(inArea(moved, '47'), rules).findings).toMatchObject([{ status: 'RESOLVED' }]);
  });

  test('an equal edge that a person made is enough', () => {
    const state = plant([mcc('MCC-1', '47'), motor('M', '47')], { edges: [edge('M', 'fed_from', 'MCC-1')] });
    expect(planOf(state, compiled(FEEDER)).operations).toEqual([]);
  });

  test('two rules that want the same edge make it once', () => {
    const state = plant([mcc('MCC-1', '47'), motor('M', '47')]);
    expect(
      planOf(
        state,
        compiled(FEEDER, FEEDER.replace('elec.fed', 'elec.fed2').replace('elec.fed2\n', 'elec.fed2\n')),
      ).operations,
    ).toHaveLength(1);
  });

  test('direction in, a slot, and the ends self, parent, child and tag', () => {
    const link = (to: string, more = '') =>
      compiled(rule('a', 'type: MOTOR', `create_relationship: { relation: x, to: ${to}${more} }`));
    const state = plant([
      asset('P', 'PUMP', { area: '47' }),
      asset('M', 'MOTOR', { parentId: 'P', area: '47' }),
      asset('V', 'VFD', { parentId: 'M' }),
    ]);
    const ends = (rules: ReturnType<typeof compiled>) =>
      planOf(state, rules).operations.map(({ after }) => [
        after?.['sourceId'],
        after?.['targetId'],
        after?.['slot'],
      ]);
    expect(ends(link('parent', ', direction: in'))).toEqual([['P', 'M', '']]);
    expect(ends(link('self', ', slot: a'))).toEqual([['M', 'M', 'a']]);
    expect(ends(link('{ child: VFD }'))).toEqual([['M', 'V', '']]);
    expect(ends(link('{ tag: "{parent.tag}" }'))).toEqual([['M', 'P', '']]);
    expect(
      planOf(state, link('[{ child: PLC }, { tag: "{asset.system}" }, { tag: X }, { type: PLC }]')).skips[0]
        ?.message,
    ).toBe('M is x nothing. Not found: child of type PLC; asset {asset.system}; asset X; PLC.');
  });
});
