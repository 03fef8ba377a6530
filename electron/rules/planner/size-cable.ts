import type { Asset, PropertyValue } from '../../../shared/model/entities.ts';
import type { CableSizing, CreateCable } from '../compiled-rule.ts';
import { smallestCable, type CableSize } from '../engineering/cable.ts';
import { defaultPowerFactor } from '../engineering/motor.ts';
import { roundTo } from '../engineering/rounding.ts';
import { ExpressionError } from '../expressions/error.ts';
import type { EvaluationScope } from '../expressions/types.ts';
import { SIZED_FIELDS, SIZING_PROPERTIES } from '../sizing-fields.ts';
import type { PlantReader } from '../view.ts';
import { fieldName, valueOf } from './entity-state.ts';
import { missingNames } from './evaluate.ts';
import { fieldValues, type FieldValues } from './field-values.ts';
import type { EntityReport, FieldClaim } from './outcome.ts';
import type { PlanContext } from './plan-context.ts';
import { sizingReports } from './sizing-reports.ts';

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

/**
 * Sizes a cable for the load that the rule states, in A: the smallest that satisfies ampacity and voltage drop at
 * the length and voltage that the cable has in the end.
 * @throws ExpressionError where a value that it rests on makes no sense.
 */
export function sizeCable(
  sizing: CableSizing,
  subject: Asset,
  scope: EvaluationScope,
  lengthM: number | null,
  voltageV: number | null,
  context: PlanContext,
): Sized {
  const load = fieldValues([sizing.loadA], subject, scope);
  const limit = sizing.dropLimitPct === null ? null : fieldValues([sizing.dropLimitPct], subject, scope);
  const loadA = numberIn(load);
  const dropLimitPct =
    limit === null ? settingOf(subject, scope.reader, 'voltage_drop_pct') : numberIn(limit);
  const outdated = outdatedInput(sizing, subject, context);
  if (outdated !== null) return notSized(`${outdated} is outdated`);
  if (loadA === null) return notSized(`${missingNames(sizing.loadA.value.observe(scope))} not set`);
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
  return sizedFor(loadA, basis, subject, scope);
}

function sizedFor(loadA: number, basis: SizingBasis, subject: Asset, scope: EvaluationScope): Sized {
  const size = basis.voltageV > LOW_VOLTAGE_LIMIT_V ? null : smallestFor(loadA, basis);
  const reports = sizingReports({ loadA, basis, size, subject, reader: scope.reader });
  const claims: FieldClaim[] = [{ field: 'loadCurrentA', value: roundTo(loadA, 2) }];
  if (size === null) {
    const unset = SIZED_FIELDS.filter((field) => field !== 'loadCurrentA');
    return { claims, unset, skips: [], reports };
  }
  claims.push(
    { field: 'conductorSizeMm2', value: size.sizeMm2 },
    { field: 'ampacityA', value: size.ampacityA },
    { field: 'voltageDropPct', value: size.voltageDropPct },
    { field: 'properties.runs', value: size.runs },
  );
  return { claims, unset: [], skips: [], reports };
}

function smallestFor(loadA: number, { designFactor, ...duty }: SizingBasis): CableSize | null {
  return smallestCable({ ...duty, loadA, designA: loadA * Math.max(designFactor, 1) });
}

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
  subject: Asset,
  { outdated }: PlanContext,
): string | null {
  const reads = [...loadA.value.reads, ...(dropLimitPct?.value.reads ?? [])];
  const fieldsOf = (of: 'self' | 'parent'): string[] =>
    reads.flatMap((read) => (read.kind === 'property' && read.of === of ? [`properties.${read.name}`] : []));
  const own = outdated.find(subject.id, [...fieldsOf('self'), ...SIZING_PROPERTIES]);
  const field = own ?? outdated.find(subject.parentId ?? '', fieldsOf('parent'));
  return field === null ? null : `${fieldName(field)} of ${own === null ? 'what drives' : ''}${subject.tag}`;
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
