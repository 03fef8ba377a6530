import type { Asset } from '../../../shared/model/entities.ts';
import { ambientFactor, isEnough, type CableDuty, type CableSize } from '../engineering/cable.ts';
import { STANDARD_MOTOR_KW } from '../engineering/motor.ts';
import { roundTo } from '../engineering/rounding.ts';
import type { PlantReader } from '../view.ts';
import { valueOf } from './entity-state.ts';
import type { EntityReport } from './outcome.ts';
import { LOW_VOLTAGE_LIMIT_V, settingValue, type SizingBasis } from './size-cable.ts';

type Report = Omit<EntityReport, 'entityId'>;

interface Sizing {
  readonly loadA: number;
  readonly basis: SizingBasis;
  /** Null above low voltage. */
  readonly duty: CableDuty | null;
  /** The smallest that is enough; null where there is none. */
  readonly size: CableSize | null;
  /** What the cable is where others decide its size or runs; `actual` is null for a size that the table does not have. */
  readonly stated: {
    readonly sizeMm2: number;
    readonly runs: number;
    readonly actual: CableSize | null;
  } | null;
  readonly subject: Asset;
  readonly reader: PlantReader;
}

/** What an engineer has to know of a size, or of why there is none. Each kind is a finding of its own. */
export function sizingReports(sizing: Sizing): Report[] {
  const { subject, size, stated, reader } = sizing;
  const shown = stated?.actual ?? size;
  const reports = [
    size === null ? noSize(sizing) : null,
    shown === null ? null : parallelRuns(subject, shown),
    statedSize(sizing),
    largeMotor(subject),
  ];
  const code = valueOf(subject, 'properties.electrical_code');
  if (size !== null && (code === 'NEC' || code === 'CEC')) {
    reports.push(warning('SIZE_NOT_CHECKED', `size not checked against 310.16 of ${code}`, subject));
  }
  const method = settingValue(subject, reader, 'installation');
  if (size !== null && method !== 'E') {
    const text = `sized for installation method E, but ${String(method)} is stated: check the size for it`;
    reports.push(warning('METHOD_NOT_COVERED', text, subject));
  }
  return reports.filter((report) => report !== null);
}

function noSize({ subject, basis, loadA }: Sizing): Report {
  const { voltageV, lengthM, dropLimitPct, ambientC } = basis;
  if (voltageV > LOW_VOLTAGE_LIMIT_V) {
    const text = `not sized: ${voltageV} V is above the ${LOW_VOLTAGE_LIMIT_V} V that the tables are for`;
    return warning('NOT_LOW_VOLTAGE', text, subject);
  }
  const reason =
    ambientFactor(ambientC) === null
      ? `no ampacity is known at ${ambientC} °C`
      : `no size fits ${loadA} A over ${lengthM} m within ${dropLimitPct} %: neither do eight runs of 300 mm2`;
  return { ...warning('NO_SIZE', reason, subject), severity: 'ERROR' };
}

/** The formulas and tables are for three loaded conductors. */
export const notThreePhase = (phases: number, subject: Asset): Report =>
  warning('NOT_THREE_PHASE', `not sized: phases is ${phases}, and only three-phase loads are sized`, subject);

/** Others decided the size: it is reported where it is too small, or cannot be told. */
function statedSize({ subject, duty, size, stated }: Sizing): Report | null {
  if (stated === null || duty === null || ambientFactor(duty.ambientC) === null) return null; // NO_SIZE says why
  const { sizeMm2, runs, actual } = stated;
  const name = runs === 1 ? `${sizeMm2} mm2` : `${runs} runs of ${sizeMm2} mm2`;
  if (actual === null) {
    const text = `${name} is not in the table: its ampacity and voltage drop are not known`;
    return warning('SIZE_NOT_IN_TABLE', text, subject);
  }
  if (isEnough(actual, duty)) return null;
  const needs = `${roundTo(duty.designA ?? duty.loadA, 2)} A and at most ${duty.dropLimitPct} % are needed`;
  const remedy =
    size === null
      ? ''
      : `; the smallest that is enough is ${size.runs === 1 ? '' : `${size.runs} runs of `}${size.sizeMm2} mm2`;
  const text = `${name} is too small: it carries ${actual.ampacityA} A and drops ${actual.voltageDropPct} %, where ${needs}${remedy}`;
  return { ...warning('SIZE_TOO_SMALL', text, subject), severity: 'ERROR' };
}

function parallelRuns(subject: Asset, { runs, sizeMm2 }: CableSize): Report | null {
  if (runs === 1) return null;
  return {
    ...warning('PARALLEL_RUNS', `${runs} parallel runs of ${sizeMm2} mm2`, subject),
    severity: 'INFO',
  };
}

function largeMotor(subject: Asset): Report | null {
  const ratingKw = valueOf(subject, 'properties.power_kw') ?? valueOf(subject, 'properties.rating_kw');
  const largest = STANDARD_MOTOR_KW[STANDARD_MOTOR_KW.length - 1] ?? 0;
  if (typeof ratingKw !== 'number' || ratingKw <= largest) return null;
  const text = `${ratingKw} kW is above the standard ratings (${largest} kW): size the cable by the maker's data`;
  return warning('ABOVE_STANDARD_RATING', text, subject);
}

const warning = (code: string, text: string, { tag }: Asset): Report => ({
  code,
  severity: 'WARNING',
  message: `Cable of ${tag}: ${text}.`,
});
