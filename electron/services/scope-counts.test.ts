import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scope } from '../../shared/model/scope.ts';
import { createAssetsView } from './assets-view/assets-view.ts';
import { listRules } from './rules/rules.ts';
import { scopeCounts } from './scope-counts.ts';
import { MOTOR_RULES } from './testing/motor-rules.ts';
import { newWorld, type World } from './testing/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await world.importRows([
    { tag: 'P-1', type: 'PUMP', area: '100' },
    { tag: 'P-2', type: 'PUMP', area: '' },
    { tag: 'LCS-1', type: 'LOCAL_CONTROL_STATION', area: '100' },
  ]);
  world.loadRules(MOTOR_RULES);
});
afterEach(() => world.close());

const countsOf = (scope: Scope) =>
  scopeCounts(listRules(world.project, {}), createAssetsView(world.project).index(), scope);

test('an empty scope selects all and offers every choice with a label in words', () => {
  expect(countsOf({})).toEqual({
    rules: 3,
    assets: 3,
    choices: {
      disciplines: [
        { value: 'ELECTRICAL', label: 'Electrical', count: 2 },
        { value: 'MECHANICAL', label: 'Mechanical', count: 1 },
      ],
      actionTypes: [
        { value: 'create_child', label: 'Create child', count: 1 },
        { value: 'set_property', label: 'Set property', count: 1 },
        { value: 'validate', label: 'Validate', count: 1 },
      ],
      ruleIds: [
        { value: 'm.large', label: 'No motor above 100 kW', count: 1 },
        { value: 'm.motor', label: 'Motor of a pump', count: 1 },
        { value: 'm.rating', label: 'Rating of a motor', count: 1 },
      ],
      assetTypes: [
        { value: 'PUMP', label: 'Pump', count: 2 },
        { value: 'LOCAL_CONTROL_STATION', label: 'Local control station', count: 1 },
      ],
      areas: [{ value: '100', label: '100', count: 2 }],
    },
  });
});

test('a choice narrows the others and not itself', () => {
  const { rules, assets, choices } = countsOf({
    disciplines: ['ELECTRICAL'],
    areas: ['100'],
    assets: ['p-1', 'p-2'],
  });
  expect([rules, assets]).toEqual([2, 1]);
  const shown = Object.entries(choices).map(([name, list]) => [
    name,
    list.map(({ value, count }) => [value, count]),
  ]);
  expect(Object.fromEntries(shown)).toEqual({
    disciplines: [
      ['ELECTRICAL', 2],
      ['MECHANICAL', 1],
    ],
    actionTypes: [
      ['set_property', 1],
      ['validate', 1],
    ],
    ruleIds: [
      ['m.large', 1],
      ['m.rating', 1],
    ],
    assetTypes: [['PUMP', 1]],
    areas: [['100', 1]],
  });
});
