import { apparatus, centrifugalPumps, displacementPumps, machines } from './machines.mjs';

/** Area 200: main, emergency and booster pumps, and the closed circuit with its coolers. All of it stands indoors. */
export function pumpHouse(random) {
  const pumps = (...pump) => centrifugalPumps(random, ...pump);
  const main = { flow: 2200, head: 42, efficiency: 0.84, suction: 0.4 };
  const booster = { flow: 420, head: 55, efficiency: 0.8, suction: 4 };
  const circuit = { flow: 300, head: 38, efficiency: 0.79, suction: 1.5 };
  const sump = { flow: 25, head: 14, efficiency: 0.58 };
  const vacuum = { flow: 180, pressure: 1, efficiency: 0.45 };
  return [
    ...pumps('P-201', 'ABC', 'Main cooling water pump', main, { system: 'CW', duty: 'CONSTANT' }),
    ...pumps(
      'P-202',
      '',
      'Emergency pump, diesel',
      { ...main, flow: 600 },
      { system: 'CW', driver: 'ENGINE' },
    ),
    ...pumps('P-203', 'AB', 'Booster pump', booster, {
      system: 'CW',
      duty: 'VARIABLE',
      cable_length_m: 45,
    }),
    ...pumps('P-204', 'AB', 'Closed circuit pump', circuit, { system: 'CC', duty: 'VARIABLE' }),
    ...pumps('P-205', 'AB', 'Pump house sump pump', sump, { system: 'DR' }),
    ...displacementPumps(random, 'P-206', 'AB', 'Priming vacuum pump', vacuum, {
      pump_kind: 'ROTARY',
      system: 'CW',
    }),
    ...apparatus('HEAT_EXCHANGER', 'E-201', 'AB', 'Closed circuit plate cooler', 10, 80, { system: 'CC' }),
    ...apparatus('VESSEL', 'V-202', 'AB', 'Self-cleaning strainer', 10, 50, { system: 'CW' }),
    ...apparatus('VESSEL', 'V-201', '', 'Closed circuit expansion vessel', 6, 95, { system: 'CC' }),
    {
      tag: 'TK-201',
      type: 'TANK',
      description: 'Closed circuit filling tank',
      system: 'CC',
      overflow_risk: false,
    },
    ...machines(random, 'FAN', 'FAN-201', 'AB', 'Pump house ventilation fan', 3.1, { system: 'HV' }),
  ];
}
