import { near, rounded } from './random.mjs';

const GRAVITY = 9.81;

/**
 * One centrifugal pump per letter, all of the same size. The shaft power in kW is rho g Q H / (3.6e6 eta), with
 * rho in kg/m3, Q in m3/h and H in m.
 * @returns rows of the equipment list
 */
export function centrifugalPumps(random, tag, letters, description, process, more) {
  const flow_m3_h = near(random, process.flow, 0.03, process.flow < 100 ? 1 : 0);
  const head_m = near(random, process.head, 0.03, 1);
  const weight = (process.density ?? 998) * GRAVITY;
  return copies(tag, letters, description, {
    type: 'PUMP',
    pump_kind: 'CENTRIFUGAL',
    driver: 'ELECTRIC',
    flow_m3_h,
    head_m,
    discharge_pressure_bar: rounded((process.suction ?? 0.2) + (weight * head_m) / 1e5, 1),
    shaft_power_kw: rounded((weight * flow_m3_h * head_m) / (3.6e6 * process.efficiency), 1),
    ...more,
  });
}

/**
 * One positive-displacement pump per letter. The shaft power in kW is Q dp / (36 eta), with Q in m3/h and dp in bar.
 * @returns rows of the equipment list
 */
export function displacementPumps(random, tag, letters, description, process, more) {
  const flow_m3_h = near(random, process.flow, 0.05, process.flow < 1 ? 3 : 0);
  const power = (flow_m3_h * process.pressure) / (36 * process.efficiency);
  return copies(tag, letters, description, {
    type: 'PUMP',
    driver: 'ELECTRIC',
    flow_m3_h,
    discharge_pressure_bar: process.pressure,
    shaft_power_kw: rounded(power, 2),
    ...more,
  });
}

/** One machine per letter with a shaft power near the one given, in kW. */
export function machines(random, type, tag, letters, description, shaftPower, more) {
  const shaft_power_kw = near(random, shaftPower, 0.04, shaftPower < 10 ? 2 : 1);
  return copies(tag, letters, description, { type, driver: 'ELECTRIC', shaft_power_kw, ...more });
}

/** One piece of static equipment per letter, with design pressure in bar and design temperature in deg C. */
export function apparatus(type, tag, letters, description, pressure, temperature, more) {
  const design = { design_pressure_bar: pressure, design_temperature_c: temperature };
  return named(tag, letters, description).map((name) => ({ ...name, type, ...design, ...more }));
}

/** Machines of one size on alternating buses, A first; the last of several stands by. */
function copies(tag, letters, description, row) {
  return named(tag, letters, description).map((name, index, all) => {
    if (all.length === 1) return { ...name, ...row };
    const duty_standby = index === all.length - 1 ? 'STANDBY' : 'DUTY';
    return { ...name, duty_standby, bus: index % 2 === 0 ? 'A' : 'B', ...row };
  });
}

function named(tag, letters, description) {
  if (letters === '') return [{ tag, description }];
  return letters.split('').map((letter) => ({ tag: tag + letter, description: `${description} ${letter}` }));
}
