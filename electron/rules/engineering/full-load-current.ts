import { defaultEfficiency, defaultPowerFactor } from './motor.ts';
import { roundTo } from './rounding.ts';

/** What the full-load current of a three-phase motor depends on. Null: not stated. */
export interface MotorRating {
  readonly powerKw: number | null;
  readonly voltageV: number | null;
  /** Not stated counts as three. */
  readonly phases: number | null;
  /** A fraction, such as 0.95; by default that of IE3. */
  readonly efficiency: number | null;
  /** cos phi; by default a typical one. */
  readonly powerFactor: number | null;
  /** IEC, NEC, CEC or NBR 5410. Under NEC and CEC the current comes from the table. */
  readonly electricalCode: string | null;
}

/**
 * The full-load current in A, rounded to 0.01, for the screening of cables and protection: check it against the
 * adopted edition of the code. Null where power, voltage or code are not stated, a value makes no sense, the motor is
 * not a three-phase one, or the table has no current for it.
 */
export function fullLoadCurrentA(motor: MotorRating): number | null {
  const { powerKw, voltageV, electricalCode, phases } = motor;
  if (phases !== null && phases !== 3) return null;
  if (powerKw === null || voltageV === null || electricalCode === null) return null;
  if (!(powerKw > 0) || !(voltageV > 0)) return null;
  const byTable = electricalCode === 'NEC' || electricalCode === 'CEC';
  if (byTable && voltageV <= LOW_VOLTAGE_LIMIT_V) return tableCurrentA(powerKw, voltageV);
  return ratedCurrentA(motor, powerKw, voltageV);
}

/**
 * The current in A of a motor by the table of NEC 430.250 for three-phase induction motors, which Canada's code
 * repeats. A power (HP = kW / 0.746) up to 1 % above a rating counts as it, otherwise the next higher one is
 * taken. Null above 300 HP, and where the voltage belongs to neither column.
 */
export function tableCurrentA(powerKw: number, voltageV: number): number | null {
  const column = tableColumn(voltageV);
  if (column === null) return null;
  const hp = powerKw / 0.746;
  const row = NEC_430_250.find(([rating]) => hp <= rating * 1.01);
  return row?.[column] ?? null;
}

const LOW_VOLTAGE_LIMIT_V = 1000;

/** I = P / (sqrt(3) U eta cos phi). */
function ratedCurrentA(motor: MotorRating, powerKw: number, voltageV: number): number | null {
  const efficiency = motor.efficiency ?? defaultEfficiency(powerKw);
  const powerFactor = motor.powerFactor ?? defaultPowerFactor(powerKw);
  if (!isFraction(efficiency) || !isFraction(powerFactor)) return null;
  return roundTo((powerKw * 1000) / (Math.sqrt(3) * voltageV * efficiency * powerFactor), 2);
}

/** The column for a system voltage: 460 V serves 440 to 480 V, 575 V serves 550 to 600 V (note to the table). */
function tableColumn(voltageV: number): 1 | 2 | null {
  if (voltageV >= 440 && voltageV <= 480) return 1;
  return voltageV >= 550 && voltageV <= 600 ? 2 : null;
}

const isFraction = (value: number): boolean => value > 0 && value <= 1;

const NEC_430_250: readonly (readonly [hp: number, at460V: number, at575V: number])[] = [
  [1, 2.1, 1.7],
  [1.5, 3.0, 2.4],
  [2, 3.4, 2.7],
  [3, 4.8, 3.9],
  [5, 7.6, 6.1],
  [7.5, 11, 9],
  [10, 14, 11],
  [15, 21, 17],
  [20, 27, 22],
  [25, 34, 27],
  [30, 40, 32],
  [40, 52, 41],
  [50, 65, 52],
  [60, 77, 62],
  [75, 96, 77],
  [100, 124, 99],
  [125, 156, 125],
  [150, 180, 144],
  [200, 240, 192],
  [250, 302, 242],
  [300, 361, 289],
];
