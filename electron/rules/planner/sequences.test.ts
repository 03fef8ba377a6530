import { describe, expect, test } from 'vitest';
import { rule } from '../testing/rules.ts';
import { asset, cable, compiled, executed, lines, plant, planOf } from '../testing/world.ts';

const LOOPS = compiled(
  rule(
    'lt',
    'type: TANK',
    'create_child: { slot: lt, type: LEVEL_TRANSMITTER, tag: "{asset.area}-LT-{seq:03}", inherit: [area] }',
  ),
);
const tank = (tag: string, area: string | null = '47') => asset(tag, 'TANK', { area });
const tags = (state: ReturnType<typeof plant>) =>
  state.assets
    .filter(({ type }) => type === 'LEVEL_TRANSMITTER')
    .map(({ parentId, tag }) => `${parentId} ${tag}`)
    .toSorted();

describe('numbers in tags', () => {
  test('go up in the order of the sources, by what stands around them', () => {
    const state = executed(plant([tank('T-2'), tank('T-1'), tank('T-3', '48')]), LOOPS);
    expect(tags(state)).toEqual(['T-1 47-LT-001', 'T-2 47-LT-002', 'T-3 48-LT-001']);
    expect(lines(planOf(state, LOOPS))).toEqual([]);
  });

  test('start one above the highest in force, whoever gave it, on assets and cables', () => {
    const others = [asset('47-lt-0041', 'PUMP'), asset('47-LT-9X', 'PUMP'), asset('47-LT-', 'PUMP')];
    const state = plant([tank('T-1'), ...others], { cables: [cable('47-LT-7')] });
    expect(tags(executed(state, LOOPS))).toEqual(['T-1 47-LT-042']);
  });

  test('are never given anew: a new neighbour gets the next, a moved one a number of its new place', () => {
    const first = executed(plant([tank('T-2'), tank('T-3')]), LOOPS);
    const more = { ...first, assets: [...first.assets, tank('T-1')] };
    expect(tags(executed(more, LOOPS))).toEqual(['T-1 47-LT-003', 'T-2 47-LT-001', 'T-3 47-LT-002']);
    const moved = {
      ...first,
      assets: first.assets.map((one) => (one.id === 'T-2' ? tank('T-2', '48') : one)),
    };
    expect(lines(planOf(moved, LOOPS))).toEqual(['UPDATE ASSET 48-LT-001 area="48" tag="48-LT-001"']);
  });

  test('a part that is not known is a skip; a tag that a person gave stays', () => {
    expect(planOf(plant([tank('T-1', null)]), LOOPS).skips).toMatchObject([
      { reason: 'UNKNOWN', tag: 'T-1' },
    ]);
    const state = executed(plant([tank('T-1')]), LOOPS);
    const byHand = state.assets.map((one) =>
      one.type === 'TANK' ? one : { ...one, tag: 'LT-X', owners: { ...one.owners, tag: 'user:anna' } },
    );
    const plan = planOf({ ...state, assets: byHand }, LOOPS);
    expect([lines(plan), plan.conflicts]).toEqual([[], []]);
  });

  test('rules with the same template share its numbers, over several strata, after a digit too', () => {
    const rules = compiled(
      rule(
        'b',
        'type: TANK',
        'create_child: { slot: b, type: PUMP, tag: "{asset.area}{seq:03}" , inherit: [area]}',
      ),
      rule('a', 'type: PUMP', 'create_child: { slot: a, type: MOTOR, tag: "{asset.area}{seq:03}" }'),
      rule(
        'c',
        'type: MOTOR',
        'create_cable: { slot: c, cableType: POWER, tag: "47{seq:03}", from: parent, to: self, conductorSizeMm2: 4 }',
      ),
    );
    const state = executed(plant([tank('T-1'), tank('T-2')]), rules);
    expect(state.assets.map(({ tag }) => tag).toSorted()).toEqual([
      '47001',
      '47002',
      '47003',
      '47004',
      'T-1',
      'T-2',
    ]);
    expect(state.cables.map(({ tag }) => tag).toSorted()).toEqual(['47005', '47006']);
    expect(lines(planOf(state, rules))).toEqual([]);
  });

  test('stand alone in their braces, and in tags only', () => {
    const problems = (action: string) =>
      compiled(rule('a', 'type: TANK', action)).problems.map(({ code }) => code);
    expect(problems('create_child: { slot: a, type: PUMP, tag: "X{seq * 10}" }')).toEqual(['WRONG_TYPE']);
    expect(problems('create_child: { slot: a, type: PUMP, tag: "X{seq}-{seq}" }')).toEqual(['WRONG_TYPE']);
    expect(problems('create_package: { code: "X{seq}", packageType: IN-P040 }')).toEqual(['WRONG_TYPE']);
    expect(problems('set_property: { loop: "X{seq}" }')).toEqual(['WRONG_TYPE']);
  });
});
