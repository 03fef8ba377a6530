import type { Asset, Cable } from '../../shared/model/entities.ts';
import { DATA_STATUSES } from '../../shared/model/entities.ts';
import type { SubjectKind, ValueType } from './expressions/types.ts';

/** Fields beside the properties that `set_property` can write, with the type of their values. */
export const SETTABLE_FIELDS: Readonly<Record<SubjectKind, Readonly<Record<string, ValueType>>>> = {
  ASSET: {
    area: 'string',
    system: 'string',
    description: 'string',
    ioType: 'string',
    dataStatus: 'string',
  } satisfies Partial<Record<keyof Asset, ValueType>>,
  CABLE: {
    lengthM: 'number',
    conductorSizeMm2: 'number',
    cores: 'number',
    insulation: 'string',
    voltageV: 'number',
    ampacityA: 'number',
    loadCurrentA: 'number',
    voltageDropPct: 'number',
  } satisfies Partial<Record<keyof Cable, ValueType>>,
};

/** Fields that no rule sets, with names that a property could have. */
export const OTHER_FIELDS: Readonly<Record<SubjectKind, ReadonlySet<string>>> = {
  ASSET: new Set(['tag', 'type', 'discipline']),
  CABLE: new Set(['tag', 'status']),
};

export const isSettableField = (kind: SubjectKind, name: string): boolean =>
  Object.hasOwn(SETTABLE_FIELDS[kind], name);

/** The values that a field may take, where not all of its type are allowed. */
export function allowedValues(field: string): readonly string[] | null {
  return field === 'dataStatus' ? DATA_STATUSES : null;
}
