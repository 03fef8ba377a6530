import { apparatus, centrifugalPumps, machines } from './machines.mjs';

/** Area 100: the tower with its basin, make-up, blow-down and side-stream filters. All of it stands outdoors. */
export function coolingTower(random) {
  const pumps = (...pump) => centrifugalPumps(random, ...pump);
  const makeUp = { flow: 180, head: 32, efficiency: 0.76 };
  const blowDown = { flow: 60, head: 25, efficiency: 0.7 };
  const sideStream = { flow: 250, head: 28, efficiency: 0.78 };
  const drain = { flow: 30, head: 15, efficiency: 0.6 };
  return [
    { tag: 'TK-101', type: 'TANK', description: 'Cooling tower basin', system: 'CW', overflow_risk: true },
    { tag: 'TK-102', type: 'TANK', description: 'Make-up water tank', system: 'MW', overflow_risk: false },
    ...apparatus('VESSEL', 'V-101', 'AB', 'Side-stream sand filter', 6, 60, { system: 'CW' }),
    ...towerFans(random),
    ...pumps('P-101', 'AB', 'Make-up pump', makeUp, { system: 'MW' }),
    ...pumps('P-102', 'AB', 'Blow-down pump', blowDown, { system: 'BD' }),
    ...pumps('P-103', 'AB', 'Side-stream filter pump', sideStream, { system: 'CW' }),
    ...withoutShaftPower(pumps('P-104', '', 'Basin drain pump', drain, { system: 'CW' })),
    ...machines(random, 'BLOWER', 'BL-101', '', 'Filter air-scour blower', 15, { system: 'CW' }),
    ...machines(random, 'CONVEYOR', 'CV-101', '', 'Screenings conveyor', 1.1, { system: 'CW' }),
  ].map((row) => ({ ...row, outdoor: true }));
}

/** Four cells that all run, far from the MCC, their speed by the temperature of the water: none of them stands by. */
function towerFans(random) {
  const more = { system: 'CW', duty: 'VARIABLE', duty_standby: 'DUTY', cable_length_m: 160 };
  return machines(random, 'FAN', 'FAN-101', 'ABCD', 'Cooling tower fan, cell', 52, more);
}

/** The vendor of the drain pump had not answered yet. */
function withoutShaftPower(rows) {
  return rows.map((row) => ({ ...row, shaft_power_kw: undefined }));
}
