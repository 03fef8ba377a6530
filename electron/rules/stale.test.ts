import { describe, expect, test } from 'vitest';
import { computePlanHash } from './plan-hash.ts';
import { createPlantView, type PlantState } from './plant-view.ts';
import { comparePlans } from './stale.ts';
import { asset, compiled, executed, plant, planOf } from './testing/world.ts';

const MAKE = `
  - id: make
    name: make
    for: { type: PUMP }
    where: 'props.driver != "TURBINE"'
    do: { create_child: { slot: m, type: MOTOR, tag: "{asset.tag}-M" } }
`;
const SET = `
  - id: set
    name: set
    for: { type: MOTOR }
    do: { set_property: { power_kw: "= parent.props.shaft_power_kw * project.settings.motor_margin_below_22_kw" } }
`;
const rules = compiled(MAKE, SET);
const pump = (tag: string, properties = {}) =>
  asset(tag, 'PUMP', { properties: { driver: 'ELECTRIC', shaft_power_kw: 10, ...properties } });

function compare(before: PlantState, after: PlantState, rulesAfter = rules) {
  const view = createPlantView(after);
  const { moved, operations } = comparePlans(planOf(before, rules), planOf(after, rulesAfter), {
    view,
    rules: rulesAfter,
  });
  const names = (list: readonly { op: string; tag: string }[]) => list.map(({ op, tag }) => `${op} ${tag}`);
  return {
    moved: moved.map(({ tag, field, planned, now }) => [tag, field, planned, now]),
    added: names(operations.added),
    removed: names(operations.removed),
    changed: names(operations.changed),
  };
}

describe('comparing a saved plan with a fresh one', () => {
  const saved = plant([pump('P-1'), pump('P-2')]);
  const NOTHING = { moved: [], added: [], removed: [], changed: [] };

  test('an unrelated asset and the order of assets change neither hash nor comparison', () => {
    const after = plant([asset('T-1', 'TANK'), pump('P-2'), pump('P-1')]);
    expect(planOf(after, rules).planHash).toBe(planOf(saved, rules).planHash);
    expect(compare(saved, after)).toEqual(NOTHING);
  });

  test('a value of the parent that moved is named with the parent, even where the child is made in the plan', () => {
    expect(compare(saved, plant([pump('P-1', { shaft_power_kw: 20 }), pump('P-2')]))).toEqual({
      ...NOTHING,
      moved: [['P-1', 'properties.shaft_power_kw', 10, 20]],
      changed: ['UPDATE P-1-M'],
    });
  });

  test('a value that takes operations away is named', () => {
    expect(compare(saved, plant([pump('P-1', { driver: 'TURBINE' }), pump('P-2')]))).toEqual({
      ...NOTHING,
      moved: [['P-1', 'properties.driver', 'ELECTRIC', 'TURBINE']],
      removed: ['CREATE P-1-M', 'CREATE P-1-M', 'UPDATE P-1-M'],
    });
  });

  test('a source that is gone is named by its tag', () => {
    expect(compare(saved, plant([pump('P-2')])).moved).toEqual([['P-1', 'tag', 'P-1', null]]);
  });

  test('a setting, a changed rule and a retired rule are named', () => {
    const project = { ...saved.project, settings: { motor_margin_below_22_kw: 2 } };
    expect(compare(saved, { ...saved, project }).moved).toEqual([
      ['', 'settings.motor_margin_below_22_kw', 1.25, 2],
    ]);
    const changed = compare(saved, saved, compiled(MAKE, SET.replace('name: set', 'name: other')));
    expect(changed).toMatchObject({
      moved: [['', 'rule set', expect.any(String), expect.any(String)]],
      changed: ['UPDATE P-1-M', 'UPDATE P-2-M'],
    });
    expect(compare(saved, saved, compiled(MAKE))).toMatchObject({
      moved: [['', 'rule set', expect.any(String), null]],
      added: [],
    });
  });

  test('a field that was written meanwhile is named, whether the operation is still there or not', () => {
    const made = executed(saved, compiled(MAKE));
    const write = (power_kw: number, owner: string): PlantState => ({
      ...made,
      assets: made.assets.map((one) =>
        one.tag === 'P-1-M'
          ? { ...one, properties: { power_kw }, owners: { ...one.owners, 'properties.power_kw': owner } }
          : one,
      ),
    });
    expect(compare(made, write(4, 'rule:old'))).toMatchObject({
      moved: [['P-1-M', 'properties.power_kw', null, 4]],
      changed: ['UPDATE P-1-M'],
    });
    expect(compare(made, write(4, 'user:anna'))).toMatchObject({
      moved: [['P-1-M', 'properties.power_kw', null, 4]],
      removed: ['UPDATE P-1-M'],
    });
  });

  test('what comes in addition is listed', () => {
    expect(compare(saved, plant([...saved.assets, pump('P-3')]))).toEqual({
      ...NOTHING,
      added: ['CREATE P-3-M', 'CREATE P-3-M', 'UPDATE P-3-M'],
    });
  });
});

test('the hash covers every operation with its reason, and not the chain', () => {
  const plan = planOf(plant([pump('P-1')]), rules);
  const [first, ...others] = plan.operations;
  if (first === undefined) throw new Error('no operation');
  expect(computePlanHash(plan)).toBe(plan.planHash);
  const edited = { ...first, because: { ...first.because, values: { 'props.driver': 'ENGINE' } } };
  expect(computePlanHash({ ...plan, operations: [edited, ...others] })).not.toBe(plan.planHash);
  const chained = { ...first, because: { ...first.because, chain: [] } };
  expect(computePlanHash({ ...plan, operations: [chained, ...others] })).toBe(plan.planHash);
  expect(computePlanHash({ ...plan, takes: ['P-1'] })).not.toBe(plan.planHash);
});
