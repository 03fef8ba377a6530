import { describe, expect, test } from 'vitest';
import { rule, MOTOR, pump } from './testing/rules.ts';
import { asset, compiled, lines, plant, planOf } from './testing/world.ts';
import { makePlan } from './plan.ts';
import { createPlantView } from './plant-view.ts';

describe('the plan as a whole', () => {
  test('has the same hash for the same content, wherever the rows came from, and another for another scope', () => {
    const rules = compiled(MOTOR);
    const state = plant([pump('P-1')]);
    const hash = planOf(state, rules).planHash;
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(planOf({ ...state, provenance: [{ file: 'x.csv' }] }, rules).planHash).toBe(hash);
    expect(planOf(plant([pump('P-1'), asset('T-1', 'TANK')]), rules).planHash).toBe(hash);
    expect(planOf(state, rules, { scope: { areas: [] } }).planHash).not.toBe(hash);
    expect(planOf(state, rules, { draft: true }).planHash).not.toBe(hash);
    expect(planOf(state, compiled(MOTOR.replace('name: Create motor', 'name: Motor'))).planHash).not.toBe(
      hash,
    );
  });

  test('with more operations than the setting allows it carries a note', () => {
    const electric = pump('P-1', { properties: { pump_kind: 'CENTRIFUGAL', driver: 'ELECTRIC' } });
    const project = {
      id: 'project',
      name: 'Plant',
      country: 'DE',
      client: null,
      settings: { plan_warning_operations: 1 },
    };
    expect(planOf(plant([electric], { project }), compiled(MOTOR)).notes).toEqual([
      'This plan has 2 operations, more than plan_warning_operations (1). Is that meant?',
    ]);
  });

  test('the caller can cancel it', () => {
    const view = createPlantView(plant([pump('P-1')]));
    const input = {
      view,
      rules: compiled(MOTOR),
      scope: {},
      takes: [],
      draft: false,
      basePosition: 0,
      baseHash: '',
    };
    expect(() => makePlan({ ...input, shouldCancel: () => true })).toThrow(/Cancelled/);
  });

  test('properties named like what all objects have are properties', () => {
    const state = plant([
      asset('P-1', 'PUMP', { properties: JSON.parse('{"constructor": "x", "__proto__": "y"}') }),
    ]);
    const rules = compiled(rule('a', 'type: PUMP', 'set_property: { constructor: z, poles: 4 }'));
    const plan = planOf(state, rules);
    expect(plan.conflicts.map(({ field }) => field)).toEqual(['properties.constructor']);
    expect(lines(plan)).toEqual(['UPDATE ASSET P-1 poles=4']);
    expect(lines(planOf(plant([asset('P-1', 'PUMP')]), rules))).toEqual([
      'UPDATE ASSET P-1 constructor="z" poles=4',
    ]);
  });
});
