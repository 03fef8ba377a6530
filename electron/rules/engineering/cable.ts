import { roundTo } from './rounding.ts';

/** What a low-voltage power cable is sized for. */
export interface CableDuty {
  /** Current in operation, A. */
  readonly loadA: number;
  /** Current that the cable must be able to carry, A: the load, or more where a code asks for it. */
  readonly designA?: number;
  readonly voltageV: number;
  readonly powerFactor: number;
  readonly lengthM: number;
  readonly dropLimitPct: number;
  readonly ambientC: number;
}

export interface CableSize {
  /** Cross-section of one run, mm2. */
  readonly sizeMm2: number;
  readonly runs: number;
  /** Derated, of all runs together, A. */
  readonly ampacityA: number;
  readonly voltageDropPct: number;
}

/**
 * The smallest cable for the duty: copper, XLPE, three loaded conductors, method E, at least 2.5 mm2. More than
 * 300 mm2 goes in parallel runs, as few as do. A screening estimate: check it against the adopted edition of
 * the code. Null where eight runs do not do, or a value makes no sense.
 */
export function smallestCable(duty: CableDuty): CableSize | null {
  const values = [duty.loadA, duty.voltageV, duty.dropLimitPct, duty.powerFactor];
  const factor = ambientFactor(duty.ambientC);
  if (factor === null || !values.every((value) => value > 0) || duty.powerFactor > 1 || !(duty.lengthM >= 0))
    return null;
  for (let runs = 1; runs <= MOST_RUNS; runs += 1) {
    for (const { sizeMm2 } of COPPER) {
      if (sizeMm2 < SMALLEST_POWER_MM2) continue;
      const size = cableOfSize(duty, sizeMm2, runs);
      if (size !== null && isEnough(size, duty)) return size;
    }
  }
  return null;
}

/**
 * What a cable of this cross-section in mm2 and this number of runs carries and drops at the duty, whether that is
 * enough or not. Null for cross-sections that the table does not have, and where a value makes no sense.
 */
export function cableOfSize(duty: CableDuty, sizeMm2: number, runs: number): CableSize | null {
  const at30 = COPPER.find((row) => row.sizeMm2 === sizeMm2)?.ampacityA;
  const factor = ambientFactor(duty.ambientC);
  const drop = voltageDropPct(duty, sizeMm2, runs);
  if (at30 === undefined || factor === null || drop === null || !(runs >= 1)) return null;
  return { sizeMm2, runs, ampacityA: roundTo(at30 * factor * runs, 2), voltageDropPct: drop };
}

/** Whether a cable carries what it has to, and drops no more than it may. Both are compared as they are shown. */
export const isEnough = (
  { ampacityA, voltageDropPct }: CableSize,
  { designA, loadA, dropLimitPct }: CableDuty,
): boolean => ampacityA >= (designA ?? loadA) && voltageDropPct <= dropLimitPct;

/** Copper resistance in ohm/km at 90 C: that of IEC 60228 class 2 at 20 C x 1.275. Null for other cross-sections. */
export function resistanceOhmPerKm(sizeMm2: number): number | null {
  const at20 = COPPER.find((row) => row.sizeMm2 === sizeMm2)?.ohmPerKm20;
  return at20 === undefined ? null : at20 * RESISTANCE_90_TO_20;
}

/**
 * Ampacity in A of one run at an ambient temperature in °C, rounded to 0.01. Null for other cross-sections and
 * where no factor applies.
 */
export function ampacityA(sizeMm2: number, ambientC: number): number | null {
  const at30 = COPPER.find((row) => row.sizeMm2 === sizeMm2)?.ampacityA;
  const factor = ambientFactor(ambientC);
  return at30 === undefined || factor === null ? null : roundTo(at30 * factor, 2);
}

/**
 * Factor on the ampacity for an ambient other than 30 °C: sqrt((90 - t) / 60) to two decimals, which is
 * IEC 60364-5-52 table B.52.14 for XLPE (0.91 at 40 °C). Null outside of -40 to 80 °C.
 */
export function ambientFactor(ambientC: number): number | null {
  if (!(ambientC >= -40 && ambientC <= 80)) return null;
  return roundTo(Math.sqrt((90 - Math.max(ambientC, 10)) / 60), 2);
}

/**
 * Running voltage drop in percent, rounded to 0.01: sqrt(3) I L (R cos phi + X sin phi) / U x 100, the current
 * shared by the runs. Null for cross-sections that the table does not have.
 */
export function voltageDropPct(
  duty: Pick<CableDuty, 'loadA' | 'voltageV' | 'powerFactor' | 'lengthM'>,
  sizeMm2: number,
  runs = 1,
): number | null {
  const resistance = resistanceOhmPerKm(sizeMm2);
  if (resistance === null) return null;
  const sine = Math.sqrt(1 - duty.powerFactor ** 2);
  const ohmPerKm = resistance * duty.powerFactor + REACTANCE_OHM_PER_KM * sine;
  const volts = Math.sqrt(3) * (duty.loadA / runs) * (duty.lengthM / 1000) * ohmPerKm;
  return roundTo((volts / duty.voltageV) * 100, 2);
}

const SMALLEST_POWER_MM2 = 2.5;
const MOST_RUNS = 8;
const RESISTANCE_90_TO_20 = 1.275;
const REACTANCE_OHM_PER_KM = 0.08;

/**
 * Copper conductors: resistance at 20 °C (IEC 60228 class 2) and ampacity at 30 °C in air, XLPE, three loaded
 * conductors, method E (IEC 60364-5-52 table B.52.12; where sources differ, the lower).
 */
const COPPER: readonly {
  readonly sizeMm2: number;
  readonly ohmPerKm20: number;
  readonly ampacityA: number;
}[] = [
  { sizeMm2: 1.5, ohmPerKm20: 12.1, ampacityA: 23 },
  { sizeMm2: 2.5, ohmPerKm20: 7.41, ampacityA: 31 },
  { sizeMm2: 4, ohmPerKm20: 4.61, ampacityA: 42 },
  { sizeMm2: 6, ohmPerKm20: 3.08, ampacityA: 54 },
  { sizeMm2: 10, ohmPerKm20: 1.83, ampacityA: 75 },
  { sizeMm2: 16, ohmPerKm20: 1.15, ampacityA: 100 },
  { sizeMm2: 25, ohmPerKm20: 0.727, ampacityA: 127 },
  { sizeMm2: 35, ohmPerKm20: 0.524, ampacityA: 158 },
  { sizeMm2: 50, ohmPerKm20: 0.387, ampacityA: 192 },
  { sizeMm2: 70, ohmPerKm20: 0.268, ampacityA: 246 },
  { sizeMm2: 95, ohmPerKm20: 0.193, ampacityA: 298 },
  { sizeMm2: 120, ohmPerKm20: 0.153, ampacityA: 346 },
  { sizeMm2: 150, ohmPerKm20: 0.124, ampacityA: 395 },
  { sizeMm2: 185, ohmPerKm20: 0.0991, ampacityA: 450 },
  { sizeMm2: 240, ohmPerKm20: 0.0754, ampacityA: 538 },
  { sizeMm2: 300, ohmPerKm20: 0.0601, ampacityA: 621 },
];
