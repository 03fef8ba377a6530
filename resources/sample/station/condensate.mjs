import { apparatus, centrifugalPumps, machines } from './machines.mjs';

/** Area 300: condensate from flash vessel and collecting tank over coolers and polishers to the deaerator. */
export function condensate(random) {
  const pumps = (...pump) => centrifugalPumps(random, ...pump);
  const main = { flow: 120, head: 95, efficiency: 0.72, density: 965 };
  const transfer = { flow: 80, head: 60, efficiency: 0.7 };
  const feed = { flow: 150, head: 210, efficiency: 0.76, suction: 1.2, density: 965 };
  const waste = { flow: 40, head: 22, efficiency: 0.62 };
  return [
    {
      tag: 'TK-301',
      type: 'TANK',
      description: 'Condensate collecting tank',
      overflow_risk: true,
      outdoor: true,
    },
    {
      tag: 'TK-302',
      type: 'TANK',
      description: 'Polished condensate tank',
      overflow_risk: false,
      outdoor: true,
    },
    ...apparatus('VESSEL', 'V-301', '', 'Condensate flash vessel', 10, 184, { system: 'FS' }),
    ...apparatus('VESSEL', 'V-302', 'AB', 'Mixed-bed polisher', 12, 60, {}),
    ...apparatus('VESSEL', 'V-303', '', 'Resin regeneration vessel', 6, 60, {}),
    ...apparatus('HEAT_EXCHANGER', 'E-301', 'AB', 'Condensate cooler', 16, 150, {}),
    ...apparatus('HEAT_EXCHANGER', 'E-302', '', 'Flash steam condenser', 10, 184, { system: 'FS' }),
    ...pumps('P-301', 'AB', 'Condensate pump', main, { duty: 'VARIABLE' }),
    handMadeMotor,
    handMadeDrive,
    ...pumps('P-302', 'AB', 'Polished condensate transfer pump', transfer, {}),
    ...standbyByTurbine(pumps('P-303', 'AB', 'Deaerator feed pump', feed, { duty: 'CONSTANT' })),
    ...pumps('P-304', '', 'Regeneration waste pump', waste, {}),
    ...machines(random, 'BLOWER', 'BL-301', '', 'Resin mixing blower', 11, {}),
  ].map((row) => ({ system: 'CO', ...row }));
}

/** Entered by hand, of the tag that the pump's motor would get: from stock, a size below what the margin asks for. */
const handMadeMotor = {
  tag: 'P-301A-M',
  type: 'MOTOR',
  description: 'Motor from stock',
  parent_tag: 'P-301A',
  power_kw: 45,
};

/** From stock as well, and too small for the motor. */
const handMadeDrive = {
  tag: 'P-301A-M-VFD',
  type: 'VFD',
  description: 'Drive from stock',
  parent_tag: 'P-301A-M',
  rating_kw: 37,
  rating_a: 72,
};

function standbyByTurbine(rows) {
  return rows.map((row) => (row.duty_standby === 'STANDBY' ? { ...row, driver: 'TURBINE' } : row));
}
