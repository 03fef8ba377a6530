import { roundTo } from './rounding.ts';

/**
 * Preferred ratings of three-phase motors in kW (IEC 60072-1 with the common extension above 132 kW).
 */
export const STANDARD_MOTOR_KW = [
  0.18, 0.25, 0.37, 0.55, 0.75, 1.1, 1.5, 2.2, 3, 4, 5.5, 7.5, 11, 15, 18.5, 22, 30, 37, 45, 55, 75, 90, 110,
  132, 160, 200, 250, 315, 355, 400,
] as const;

/** Margins of the motor rating over the shaft power, by the shaft power. */
export interface MotorMargins {
  readonly below22Kw: number;
  readonly from22To55Kw: number;
  readonly above55Kw: number;
}

/** Common practice after API 610; a project can set its own. */
export const DEFAULT_MOTOR_MARGINS: MotorMargins = { below22Kw: 1.25, from22To55Kw: 1.15, above55Kw: 1.1 };

/**
 * The next standard rating in kW for a power in kW; null above 400 kW, where motors are made to order, and for
 * what is not a power. What exceeds a rating by a rounding error only counts as that rating (50 x 1.1 is 55).
 */
export function standardMotorKw(powerKw: number): number | null {
  if (!(powerKw > 0)) return null;
  return STANDARD_MOTOR_KW.find((rating) => rating >= powerKw * (1 - 1e-9)) ?? null;
}

/** The factor from a shaft power in kW to the least motor rating. */
export function motorMargin(shaftKw: number, margins: MotorMargins = DEFAULT_MOTOR_MARGINS): number {
  if (shaftKw < 22) return margins.below22Kw;
  return shaftKw <= 55 ? margins.from22To55Kw : margins.above55Kw;
}

/** Efficiency in percent, IE3, 4 poles, 50 Hz, by rated kW (IEC 60034-30-1); 200 kW and up 96.0. */
const IE3_EFFICIENCY_PCT: readonly (readonly [kw: number, percent: number])[] = [
  [0.18, 69.9],
  [0.25, 73.5],
  [0.37, 77.3],
  [0.55, 80.8],
  [0.75, 82.5],
  [1.1, 84.1],
  [1.5, 85.3],
  [2.2, 86.7],
  [3, 87.7],
  [4, 88.6],
  [5.5, 89.6],
  [7.5, 90.4],
  [11, 91.4],
  [15, 92.1],
  [18.5, 92.6],
  [22, 93.0],
  [30, 93.6],
  [37, 93.9],
  [45, 94.2],
  [55, 94.6],
  [75, 95.0],
  [90, 95.2],
  [110, 95.4],
  [132, 95.6],
  [160, 95.8],
  [200, 96.0],
];

/**
 * The efficiency (a fraction) of a motor whose own is not stated. Between two ratings that of the lower one
 * counts, which gives the higher current.
 */
export function defaultEfficiency(powerKw: number): number {
  const row = IE3_EFFICIENCY_PCT.findLast(([kw]) => kw <= powerKw * (1 + 1e-9)) ?? IE3_EFFICIENCY_PCT[0];
  return roundTo((row?.[1] ?? 69.9) / 100, 3);
}

/** The power factor (cos phi) of a motor whose own is not stated; typical values by rated kW. */
export function defaultPowerFactor(powerKw: number): number {
  if (powerKw < 0.75) return 0.7;
  if (powerKw <= 1.1) return 0.75;
  if (powerKw <= 4) return 0.8;
  if (powerKw <= 11) return 0.83;
  return powerKw <= 45 ? 0.85 : 0.87;
}
