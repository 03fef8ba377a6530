import type { Asset, PropertyValue } from '../../../shared/model/entities.ts';
import type { CableSizing, CreateCable } from '../compiled-rule.ts';
import { cableOfSize, smallestCable, type CableDuty } from '../engineering/cable.ts';
import { defaultPowerFactor } from '../engineering/motor.ts';
import { roundTo } from '../engineering/rounding.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope, Read } from '../expressions/types.ts';
import { SIZED_FIELDS, SIZING_PROPERTIES, SIZING_SETTINGS } from '../sizing-fields.ts';
import type { PlantReader } from '../view.ts';
import { fieldName, valueOf } from './entity-state.ts';
import { whyUnknown } from './evaluate.ts';
import { fieldValues, type FieldValues } from './field-values.ts';
import type { EntityReport, FieldClaim } from './outcome.ts';
import type { PlanContext } from './plan-context.ts';
import { notThreePhase, sizingReports } from './sizing-reports.ts';

/** What is known of a cable, what is not, and what its sizing reports. */
export interface Sized extends FieldValues {
  readonly reports: readonly Omit<EntityReport, 'entityId'>[];
}

/** What sizing rests on beside the load: of the asset, the machine it drives, or the project. */
export interface SizingBasis {
  readonly voltageV: number;
  readonly lengthM: number;
  readonly ambientC: number;
  readonly dropLimitPct: number;
  readonly powerFactor: number;
  /** Factor on the load for the ampacity, where a code asks for one. */
  readonly designFactor: number;
}

/** What the cable has in the end, whoever decides it; size in mm2, runs and load in A are null where the sizing does. */
export interface CableInForce {
  readonly lengthM: number | null;
  readonly voltageV: number | null;
  readonly sizeMm2: number | null;
  readonly runs: number | null;
  readonly loadA: number | null;
}

/**
 * Sizes a cable for the load that the rule states, in A: the smallest that satisfies ampacity and voltage drop at
 * the length and voltage that the cable has in the end. Where its size, its runs or its load are decided by others, ampacity
 * and drop are those of the cable that it is, and it is reported where it is too small.
 * @throws ExpressionError where a value that it rests on makes no sense.
 */
export function sizeCable(
  sizing: CableSizing,
  lengthReads: readonly Read[],
  subject: Asset,
  scope: EvaluationScope,
  inForce: CableInForce,
  context: PlanContext,
): Sized {
  const { lengthM, voltageV } = inForce;
  const load = fieldValues([sizing.loadA], subject, scope);
  const limit = sizing.dropLimitPct === null ? null : fieldValues([sizing.dropLimitPct], subject, scope);
  const loadA = inForce.loadA ?? numberIn(load);
  const dropLimitPct =
    limit === null ? settingOf(subject, scope.reader, 'voltage_drop_pct') : numberIn(limit);
  const phases = numberOf(subject, 'phases') ?? THREE_PHASES;
  if (phases !== THREE_PHASES)
    return { claims: [], unset: [...SIZED_FIELDS], skips: [], reports: [notThreePhase(phases, subject)] };
  const outdated = outdatedInput(sizing, lengthReads, subject, context);
  if (outdated !== null) return notSized(`${outdated} is outdated`);
  if (loadA === null) return notSized(whyUnknown(sizing.loadA.value.observe(scope)));
  if (voltageV === null) return notSized('props.voltage_v is not set');
  if (lengthM === null) return notSized('its length is not known');
  if (dropLimitPct === null) return notSized('the limit of its voltage drop is not known');
  const basis: SizingBasis = {
    lengthM,
    voltageV: positive('voltage_v', voltageV, subject),
    ambientC: settingOf(subject, scope.reader, 'ambient_c') ?? 40,
    dropLimitPct: positive('dropLimitPct', dropLimitPct, subject),
    powerFactor: powerFactorOf(subject, positive('loadA', loadA, subject), voltageV),
    designFactor: positive('design_current_factor', numberOf(subject, 'design_current_factor') ?? 1, subject),
  };
  return sizedFor({ wantedA: numberIn(load), loadA }, basis, inForce, subject, scope);
}

function sizedFor(
  { wantedA, loadA }: { readonly wantedA: number | null; readonly loadA: number },
  basis: SizingBasis,
  inForce: CableInForce,
  subject: Asset,
  scope: EvaluationScope,
): Sized {
  const duty = dutyOf(loadA, basis);
  const size = duty === null ? null : smallestCable(duty);
  const sizeMm2 = inForce.sizeMm2 ?? size?.sizeMm2 ?? null;
  const runs = inForce.runs ?? size?.runs ?? 1;
  const isStated = inForce.sizeMm2 !== null || inForce.runs !== null;
  const actual = duty === null || sizeMm2 === null || !isStated ? size : cableOfSize(duty, sizeMm2, runs);
  const stated = isStated && sizeMm2 !== null ? { sizeMm2, runs, actual } : null;
  const reports = sizingReports({ loadA, basis, duty, size, stated, subject, reader: scope.reader });
  const values = [
    ['loadCurrentA', wantedA === null ? undefined : roundTo(wantedA, 2)],
    ['conductorSizeMm2', size?.sizeMm2],
    ['ampacityA', actual?.ampacityA],
    ['voltageDropPct', actual?.voltageDropPct],
    ['properties.runs', size?.runs],
  ] as const;
  return {
    claims: values.flatMap(([field, value]): FieldClaim[] => (value === undefined ? [] : [{ field, value }])),
    unset: values.flatMap(([field, value]) => (value === undefined ? [field] : [])),
    skips: [],
    reports,
  };
}

