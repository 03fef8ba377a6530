import { describe, expect, test } from 'vitest';
import { rule, MOTOR, STATION, pump } from '../testing/rules.ts';
import { asset, cable, compiled, plant, planOf } from '../testing/world.ts';

describe('scope', () => {
  const state = plant([
    pump('P-1', { area: '47' }),
    pump('P-2', { area: '48' }),
    asset('M-7', 'MOTOR', { area: '47' }),
  ]);
  const rules = compiled(MOTOR, STATION);
  const made = (scope: Parameters<typeof planOf>[2]) =>
    planOf(state, rules, scope).operations.flatMap(({ op, aggregateType, tag }) =>
      op === 'CREATE' && aggregateType === 'ASSET' ? [tag] : [],
    );

  test('assets, types and areas select what may start a rule; what is made follows on', () => {
    expect(made({ scope: { assets: ['p-1'] } })).toEqual(['P-1-M', 'P-1-M-LCS']);
    expect(made({ scope: { assetTypes: ['MOTOR'] } })).toEqual(['M-7-LCS']);
    expect(made({ scope: { areas: ['47', '49'] } })).toEqual(['P-1-M', 'M-7-LCS', 'P-1-M-LCS']);
    expect(made({ scope: { areas: ['47'], assetTypes: ['PUMP'] } })).toEqual(['P-1-M', 'P-1-M-LCS']);
  });

  test('rules, disciplines and actions select rules, for what is made as well', () => {
    expect(made({ scope: { ruleIds: ['mech.pump-motor'] } })).toEqual(['P-1-M', 'P-2-M']);
    expect(made({ scope: { disciplines: ['GENERAL'] } })).toEqual(['M-7-LCS']);
    expect(made({ scope: { actionTypes: ['set_property'] } })).toEqual([]);
  });

  test('rules for cables follow up what the plan makes for a part of the plant', () => {
    const feeder = rule(
      'feeder',
      'type: MOTOR',
      'create_cable: { slot: f, cableType: POWER, tag: "{asset.tag}-W", from: { tag: M-7 }, to: self, conductorSizeMm2: 4 }',
    );
    const length = rule('length', 'entity: CABLE', 'set_property: { lengthM: 300 }', '    priority: 90\n');
    const { operations } = planOf(state, compiled(MOTOR, feeder, length), { scope: { assets: ['P-1'] } });
    expect(operations.findLast(({ tag }) => tag === 'P-1-M-W')?.after).toMatchObject({ lengthM: 300 });
  });

  test('a cable is in the scope by its tag or by an end', () => {
    const set = compiled(rule('a', 'entity: CABLE', 'set_property: { lengthM: 5 }'));
    const wired = plant([asset('M-7', 'MOTOR', { area: '47' })], {
      cables: [cable('C-1', { toAssetId: 'M-7' }), cable('C-2')],
    });
    const tags = (scope: Parameters<typeof planOf>[2]) =>
      planOf(wired, set, scope).operations.map(({ tag }) => tag);
    expect(tags({ scope: { areas: ['47'] } })).toEqual(['C-1']);
    expect(tags({ scope: { assets: ['c-2'] } })).toEqual(['C-2']);
    expect(tags({})).toEqual(['C-1', 'C-2']);
  });
});

describe('which rules run', () => {
  const motorWith = (more: string) => compiled(MOTOR.replace('discipline: MECHANICAL', more));
  const creates = (rules: ReturnType<typeof compiled>, options = {}) =>
    planOf(plant([pump('P-1')]), rules, options).summary.creates;

  test('a DRAFT only where asked for, a DEPRECATED one never, a DEV_VALIDATED one with a note', () => {
    const electric = pump('P-1', { properties: { pump_kind: 'CENTRIFUGAL', driver: 'ELECTRIC' } });
    expect(creates(motorWith('status: DRAFT'))).toBe(0);
    expect(creates(motorWith('status: DRAFT'), { draft: true })).toBe(2);
    expect(creates(motorWith('status: DEPRECATED'))).toBe(0);
    expect(planOf(plant([electric]), motorWith('status: DEV_VALIDATED')).notes).toEqual([
      'mech.pump-motor is DEV_VALIDATED, not released yet: look at what it does.',
    ]);
    expect(planOf(plant([]), motorWith('status: DRAFT'), { draft: true }).notes).toHaveLength(1);
  });

  test('only where its sourceId matches the project', () => {
    expect(creates(motorWith('sourceId: EU'))).toBe(2);
    expect(creates(motorWith('sourceId: [US, CA]'))).toBe(0);
    expect(creates(motorWith('sourceId: acme'))).toBe(2);
  });

  test('of two rules with one id that of the higher source runs, unless the other one is enforced', () => {
    const set = (source: string, poles: number, more = '') =>
      rule('a', 'type: PUMP', `set_property: { poles: ${poles} }`, `    source: ${source}\n${more}`);
    const poles = (...texts: string[]) =>
      planOf(plant([asset('P-1', 'PUMP')]), compiled(...texts)).operations.map(({ diff }) => diff[0]?.new);
    expect(poles(set('FIRM', 2), set('CLIENT', 4))).toEqual([4]);
    expect(poles(set('FIRM', 2, '    enforced: true\n'), set('CLIENT', 4))).toEqual([2]);
  });

  test('a rule that does not compile does not run, and the plan says so', () => {
    const plan = planOf(
      plant([asset('P-1', 'PUMP')]),
      compiled(rule('a', 'type: PUMP', 'set_property: { poles: "= props.nothing_known" }')),
    );
    expect(plan.operations).toEqual([]);
    expect(plan.notes).toEqual([expect.stringMatching(/^a does not run: /)]);
  });
});
