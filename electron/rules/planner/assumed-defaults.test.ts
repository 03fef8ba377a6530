import { expect, test } from 'vitest';
import { MOTOR, pump } from '../testing/rules.ts';
import { asset, compiled, executed, plant, planOf } from '../testing/world.ts';

const START = `
  - id: elec.start
    name: start
    for: { type: MOTOR }
    do:
      set_property:
        starting_method: '= props.duty != null ? props.duty : parent.props.duty != null ? parent.props.duty : "CONSTANT"'
`;

test('a plan says which machines count as electric because they state no driver', () => {
  const stated = { properties: { pump_kind: 'CENTRIFUGAL', driver: 'ELECTRIC' } };
  const state = plant([pump('P-1'), pump('P-2'), asset('P-3', 'PUMP', stated)]);
  expect(planOf(state, compiled(MOTOR)).notes).toEqual([
    'No driver is stated for P-1, P-2: it counts as ELECTRIC. State it where it is another.',
  ]);
});

test('a duty that the machine states is not assumed', () => {
  const machine = asset('P-1', 'PUMP', { properties: { duty: 'VARIABLE' } });
  const motors = ['P-1', null].map((parentId, index) => asset(`M-${index}`, 'MOTOR', { parentId }));
  expect(planOf(plant([machine, ...motors]), compiled(START)).notes).toEqual([
    'No duty is stated for M-1: it counts as CONSTANT. State it where it is another.',
  ]);
});

test('many are counted, and a plan that changes nothing assumes nothing', () => {
  const state = plant(Array.from({ length: 8 }, (_, index) => pump(`P-${index}`)));
  expect(planOf(state, compiled(MOTOR)).notes[0]).toMatch(/^No driver is stated for P-0, .* and 3 more: /);
  expect(planOf(executed(state, compiled(MOTOR)), compiled(MOTOR)).notes).toEqual([]);
});
