import type { Asset } from '../../../shared/model/entities.ts';
import { ambientFactor, type CableSize } from '../engineering/cable.ts';
import { STANDARD_MOTOR_KW } from '../engineering/motor.ts';
import type { PlantReader } from '../view.ts';
import { valueOf } from './entity-state.ts';
import type { EntityReport } from './outcome.ts';
import { LOW_VOLTAGE_LIMIT_V, settingValue, type SizingBasis } from './size-cable.ts';

type Report = Omit<EntityReport, 'entityId'>;

interface Sizing {
  readonly loadA: number;
  readonly basis: SizingBasis;
  readonly size: CableSize | null;
  readonly subject: Asset;
  readonly reader: PlantReader;
}

/** What an engineer has to know of a size, or of why there is none. Each kind is a finding of its own. */
export function sizingReports(sizing: Sizing): Report[] {
  const { subject, size, reader } = sizing;
  const reports = [size === null ? noSize(sizing) : parallelRuns(subject, size), largeMotor(subject)];
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