/** Null above low voltage, which the tables are not for. */
const dutyOf = (loadA: number, { designFactor, ...basis }: SizingBasis): CableDuty | null =>
  basis.voltageV > LOW_VOLTAGE_LIMIT_V
    ? null
    : { ...basis, loadA, designA: loadA * Math.max(designFactor, 1) };

const THREE_PHASES = 3;

/** The tables are for low voltage. */
export const LOW_VOLTAGE_LIMIT_V = 1000;

/** The length in m: what the rule says, otherwise the setting. */
export function lengthOf(action: CreateCable, subject: Asset, scope: EvaluationScope): FieldValues {
  const length =
    action.lengthM === null
      ? defaultLength(settingOf(subject, scope.reader, 'cable_length_m'))
      : fieldValues([action.lengthM], subject, scope);
  const lengthM = numberIn(length);
  if (lengthM !== null && lengthM < 0) wrong('lengthM', lengthM, subject.tag, '0 or more');
  return length;
}

const defaultLength = (value: number | null): FieldValues =>
  value === null
    ? { claims: [], unset: ['lengthM'], skips: [] }
    : { claims: [{ field: 'lengthM', value }], unset: [], skips: [] };

export const voltageOf = (subject: Asset): number | null => numberOf(subject, 'voltage_v');

/** A setting as a number: the asset's own, then that of the machine it drives, then the project's. */
export function settingOf(subject: Asset, reader: PlantReader, name: string): number | null {
  const parent = reader.asset(subject.parentId ?? '');
  const value = settingValue(subject, reader, name);
  if (value === null || typeof value === 'number') return value;
  const owner = valueOf(subject, `properties.${name}`) === null ? (parent?.tag ?? '') : subject.tag;
  return wrong(name, value, owner, 'a number');
}

export const settingValue = (subject: Asset, reader: PlantReader, name: string): PropertyValue | null =>
  valueOf(subject, `properties.${name}`) ??
  ofParent(reader.asset(subject.parentId ?? ''), name) ??
  reader.settings[name] ??
  null;

const ofParent = (parent: Asset | undefined, name: string): PropertyValue | null =>
  parent === undefined ? null : valueOf(parent, `properties.${name}`);

const numberIn = ({ claims }: FieldValues): number | null => {
  const value = claims[0]?.value;
  return typeof value === 'number' ? value : null;
};

function notSized(reason: string): Sized {
  const skips = [{ reason: 'UNKNOWN', message: `The cable is not sized: ${reason}.` } as const];
  return { claims: [], unset: [...SIZED_FIELDS], skips, reports: [] };
}

/** cos phi: stated, otherwise typical for the rating; without a rating, for what the load can be at most. */
function powerFactorOf(subject: Asset, loadA: number, voltageV: number): number {
  const stated = numberOf(subject, 'power_factor');
  if (stated !== null) {
    return stated > 0 && stated <= 1
      ? stated
      : wrong('power_factor', stated, subject.tag, 'above 0, at most 1');
  }
  const ratingKw = numberOf(subject, 'power_kw') ?? numberOf(subject, 'rating_kw');
  return defaultPowerFactor(ratingKw ?? (Math.sqrt(3) * voltageV * loadA) / 1000);
}

/** The tag and name of a value that sizing rests on and that cannot be told any more. */
function outdatedInput(
  { loadA, dropLimitPct }: CableSizing,
  lengthReads: readonly Read[],
  subject: Asset,
  { outdated }: PlanContext,
): string | null {
  const reads = [...loadA.value.reads, ...(dropLimitPct?.value.reads ?? []), ...lengthReads];
  const fieldsOf = (of: 'self' | 'parent'): string[] =>
    reads.flatMap((read) => (read.kind === 'property' && read.of === of ? [`properties.${read.name}`] : []));
  const settings = [...SIZING_SETTINGS, 'cable_length_m'].map((name) => `properties.${name}`);
  const own = outdated.find(subject.id, [...fieldsOf('self'), ...SIZING_PROPERTIES, ...settings]);
  if (own !== null) return `${fieldName(own)} of ${subject.tag}`;
  const inherited = settings.filter((field) => valueOf(subject, field) === null);
  const field = outdated.find(subject.parentId ?? '', [...fieldsOf('parent'), ...inherited]);
  return field === null ? null : `${fieldName(field)} of what ${subject.tag} belongs to`;
}

function numberOf(asset: Asset, name: string): number | null {
  const value = valueOf(asset, `properties.${name}`);
  return value === null || typeof value === 'number' ? value : wrong(name, value, asset.tag, 'a number');
}

const positive = (name: string, value: number, { tag }: Asset): number =>
  value > 0 ? value : wrong(name, value, tag, 'above 0');

function wrong(name: string, value: PropertyValue, tag: string, needed: string): never {
  const message = `${name} of ${tag} is ${JSON.stringify(value)}; for a cable it must be ${needed}. Correct the value.`;
  throw new ExpressionError('WRONG_TYPE', name, value, message);
}
